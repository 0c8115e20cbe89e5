"""Why something cannot be written in a budget."""

from django.utils.translation import gettext_lazy as _

from ipc.kernel.errors import RuleBroken


class IndicativeNotShown(RuleBroken):
    message = _(
        "The person has not seen an indicative budget yet. Work one out and share it first: "
        "people plan better when they know about how much there might be."
    )
    source = _("Care and support statutory guidance, chapter 11")


class PlanNotBeingWritten(RuleBroken):
    message = _("This plan is no longer being written, so a new budget cannot be opened for it.")


class BudgetAlreadyOpen(RuleBroken):
    message = _("A budget is already being prepared for this person.")


class BudgetNotDraft(RuleBroken):
    message = _("This budget is with the funders or agreed. Take it back to change it.")


class BudgetInUse(RuleBroken):
    message = _("This budget is in use or has ended. It can no longer be taken back.")


class ActionOfAnotherPlan(RuleBroken):
    message = _("Choose an action of this person's own plan.")


class SharesWrong(RuleBroken):
    message = _("Enter how much the NHS, the council or education pays. Each must be more than nothing.")


class SharesDoNotAddUp(RuleBroken):
    message = _("The parts come to %(parts)s, and the line costs %(amount)s. They must be the same.")


class PercentsDoNotAddUp(RuleBroken):
    message = _("The percents come to %(percents)s. Together they must be 100.")


class TooMuch(RuleBroken):
    message = _("No line costs more than £9,999,999.99. Check the amounts again.")


class HolderMissing(RuleBroken):
    message = _("Choose the organisation that will hold the money.")


class PriceOfAnotherSite(RuleBroken):
    message = _("Choose a price of this person’s own site.")


class NothingBought(RuleBroken):
    message = _("Enter how many, for what price, and how often. Each must be more than nothing.")


class OnceOrEveryWeek(RuleBroken):
    message = _("What is bought once is a line that comes once. Choose the same for both.")


class EndsBeforeItStarts(RuleBroken):
    message = _("The last day must not be before the first day.")


class UpliftOutsideTheLine(RuleBroken):
    message = _(
        "The new price begins after the first day of the line, and before its last. Only weekly lines."
    )


class UpliftOfNothing(RuleBroken):
    message = _("Say by how many percent the price rises, or what one unit costs then.")


class NothingToKeepBack(RuleBroken):
    message = _("Write the other lines first. The money for emergencies is worked out from them.")


class KeepsTooMuchBack(RuleBroken):
    message = _("Enter between 0.1 and 12 weeks, or between 1 and 20 percent of a year's money.")


class ReablementIsOutside(RuleBroken):
    message = _("Reablement is free and stays outside the personal budget. Write it in the plan as free.")
    source = _("Care Act 2014 section 26(4); SI 2014/2840")


class ContributionBelowNothing(RuleBroken):
    message = _("What the person pays cannot be less than nothing.")
