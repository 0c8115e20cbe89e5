"""The plan as plain data for the documents that a reader takes away: pages, print, Easy Read.

Who may see all of it gets the words as they were agreed, from the sealed version; who sees a part gets the
rows they may see, in the same shape (that of ``careplans.sealing``). Nobody who must not be called is in it.
"""

import datetime as dt

from django.utils.translation import gettext as _

from careplans import dialogue, sealed_lines, whole
from careplans.models import CarePlan, PlanStatus, PlanVersion
from careplans.paid_from import sealed_money
from ipc.kernel.dates import in_words
from peersupport.models import Service

PLAN_WORDS = (
    "prevention",
    "if_things_go_wrong",
    "coping",
    "advance_statement",
    "health_watched_by",
    "review_by",
)


def told(plan: CarePlan, user) -> dict:
    """Return what ``user`` may read of ``plan``; the number of queries does not depend on its length."""
    seen = whole.read(plan.person, plan, user)
    version = PlanVersion.objects.visible_to(user).filter(plan=plan).first()
    content = version.content if version else _of_rows(seen, plan)
    return {
        **content,
        "plan": {**content["plan"], "review_due_on": sealed_lines.day(seen.again_on)},
        "name": plan.person.name,
        "called": plan.person.called,
        "is_draft": plan.status == PlanStatus.DRAFT,
        "has_ended": plan.status == PlanStatus.ENDED,
        "needs": _with_costs(content["needs"]),
        "contingencies": [_reachable(one, seen) for one in content.get("contingencies", [])],
        "risks": content.get("risks", []),
        "disagreements": [_disagreement(one) for one in content.get("disagreements", [])],
        "circle": _around(seen),
        "coordinator": _coordinator(seen),
        "money": sealed_money(plan, user),
        "format": seen.information_needs.information_format if seen.information_needs else "standard",
    }


def day_in_words(day: str | None) -> str:
    """Return an ISO day in words."""
    return in_words(dt.date.fromisoformat(day)) if day else ""


def _around(seen):
    return [
        {"name": one.name, "kind": one.get_kind_display(), "phone": one.to_call}
        for one in seen.circle
        if one.may_be_contacted
    ]


def when_of(action) -> str:
    """Return when it is done and how often, in the words of the plan; what is the same is said once."""
    said = (action["when"], action.get("how_often") or "")
    return "; ".join(dict.fromkeys(words.strip().rstrip(".") for words in said if words.strip()))


def helpers(told) -> list[str]:
    """Return who helped to write About me, each once; where it is the same throughout it is one."""
    return list(dict.fromkeys(one["helped_by"] for one in told["about_me"]))


def clock_time(time: str) -> str:
    """Return an ISO time as it is said: ``9 am`` or ``9:30 am``."""
    clock = dt.time.fromisoformat(time)
    minutes = f":{clock:%M}" if clock.minute else ""
    return f"{clock:%-I}{minutes} {'am' if clock.hour < 12 else 'pm'}"


def _coordinator(seen):
    user = seen.coordinator
    return {"name": user.name, "phone": user.phone or seen.person.site.phone} if user else None


def _reachable(contingency, seen):
    """Return the line; where whoever it names must not be called, the care coordinator in their place."""
    if seen.may_be_called(contingency["who_to_call"], contingency["phone"]):
        return contingency
    instead = _coordinator(seen) or {"name": _("Your care coordinator"), "phone": ""}
    return {**contingency, "who_to_call": instead["name"], "phone": instead["phone"]}


def _with_costs(needs):
    """Return the needs with what each action costs that no budget pays: None where it is free."""
    actions = [action for need in needs for goal in need["goals"] for action in goal["actions"]]
    named = [action["service"]["id"] for action in actions if action["service"] and not action["is_paid"]]
    found = Service.objects.filter(public_id__in=named, cost__gt=0) if named else Service.objects.none()
    costs = {str(public_id): cost for public_id, cost in found.values_list("public_id", "cost")}
    for action in actions:
        action["cost"] = costs.get(action["service"]["id"]) if action["service"] else None
    return needs


def _disagreement(one):
    return {
        "words": one["line_words"],
        "who": one.get("name") or one.get("who", ""),
        "reason": one["reason"],
    }


def _of_rows(seen, plan):
    return {
        "plan": {
            "number": plan.number,
            "agreed_on": sealed_lines.day(plan.agreed_at),
            "review_due_on": sealed_lines.day(plan.review_due_on),
            **{name: getattr(plan, name) for name in PLAN_WORDS},
        },
        "about_me": [_facts(one, "heading words helped_by") for one in seen.statements.values()],
        "needs": [_need(need, seen) for need in seen.needs],
        "contingencies": [
            _facts(one, "kind trigger what_to_do who_to_call phone picture") for one in seen.contingencies
        ],
        "risks": [_facts(one, "words why_worth_it what_we_do watched_by picture") for one in seen.risks],
        "progress": [
            {"line": str(goal.public_id), **_facts(one, "stage words view")}
            for goal in seen.goals
            for one in seen.of_goal(goal)
        ],
        "agreed_by": [_agreement(one) for one in seen.agreements],
        "disagreements": _disagreements(seen, plan),
    }


def _facts(row, names):
    return {name: getattr(row, name) for name in names.split()}


def _agreement(one):
    return {
        **_facts(one, "party name how organisation witness"),
        "agreed_on": sealed_lines.day(one.agreed_at),
    }


def _disagreements(seen, plan):
    """Return every no that stands, to lines that the reader may see."""
    lines = [*seen.needs, *seen.goals, *seen.contingencies, *seen.risks, *seen.statements.values()]
    lines += [action for goal in seen.goals for action in goal.actions.all()]
    ids = {str(line.public_id) for line in lines}
    return [one for one in dialogue.open_disagreements(plan) if one["line_id"] in ids]


def _need(need, seen):
    return {
        "words": need.words,
        "picture": need.picture,
        "is_eligible": need.is_eligible,
        "goals": [_goal(goal, seen) for goal in need.goals.all()],
    }


def _goal(goal, seen):
    return {
        "id": str(goal.public_id),
        **_facts(goal, "words picture kind rank ehc_reference importance confidence"),
        "actions": [_action(action, seen) for action in goal.actions.all()],
    }


def _action(action, seen):
    service = action.service
    return {
        **_facts(action, "words picture who by_whom when how_often brings is_paid"),
        "service": {"id": str(service.public_id), "name": service.name} if service else None,
        "slots": [_slot(slot) for slot in seen.slots.get(action.pk, [])],
    }


def _slot(slot):
    return {
        **_facts(slot, "weekday part"),
        "from": slot.from_time and slot.from_time.isoformat("minutes"),
        "until": slot.until_time and slot.until_time.isoformat("minutes"),
    }
