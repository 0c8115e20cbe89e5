"""What the person says, and their needs, goals and what is done: the tree of the standard."""

from django.utils.translation import gettext as _

from careplans.costs import cost_of
from careplans.models import AboutHeading, AgreementParty, PlanStatus
from careplans.paid_from import payers
from careplans.prsb import who
from careplans.prsb.fields import NAME, NOTE, ROLE_HOLDER, day, fits, text

ABOUT_ME = {
    AboutHeading.MATTERS: "what_is_most_important_to_me",
    AboutHeading.PEOPLE: "people_who_are_important_to_me",
    AboutHeading.TALKING: "how_i_communicate_and_how_to_communicate_with_me",
    AboutHeading.WELLNESS: "my_wellness",
    AboutHeading.PLEASE: "please_do_and_please_don_t",
    AboutHeading.SUPPORT: "how_and_when_to_support_me",
    AboutHeading.KNOWING: "also_worth_knowing_about_me",
}
# Two of ours are strengths; a good and a bad day tell what being well and not well is like.
STRENGTHS = (AboutHeading.STRENGTHS, AboutHeading.LIKED)
DAYS = (AboutHeading.GOOD_DAY, AboutHeading.BAD_DAY)
REPRESENTED = (AgreementParty.PERSON, AgreementParty.REPRESENTATIVE)


def about_me(seen) -> dict:
    said = {heading: _said(seen, heading) for heading in ABOUT_ME}
    said[AboutHeading.WELLNESS] = [*said[AboutHeading.WELLNESS], *_days(seen)]
    said[AboutHeading.PEOPLE] = [*said[AboutHeading.PEOPLE], *_not_to_be_contacted(seen)]
    headed = {name: {name: "\n\n".join(said[heading])} for heading, name in ABOUT_ME.items()}
    helped = dict.fromkeys(one.helped_by for one in seen.statements.values() if one.helped_by)
    written = max((one.written_at for one in seen.statements.values()), default=None)
    return {**headed, "date": day(written), "supported_to_write_this_by": fits(", ".join(helped), NOTE)}


def _said(seen, heading):
    return [seen.statements[heading].words] if heading in seen.statements else []


def _days(seen):
    return [f"{heading.label}: {words}" for heading in DAYS for words in _said(seen, heading)]


def _not_to_be_contacted(seen):
    """Return who must not be contacted: the standard's place for it is beside who matters."""
    names = who.not_to_be_contacted(seen)
    return [_("Must not be contacted: %(names)s") % {"names": ", ".join(names)}] if names else []


def care_and_support(seen, user) -> dict:
    plan = seen.plan
    if plan is None:
        return {}
    return {
        "strengths": [text(words) for heading in STRENGTHS for words in _said(seen, heading)],
        "needs_concerns_or_problems": [_need(need, seen) for need in seen.needs],
        "agreed_with_person_or_legitimate_representative": agreed_with(seen),
        "care_funding_source": text(payers(seen, user)),
        "date_this_plan_was_last_updated": last_updated(seen),
        "other_care_planning_documents": _other_documents(seen),
        "planned_review_date_interval": day(seen.again_on),
        "responsibility_for_review": responsible(plan),
        "performing_professional": _writer(seen),
        "person_completing_record": [_writer(seen)],
    }


def _need(need, seen):
    goals = sorted(need.goals.all(), key=lambda goal: (goal.rank is None, goal.rank or 0))
    return {**text(need.words), "goals_and_hopes": [_goal(goal, seen) for goal in goals]}


def _goal(goal, seen):
    noted = seen.of_goal(goal)
    return {
        **text(goal.words),
        "goal_importance_score": goal.importance,
        "actions_and_activities": [_action(one, goal, seen) for one in goal.actions.all()],
        "outcomes": [text(_outcome(one)) for one in noted],
        "goal_status": noted[-1].get_stage_display() if noted else None,
    }


def _outcome(progress):
    """Return what was said on a day about how it goes."""
    return f"{day(progress.noted_at)}: {progress.words or progress.get_stage_display()}"


def _action(action, goal, seen):
    noted = seen.of_action(action)
    brings = action.brings and _("What it brings: %(words)s") % {"words": action.brings}
    return {
        "what": [text(words) for words in (action.words, brings, cost_of(action))],
        "who": {
            "name": fits(action.who, ROLE_HOLDER),
            "role": action.get_by_whom_display(),
            "team": fits(action.service and action.service.name, NAME),
        },
        "when": ", ".join(filter(None, (action.when, action.how_often))),
        "status": text(noted[-1].get_stage_display() if noted else ""),
        "confidence": goal.confidence,
        "date_last_updated": day(action.changed_at),
        "review_date": day(seen.again_on),
    }


def agreed_with(seen) -> dict:
    """Return who of the person's own side agreed; a best interests decision is not the person's yes."""
    own = next((one for one in seen.agreements if one.party in REPRESENTED), None)
    decided = next((one for one in seen.agreements if one.party == AgreementParty.BEST_INTERESTS), None)
    one = own or decided
    return {
        "person_or_legitimate_representative": own is not None and seen.plan.status != PlanStatus.DRAFT,
        "person_full_name": fits(one and one.name, ROLE_HOLDER),
        "role": one and one.get_party_display(),
    }


def last_updated(seen):
    plan = seen.plan
    if plan.agreed_at:
        return day(plan.agreed_at)
    lines = [*seen.needs, *seen.goals, *seen.contingencies, *seen.risks]
    return day(max([plan.started_at, *(line.changed_at for line in lines)]))


def responsible(plan):
    return {"name": fits(plan.review_by, ROLE_HOLDER)}


def _writer(seen):
    user = seen.coordinator
    return {"name": fits(user.name, ROLE_HOLDER), "role": _("Care coordinator")} if user else {}


def _other_documents(seen):
    plans = [goal.ehc_reference for goal in seen.goals if goal.ehc_reference]
    said = [_("Education, health and care plan: %(part)s") % {"part": one} for one in dict.fromkeys(plans)]
    where = seen.plan.advance_statement
    return [*said, _("Wishes for care: %(where)s") % {"where": where} if where else ""]
