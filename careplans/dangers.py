"""What could go wrong as pages read it: what is done then, who is called, and what is worth the risk."""

from django.utils.translation import gettext as _

from careplans import calling, safety
from careplans.models import Contingency, Risk
from ipc.kernel.dates import in_words


def shown(plan, user) -> dict:
    """Return what ``plan`` says about what could go wrong, as ``user`` may read it: three queries."""
    return {
        "contingencies": contingencies(plan, user),
        "risks": risks(plan, user),
        "coping": plan.coping,
        "advance_statement": plan.advance_statement,
        "words": plan.if_things_go_wrong,
        "risks_talked_about": plan.risks_talked_about,
    }


def contingencies(plan, user) -> list[dict]:
    """Return if this happens, do this, call this person; never a name or number that must not be called."""
    stopped = calling.kept_off(plan.person)
    seen = Contingency.objects.visible_to(user).filter(plan=plan)
    return [_contingency(one, stopped) for one in seen]


def _contingency(one, stopped):
    is_stopped = bool(calling.is_kept_off(one.who_to_call, one.phone, stopped))
    return {
        "id": one.public_id,
        "kind": one.get_kind_display(),
        "is_sign": one.kind == "sign",
        "trigger": one.trigger,
        "what_to_do": one.what_to_do,
        "who": "" if is_stopped else one.who_to_call,
        "phone": "" if is_stopped else one.phone,
        "is_stopped": is_stopped,
        "picture": one.picture,
        "changed": in_words(one.changed_at),
    }


def risks(plan, user) -> list[dict]:
    """Return what could go wrong, why it is worth it, what is done about it; one query."""
    return [
        {
            "id": one.public_id,
            "words": one.words,
            "why_worth_it": one.why_worth_it,
            "what_we_do": one.what_we_do,
            "watched_by": one.watched_by,
            "is_serious": one.is_significant,
            "is_unsettled": safety.is_unsettled(one),
            "how_serious": _("Could do serious harm") if one.is_significant else "",
            "picture": one.picture,
        }
        for one in Risk.objects.visible_to(user).filter(plan=plan)
    ]
