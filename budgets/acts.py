"""The acts of this room, by name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    SEE_ALLOCATION_RULES = "budgets.see_allocation_rules", _("looked at the rates and policies")
    ADD_ALLOCATION_RULE = "budgets.add_allocation_rule", _("added a rate or a policy")
    SEE_INDICATIVE = "budgets.see_indicative", _("looked at the first idea of the money")
    WORK_OUT_INDICATIVE = "budgets.work_out_indicative", _("worked out a first idea of the money")
    SHARE_INDICATIVE = "budgets.share_indicative", _("showed the first idea of the money")
    SEE_BUDGET = "budgets.see_budget", _("looked at the money")
    OPEN_BUDGET = "budgets.open_budget", _("opened the budget")
    WRITE_BUDGET = "budgets.write_budget", _("wrote in the budget")
    PROPOSE_BUDGET = "budgets.propose_budget", _("sent the budget to the funders")
    SIGN_BUDGET = "budgets.sign_budget", _("signed for a funder")
    SEE_PAYMENTS = "budgets.see_payments", _("looked at payments")
    PREPARE_PAYMENT = "budgets.prepare_payment", _("prepared a payment")
    RELEASE_PAYMENT = "budgets.release_payment", _("released a payment")
    RECORD_SPEND = "budgets.record_spend", _("wrote down what was spent")
    SEE_RECEIPT = "budgets.see_receipt", _("looked at a receipt")
    TAKE_STATEMENT = "budgets.take_statement", _("took the statement")
