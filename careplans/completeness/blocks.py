"""What of each block of a plan is not there yet. One small function each; the table is in ``matrix``.

Each yields ``(words, whether it stops the agreement, the page where it is written, the row of that page,
what else its address takes)``.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careplans import safety
from careplans.completeness.facts import Law
from careplans.models import GoalKind

NOT_SETTLED = gettext_lazy("Some of this plan is paid for. Say who pays for it, and let them sign.")


def what_matters(facts):
    if not facts.around.says_what_matters:
        words = _("Ask what matters to the person: About me is empty.")
        yield words, False, "write_about_person", facts.plan.person, ("matters",)


def needs(facts):
    if not facts.needs:
        yield _("Write down what the person needs."), True, "add_need", facts.plan


def eligibility(facts):
    for need in facts.needs:
        if need.is_eligible is None:
            words = _("Say whether the council must meet “%(need)s”.") % {"need": need.words}
            when = _("Needed if the council pays.")
            for said in facts.only_if(Law.CARE_ACT, facts.council_pays, words, when):
                yield *said, "change_need", facts.plan, (need.public_id,)


def goals(facts):
    with_goal = {goal.need_id for goal in facts.goals}
    for need in facts.needs:
        if need.pk not in with_goal:
            yield _("Add a goal for “%(need)s”.") % {"need": need.words}, True, "add_goal", need
    if facts.goals and all(goal.kind == GoalKind.LEARNING for goal in facts.goals):
        words = _("Ask what the person wants for their health and wellbeing: all goals are about learning.")
        yield words, False, "plan", facts.plan


def learning(facts):
    if not facts.education_pays:
        return
    if not facts.has_learning:
        yield _("Add a learning goal: education pays for part of this plan."), True, "plan", facts.plan
    for goal in facts.goals:
        if goal.kind == GoalKind.LEARNING and not goal.ehc_reference:
            words = _("Say which outcome of the education, health and care plan “%(goal)s” belongs to.")
            yield words % {"goal": goal.words}, True, "change_goal", facts.plan, (goal.public_id,)


def how_met(facts):
    with_action = {action.goal_id for action in facts.actions}
    for goal in facts.goals:
        if goal.pk not in with_action:
            yield _("Add what will be done for “%(goal)s”.") % {"goal": goal.words}, True, "add_action", goal
    for action in facts.actions:
        if not (action.when or action.how_often or action.is_paid):
            words = _("Say when “%(action)s” happens.") % {"action": action.words}
            yield words, False, "change_action", facts.plan, (action.public_id,)


def how_often(facts):
    for action in facts.actions:
        if facts.money.direct_from and action.is_paid and not (action.when or action.how_often):
            words = _("Say how often “%(action)s” happens.") % {"action": action.words}
            yield words, True, "change_action", facts.plan, (action.public_id,)


def money(facts):
    if any(action.is_paid for action in facts.actions) and not facts.money.is_settled:
        yield str(facts.money.why_not or NOT_SETTLED), True, "budget_of_plan", facts.plan


def coordinator(facts):
    if not facts.around.has_coordinator:
        for said in _for_nhs(facts, _("Name a care coordinator.")):
            yield *said, "person", facts.plan.person


def health_watched(facts):
    if not facts.plan.health_watched_by:
        for said in _for_nhs(facts, _("Say who keeps an eye on the person's health.")):
            yield *said, "change_plan_details", facts.plan


def notice(facts):
    if not facts.plan.notice_days:
        words = _("Say how many days of notice there are before money is reduced or stopped.")
        for said in _for_nhs(facts, words):
            yield *said, "change_plan_details", facts.plan


def _for_nhs(facts, words):
    when = _("Needed for an NHS direct payment.")
    return facts.only_if(Law.NHS_REG_8, facts.nhs_pays_directly, words, when)


def review(facts):
    if facts.plan.review_due_on is None:
        yield _("Choose the day of the first review."), True, "change_plan_details", facts.plan
    if not facts.plan.review_by:
        yield _("Say who will do the review."), True, "change_plan_details", facts.plan


def risk(facts):
    for one in facts.risks:
        if safety.is_unsettled(one):
            words = _("Agree what to do about “%(risk)s”.") % {"risk": one.words}
            yield words, True, "change_risk", one
    if not facts.risks and not facts.plan.risks_talked_about:
        words = _("Talk about what could go wrong, and what it is worth. Then say that you did.")
        yield words, False, "change_safety", facts.plan


def contingency(facts):
    if facts.plan.if_things_go_wrong or facts.around.has_contingency:
        return
    if facts.money.pays_helpers:
        words = _("Write what to do when somebody who is paid to help does not come.")
        yield words, True, "add_contingency", facts.plan
    else:
        yield _("Write what to do if things go wrong."), False, "add_contingency", facts.plan


def prevention(facts):
    if not facts.plan.prevention:
        words = _("Add advice on staying well and needing less help.")
        when = _("Needed if the council pays.")
        for said in facts.only_if(Law.CARE_ACT, facts.council_pays, words, when):
            yield *said, "change_plan_details", facts.plan


def together(facts):
    if facts.around.has_unasked:
        words = _("Ask the person about everybody who would take part. Somebody waits for their yes.")
        yield words, False, "plan_people", facts.plan.person


def agreed(facts):
    if facts.around.has_unanswered:
        words = _("Answer each change that somebody asked for. At least one still waits.")
        yield words, False, "plan", facts.plan
