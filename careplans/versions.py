"""The plans that somebody agreed, as they were sealed: listed, one whole, and two side by side in words."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careplans import differences, sealing
from careplans.acts import Act
from careplans.models import PlanStatus, PlanVersion
from careplans.version_lines import Line, sections
from ipc.kernel import access, dates
from ipc.kernel.errors import RuleBroken


class NothingEarlier(RuleBroken):
    message = gettext_lazy("This is the first agreed plan. There is none before it to compare it with.")


class Change(NamedTuple):
    """What became of one line: ``added``, ``removed`` or ``changed``, and each fact that differs."""

    kind: str
    what: str
    words: str
    facts: list[dict]


def listed(user, person) -> list[dict]:
    """Return the sealed plans of ``person`` that ``user`` may read, the newest first: one query."""
    found = _of(user, person).defer("content").select_related("plan").order_by("-plan__number")
    return [
        {
            "id": one.public_id,
            "number": one.plan.number,
            "agreed": dates.in_words(one.sealed_at),
            "is_in_force": one.plan.status == PlanStatus.AGREED,
        }
        for one in found
    ]


def before(user, version) -> PlanVersion | None:
    """Return the sealed plan before ``version``, where there is one that ``user`` may read."""
    earlier = _of(user, version.person_id).filter(plan__number__lt=version.plan.number)
    return earlier.select_related("plan").order_by("-plan__number").first()


def others(user, version, shown) -> list[dict]:
    """Return the earlier plans with which ``version`` may be compared instead of the one that is shown."""
    earlier = _of(user, version.person_id).filter(plan__number__lt=version.plan.number).exclude(pk=shown.pk)
    found = earlier.defer("content").select_related("plan").order_by("-plan__number")
    return [{"id": one.public_id, "number": one.plan.number} for one in found]


def earlier_than(version, user, wanted=None) -> PlanVersion:
    """Return the agreed plan with which ``version`` is compared: the one ``wanted``, else the one before.

    Raises:
        NothingEarlier
    """
    earlier = access.find(PlanVersion, Act.SEE_PLAN, user, wanted) if wanted else before(user, version)
    if earlier is None or earlier.person_id != version.person_id:
        raise NothingEarlier
    if earlier.plan.number >= version.plan.number:
        raise NothingEarlier
    return earlier


def whole(user, version) -> dict:
    """Return a sealed plan as its page reads it, and whether it still is what was agreed."""
    parts = sections(version.content, with_money=_may_see_money(user, version))
    return {
        "number": version.plan.number,
        "agreed": dates.in_words(version.sealed_at),
        "is_whole": sealing.verify(version),
        "sections": [{"title": title, "lines": _shown(lines)} for title, lines in parts if lines],
    }


def content(user, version) -> dict:
    """Return what was sealed; its money only to who may see the money of the person."""
    if _may_see_money(user, version):
        return version.content
    return {name: part for name, part in version.content.items() if name != "money"}


def is_whole(version) -> bool:
    """Return whether a sealed plan still is what was agreed."""
    return sealing.verify(version)


def compare(user, earlier, later) -> dict:
    """Return, part by part, what differs between two sealed plans of one person, in words."""
    with_money = _may_see_money(user, earlier) and _may_see_money(user, later)
    origins = _origins(user, earlier, later)
    parts = []
    now = sections(later.content, with_money=with_money, with_agreements=False)
    then = sections(earlier.content, with_money=with_money, with_agreements=False)
    for (title, new), (_title, old) in zip(now, then, strict=True):
        changes, same = _changes(old, new, origins)
        if changes or same:
            parts.append({"title": title, "changes": [_in_words(one) for one in changes], "same": same})
    return {
        "before": {"number": earlier.plan.number, "agreed": dates.in_words(earlier.sealed_at)},
        "after": {"number": later.plan.number, "agreed": dates.in_words(later.sealed_at)},
        "parts": parts,
        "is_same": not any(part["changes"] for part in parts),
    }


def _of(user, person):
    return PlanVersion.objects.visible_to(user).filter(person=person)


def _may_see_money(user, version):
    return PlanVersion.objects.permitting(Act.SEE_PLAN_MONEY, user).filter(pk=version.pk).exists()


def _shown(lines):
    return [
        {
            "what": line.what,
            "words": line.words,
            "depth": line.depth,
            "facts": [{"label": label, "words": words} for label, words in _besides(line).items()],
        }
        for line in lines
    ]


def _origins(user, earlier, later):
    """Return from which line each line came, over all plans between the two."""
    between = _of(user, later.person_id).filter(
        plan__number__gt=earlier.plan.number, plan__number__lte=later.plan.number
    )
    return {
        line.id: line.came_from
        for content in between.values_list("content", flat=True)
        for _title, lines in sections(content)
        for line in lines
        if line.came_from
    }


def _changes(old: list[Line], new: list[Line], origins) -> tuple[list[Change], int]:
    """Return what became of the lines, in the order of the later plan, and how many stayed as they were."""
    known = {line.id: line for line in old}
    by_words = {(line.what, line.words): line for line in old}
    left = dict(known)
    changes, same = [], 0
    for line in new:
        was = _same_line(line, known, by_words, origins, left)
        if was is None:
            changes.append(Change("added", line.what, line.words, _facts({}, _besides(line))))
            continue
        del left[was.id]
        facts = _facts(was.says, line.says)
        if facts:
            changes.append(Change("changed", line.what, line.words, facts))
        else:
            same += 1
    gone = [Change("removed", line.what, line.words, _facts(_besides(line), {})) for line in left.values()]
    return [*changes, *gone], same


def _same_line(line, known, by_words, origins, left):
    """Return the line of the earlier plan that ``line`` goes on from: by its origin, else by its words."""
    origin = line.id
    while origin not in known and origin in origins:
        origin = origins[origin]
    was = known.get(origin)
    if was is None and line.came_from is None:
        was = by_words.get((line.what, line.words))
    return was if was is not None and was.id in left else None


def _besides(line):
    """Return what a line says besides its own words, which stand above."""
    return dict(list(line.says.items())[1:])


def _facts(was, now):
    """Return each fact that differs, with what was said before and now, and the difference word by word."""
    return [
        {
            "label": label,
            "before": was.get(label, ""),
            "after": now.get(label, ""),
            "parts": differences.of(was.get(label, ""), now.get(label, "")),
        }
        for label in dict.fromkeys((*now, *was))
        if was.get(label, "") != now.get(label, "")
    ]


def _in_words(change):
    label, colour = {
        "added": (_("New"), "green"),
        "removed": (_("Not there any more"), "grey"),
        "changed": (_("Changed"), "yellow"),
    }[change.kind]
    return {**change._asdict(), "label": label, "colour": colour}
