"""What is done if things go wrong, and what else the plan says."""

from django.utils.translation import gettext as _

from careplans.models import ContingencyKind
from careplans.prsb import tree
from careplans.prsb.fields import NOTE, ROLE_HOLDER, day, fits, pieces, text


def contingencies(seen) -> list[dict]:
    """Return one plan for each thing that may go wrong, and one for what the plan says about all of them."""
    if seen.plan is None:
        return []
    kept_up = _kept_up(seen)
    return [*({**_contingency(one, seen), **kept_up} for one in seen.contingencies), *_whatever_happens(seen)]


def _kept_up(seen):
    return {
        "agreed_with_person_or_legitimate_representative": tree.agreed_with(seen),
        "date_this_plan_was_last_updated": tree.last_updated(seen),
        "planned_review_date_interval": day(seen.again_on),
        "responsibility_for_review": tree.responsible(seen.plan),
    }


def _contingency(one, seen):
    is_sign = one.kind == ContingencyKind.SIGN
    return {
        "trigger_factors": [text(one.trigger)],
        "contingency_plan_name": text(one.get_kind_display()),
        "what_should_happen": [text(one.what_to_do)],
        "who_should_be_contacted": [_to_call(one, seen)],
        "relapse_indicators_early_warning_signs": [text(one.trigger)] if is_sign else [],
    }


def _to_call(one, seen):
    """Return whom to call; where it is somebody who must not be contacted, the care coordinator."""
    if seen.may_be_called(one.who_to_call, one.phone):
        return {"name": fits(one.who_to_call, ROLE_HOLDER), "contact_details": fits(one.phone, ROLE_HOLDER)}
    user = seen.coordinator
    return {"name": fits(user.name, ROLE_HOLDER), "contact_details": user.phone} if user else {}


def _whatever_happens(seen):
    plan = seen.plan
    what, coping, wishes = plan.if_things_go_wrong, plan.coping, plan.advance_statement
    if not (what or coping or wishes):
        return []
    return [
        {
            "trigger_factors": [text(_("Something goes wrong"))],
            "contingency_plan_name": text(_("If things go wrong")),
            "what_should_happen": [text(what)],
            "coping_strategies": [{"coping_strategy": piece} for piece in pieces(coping, NOTE)],
            "advance_statement": {"location_of_document": wishes},
            **_kept_up(seen),
        }
    ]


def additional(seen) -> list[dict]:
    """Return what could go wrong and is done all the same, and what keeps the person well."""
    if seen.plan is None:
        return []
    said = [(_("What could go wrong, and what we do about it"), _risk(risk)) for risk in seen.risks]
    if seen.plan.prevention:
        said.append((_("What keeps me well"), seen.plan.prevention))
    return [
        {
            "additional_support_plan_name": text(name),
            "additional_support_plan_content": content,
            "planned_review_date_interval": day(seen.again_on),
            "responsibility_for_review": tree.responsible(seen.plan),
        }
        for name, content in said
    ]


def _risk(risk):
    watched = risk.watched_by and _("Watched by: %(name)s") % {"name": risk.watched_by}
    return "\n".join(filter(None, (risk.words, risk.why_worth_it, risk.what_we_do, watched)))
