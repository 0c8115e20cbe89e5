"""What the person keeps from somebody who reads the rest: a need with all that hangs on it, or words.

The care team reads everything, so nobody who must act is ever without it. Whoever decides about the plan in
the person's place cannot be kept out: nobody can agree what they may not read, and a sealed plan is only
ever read whole. Where a parent or attorney must not know something, their right itself is looked at
(``people.authority``, ``people.childhood``), on a paper that was seen.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans.acts import Act
from careplans.models import (
    Contingency,
    KeptFrom,
    LineKind,
    Need,
    PlanStatus,
    Risk,
    Statement,
)
from ipc.kernel import acting, audit
from ipc.kernel.errors import RuleBroken
from people.models import Authority, Consent, Section, User

MODEL_OF = {
    LineKind.NEED: Need,
    LineKind.CONTINGENCY: Contingency,
    LineKind.RISK: Risk,
    LineKind.STATEMENT: Statement,
}
KIND_OF = {model: kind for kind, model in MODEL_OF.items()}


class NotOneToKeepFrom(RuleBroken):
    message = _("They do not read this part now. Nothing has to be kept from them.")


class DecidesInTheirPlace(RuleBroken):
    message = _(
        "They decide about the plan in the person's place, so they read all of it. If they should not, ask "
        "the care coordinator to look at their right to decide."
    )
    source = "Care Act 2014 s25(5); Children Act 1989 s3"


class NotAPartToKeep(RuleBroken):
    message = _("Choose a part of this person's own plan or About me.")


class NoLongerKept(RuleBroken):
    message = _("This is not kept from them any more.")


@transaction.atomic
def keep(person, *, by, reader, line) -> KeptFrom:
    """Keep ``line`` from ``reader``, in every plan it stands in; return what says so.

    A line that is kept already stays so. What hangs on a need (goals, what is done, what was said about
    them) goes with it, and sealed plans are then not the reader's at all.

    Raises:
        NotAPartToKeep, DecidesInTheirPlace, NotOneToKeepFrom
    """
    kind = KIND_OF.get(type(line))
    if kind is None or line.person_id != person.pk:
        raise NotAPartToKeep
    who = next((one for one in readers(person) if one["user"].pk == reader.pk), None)
    if who is None or section_of(kind) not in who["sections"]:
        raise NotOneToKeepFrom
    if who["decides"]:
        raise DecidesInTheirPlace
    now = timezone.now()
    KeptFrom.objects.bulk_create(
        [
            KeptFrom(
                site_id=person.site_id,
                person=person,
                reader=reader,
                line_kind=kind,
                line_id=line_id,
                kept_at=now,
                kept_by=by,
            )
            for line_id in same_line(line)
        ],
        ignore_conflicts=True,
    )
    kept = KeptFrom.objects.live().get(reader=reader, line_id=line.public_id)
    audit.record(Act.KEEP_FROM, kept, by=by)
    return kept


@transaction.atomic
def lift(kept, *, by) -> KeptFrom:
    """Let the reader see the line again, in every plan it stands in.

    Raises:
        NoLongerKept
    """
    kept = KeptFrom.objects.select_for_update().get(pk=kept.pk)
    if kept.lifted_at:
        raise NoLongerKept
    line = MODEL_OF[LineKind(kept.line_kind)].objects.filter(public_id=kept.line_id).first()
    everywhere = same_line(line) if line else [kept.line_id]
    kept.lifted_at, kept.lifted_by = timezone.now(), by
    live = KeptFrom.objects.live().filter(reader=kept.reader_id, line_id__in=everywhere)
    live.update(lifted_at=kept.lifted_at, lifted_by=by)
    audit.record(Act.KEEP_FROM, kept, by=by)
    return kept


@transaction.atomic
def choose(person, *, by, reader, lines):
    """Keep exactly ``lines`` from ``reader`` and let them see the rest; return the person. See ``keep``."""
    chosen = {line_id for line in lines for line_id in same_line(line)}
    live = list(KeptFrom.objects.select_for_update().live().filter(person=person, reader=reader))
    kept = {one.line_id for one in live}
    for line in lines:
        if line.public_id not in kept:
            keep(person, by=by, reader=reader, line=line)
    for one in live:
        # One that went with another line is lifted already.
        if one.line_id not in chosen and KeptFrom.objects.live().filter(pk=one.pk).exists():
            lift(one, by=by)
    return person


def same_line(line) -> list:
    """Return the public ids of ``line`` in every plan of the person that it stands or stood in."""
    if isinstance(line, Statement):
        return [line.public_id]
    rows = type(line).objects.filter(person_id=line.person_id).values_list("pk", "public_id", "came_from_id")
    beside: dict = {}
    ids = {}
    for pk, public_id, came_from in rows:
        ids[pk] = public_id
        if came_from:
            beside.setdefault(pk, set()).add(came_from)
            beside.setdefault(came_from, set()).add(pk)
    found, waiting = set(), {line.pk}
    while waiting:
        pk = waiting.pop()
        found.add(pk)
        waiting |= beside.get(pk, set()) - found
    return [ids[pk] for pk in sorted(found) if pk in ids]


def section_of(kind):
    """Return the part of the record that a line of this ``kind`` belongs to."""
    return Section.ABOUT_ME if kind == LineKind.STATEMENT else Section.PLAN


def readers(person) -> list[dict]:
    """Return who may read the plan or About me by consent or by right, by name: two statements.

    Keys: ``user``, ``sections``, ``decides`` (about the plan, in the person's place).
    """
    parts = [Section.PLAN, Section.ABOUT_ME]
    found: dict[int, dict] = {}
    with acting.for_the_site("tell who reads the plan", site_id=person.site_id):
        agreed = Consent.objects.live().filter(person=person, user__isnull=False, sections__overlap=parts)
        for one in agreed.select_related("user"):
            _reader(found, one.user)["sections"].update(one.sections)
        rights = Authority.objects.live().filter(person=person, sections__overlap=parts)
        deciding = set(
            Authority.objects.deciding_the_plan().filter(person=person).values_list("pk", flat=True)
        )
        for right in rights.select_related("holder"):
            reader = _reader(found, right.holder)
            reader["sections"].update(right.sections)
            reader["decides"] |= right.pk in deciding
    return sorted(found.values(), key=lambda one: (one["user"].name, one["user"].pk))


def _reader(found, user: User) -> dict:
    return found.setdefault(user.pk, {"user": user, "sections": set(), "decides": False})


def lines(person) -> list:
    """Return what can be kept, in the plan being written or in force and in About me: four statements.

    A line that stands in both plans is named once, as it is being written.
    """
    now = [PlanStatus.DRAFT, PlanStatus.AGREED]
    found: list = []
    for model in (Need, Contingency, Risk):
        seen = model.objects.filter(person=person, plan__status__in=now).order_by("-plan__number", "position")
        rows: list = list(seen)
        gone_on = {one.came_from_id for one in rows}
        found += [one for one in rows if one.pk not in gone_on]
    return found + list(Statement.objects.filter(person=person).order_by("heading"))


def shown(user, person) -> list[dict]:
    """Return, for each reader, what they could read and what is kept: eight statements, however many.

    Keys: ``id name decides lines`` (``id kind words is_kept``) ``kept`` (how many).
    """
    kept = KeptFrom.objects.visible_to(user).live().filter(person=person)
    by_reader: dict = {}
    for reader_id, line_id in kept.values_list("reader_id", "line_id"):
        by_reader.setdefault(reader_id, set()).add(line_id)
    every = lines(person)
    return [_shown(one, every, by_reader.get(one["user"].pk, set())) for one in readers(person)]


def _in_words(line):
    if isinstance(line, Statement):
        return line.get_heading_display()
    return line.trigger if isinstance(line, Contingency) else line.words


def _shown(reader, every, kept):
    rows = [
        {
            "id": str(line.public_id),
            "kind": KIND_OF[type(line)].label,
            "words": _in_words(line),
            "is_kept": line.public_id in kept,
        }
        for line in every
        if section_of(KIND_OF[type(line)]) in reader["sections"]
    ]
    return {
        "id": str(reader["user"].public_id),
        "name": reader["user"].name,
        "decides": reader["decides"],
        "lines": rows,
        "kept": sum(row["is_kept"] for row in rows),
    }
