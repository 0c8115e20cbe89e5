"""Pages about lines and rules: what the money may be used for, and what stands beside it."""

from django.urls import path

from budgets.views import extras, lines, rule_sheets

BUDGET, LINE = "budgets/<uuid:public_id>", "budget-lines/<uuid:public_id>"

urlpatterns = [
    path("my/money/rules/", rule_sheets.my_rules, name="my_rules"),
    path(f"{BUDGET}/rules/", rule_sheets.budget_rules, name="budget_rules"),
    path("my/money/extras/", extras.my_extras, name="my_extras"),
    path("my/money/extras/<uuid:public_id>/remove/", extras.remove_my_extra, name="remove_my_extra"),
    path(f"{BUDGET}/extras/", extras.own_extras_of_budget, name="own_extras_of_budget"),
    path(f"{LINE}/change/", lines.change_budget_line, name="change_budget_line"),
    path(f"{BUDGET}/kept-back/", lines.keep_back, name="keep_back"),
]
