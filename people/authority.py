"""Who may act for a person: by which right, seen on what evidence, until when.

What each right rests on stands in ``people.grounds``; how a nominee comes into force in
``people.nomination``. The person may stop somebody at any time, and it ends or stops at once.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, dates
from ipc.kernel.errors import RuleBroken
from people import grounds, happenings, rules, todos
from people.acts import Act
from people.grounds import Grounds
from people.happenings import Happening
from people.models import Authority, AuthorityKind, Figure, Person, TodoKind
from people.models.sharing import HANDLES_THE_MONEY

REVIEW = "parent-review-"


class NotSomebodyElse(RuleBroken):
    message = _(
        "Choose somebody else: nobody needs a right to act for themselves, and staff act by their role."
    )


class HolderNotInTheCircle(RuleBroken):
    message = _("Choose somebody in this person's circle of support who signs in.")


class HolderMustNotBeContacted(RuleBroken):
    message = _("They must not be contacted, so they cannot act for this person.")


class AlreadyActs(RuleBroken):
    message = _("They have this right to act already, or it waits for a yes or for a new look.")


class NoEvidence(RuleBroken):
    message = _("Write down which paper you have seen.")


class EndsBeforeItStarts(RuleBroken):
    message = _("The last day must be after the first.")


class AuthorityOver(RuleBroken):
    message = _("This right to act has already ended.")


class AlreadySuspended(RuleBroken):
    message = _("This right to act has already been stopped for now.")


class NotSuspended(RuleBroken):
    message = _("This right to act has not been stopped.")


class ThePersonStoppedIt(RuleBroken):
    message = _("The person stopped this themselves. If they want it again, end it and write it down anew.")


class WhyMissing(RuleBroken):
    message = _("Write down why.")


class ParenthoodStays(RuleBroken):
    message = _(
        "Under %(age)s a parent's right to act does not end because of a wish. You can stop it for now; "
        "your coordinator will talk with you."
    )
    source = "Children Act 1989 ss2, 3"


@transaction.atomic
def record(
    person,
    *,
    by,
    holder,
    kind,
    evidence,
    starts_on,
    ends_on=None,
    scopes=(),
    reference="",
    how_agreed="",
    assessment=None,
    checked_on=None,
) -> Authority:
    """Write down that ``holder`` may act for ``person``: what they may see follows from kind and scope.

    ``ends_on`` is the first day without it; for a parent never later than the day the young person
    decides. A nominee does not act before ``nomination.accept`` and ``nomination.agree``.

    Raises:
        NotSomebodyElse, HolderNotInTheCircle, HolderMustNotBeContacted, AlreadyActs, NoEvidence,
        EndsBeforeItStarts, and what ``grounds.check`` refuses
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    on = Grounds(
        kind, _relationship(person, holder), tuple(scopes), assessment, how_agreed, checked_on=checked_on
    )
    if not evidence.strip():
        raise NoEvidence
    if (
        Authority.objects.standing()
        .filter(person=person, holder=holder, kind=kind, scopes=list(scopes))
        .exists()
    ):
        raise AlreadyActs
    grounds.check(person, on, starts_on=starts_on)
    ends_on = _last_day(ends_on, grounds.ends_with_childhood(person, on))
    if ends_on is not None and ends_on <= starts_on:
        raise EndsBeforeItStarts
    authority = Authority.objects.create(
        site_id=person.site_id,
        person=person,
        holder=holder,
        kind=kind,
        scopes=list(scopes),
        sections=on.sections,
        evidence=evidence.strip(),
        reference=reference.strip(),
        how_agreed=how_agreed,
        assessment=assessment,
        checked_on=checked_on,
        starts_on=starts_on,
        ends_on=ends_on,
        verified_at=timezone.now(),
        verified_by=by,
    )
    audit.record(Act.RECORD_AUTHORITY, authority, by=by)
    return authority


def _relationship(person, holder):
    """Return the holder's place in the circle of ``person``."""
    if holder.person_id == person.pk or holder.role_assignments.live().exists():
        raise NotSomebodyElse
    found = person.relationships.live().filter(user=holder).first()
    if found is None:
        raise HolderNotInTheCircle
    if not found.may_be_contacted:
        raise HolderMustNotBeContacted
    return found


def _last_day(*days):
    return min((day for day in days if day is not None), default=None)


@transaction.atomic
def suspend(authority, *, by, why="") -> Authority:
    """Stop a right to act for now, at once: by the person, who need not say why, or by their coordinator.

    Raises:
        AuthorityOver, AlreadySuspended, WhyMissing
    """
    authority = standing(authority)
    if authority.suspended_at:
        raise AlreadySuspended
    is_own = by.person_id == authority.person_id
    if not is_own and not why.strip():
        raise WhyMissing
    stop(authority, by=by, why=why.strip() or str(_("The person asked for it.")))
    if is_own:
        ask_what_depends(authority, by=by)
    return authority


def stop(authority, *, by, why, told="") -> None:
    """Stop a right to act that stands, in the transaction of what stops it; the audit says ``told``."""
    authority.suspended_at, authority.suspended_by, authority.why_suspended = timezone.now(), by, why
    authority.save(update_fields=["suspended_at", "suspended_by", "why_suspended"])
    audit.record(Act.SUSPEND_AUTHORITY, authority, by=by, why=told)
    _acts_no_longer(authority, by)


@transaction.atomic
def resume(authority, *, by, assessment=None) -> Authority:
    """Let somebody act again. What it rests on must hold today; ``assessment`` is a newer one, if any.

    Raises:
        AuthorityOver, NotSuspended, HolderNotInTheCircle, HolderMustNotBeContacted, and what
        ``grounds.check`` refuses
        ThePersonStoppedIt: nobody gives back what the person took.
    """
    Person.objects.select_for_update().get(pk=authority.person_id)  # nothing about a child's situation now
    authority = standing(authority)
    if not authority.suspended_at:
        raise NotSuspended
    stopped_by = authority.suspended_by
    if stopped_by is not None and stopped_by.person_id == authority.person_id:
        raise ThePersonStoppedIt
    authority.assessment = assessment or authority.assessment
    grounds.check(authority.person, grounds_of(authority), starts_on=authority.starts_on)
    authority.suspended_at, authority.suspended_by, authority.why_suspended = None, None, ""
    authority.save(update_fields=["suspended_at", "suspended_by", "why_suspended", "assessment"])
    audit.record(Act.RESUME_AUTHORITY, authority, by=by)
    for todo in authority.person.todos.open().filter(key=review_key(authority)):
        todos.settle(todo, by=by, outcome=str(_("They may go on acting.")))
    return authority


@transaction.atomic
def withdraw(authority, *, by) -> Authority:
    """End a right to act at once: by the person at any time, or by their coordinator.

    Raises:
        AuthorityOver: it has ended before.
        ParenthoodStays: a child cannot end it, but can stop it for now.
    """
    authority = standing(authority)
    person = authority.person
    if authority.kind == AuthorityKind.PARENT and by.person_id == person.pk:
        raise ParenthoodStays(age=rules.value(Figure.PARENT_UNTIL, site_id=person.site_id))
    return _end(authority, Act.WITHDRAW_AUTHORITY, by)


@transaction.atomic
def give_up(authority, *, by) -> Authority:
    """Stop acting for somebody, by the holder; a nomination not yet answered is declined so.

    Raises:
        AuthorityOver: it has ended before.
    """
    with acting.for_the_site("let somebody stop acting for a person", site_id=authority.site_id):
        return _end(standing(authority), Act.GIVE_UP_AUTHORITY, by)


def held_by(user) -> list[Authority]:
    """Return what names ``user`` as its holder and is not over, with whom it is for, in force or not.

    Until then their rows are closed to the holder: they are told the name, and no more.
    """
    held = list(Authority.objects.visible_to(user).standing().filter(holder=user).order_by("pk"))
    people: dict[int, Person] = {}
    for site_id in {one.site_id for one in held}:
        with acting.for_the_site("tell somebody whom they act for", site_id=site_id):
            people |= Person.objects.only("public_id", "given_name", "family_name", "known_as").in_bulk(
                [one.person_id for one in held]
            )
    for one in held:
        one.person = people[one.person_id]
    return held


def grounds_of(authority) -> Grounds:
    """Return what a recorded right to act is said to rest on."""
    return Grounds(
        authority.kind,
        _relationship(authority.person, authority.holder),
        tuple(authority.scopes),
        authority.assessment,
        authority.how_agreed,
        authority.checked_on,
    )


def review_key(authority) -> str:
    """Return the key of the to-do that a parent's right is looked at again."""
    return f"{REVIEW}{authority.public_id}"


def ask_what_depends(authority, *, by) -> None:
    """Ask the coordinator to look at what depends on somebody acting; a direct payment may have to stop.

    Source: for a nominee, SI 2013/1617 reg 6: the body considers stopping and reviews as soon as it can.
    """
    key = f"authority-{authority.public_id}-{timezone.now():%Y%m%d%H%M%S%f}"
    with acting.for_the_site("ask colleagues to look at it", site_id=authority.site_id):
        todos.ask(authority.person, TodoKind.AUTHORITY_ENDED, key=key, detail=str(authority)[:300], by=by)


def standing(authority):
    """Return the authority, locked, unless it is over."""
    whole = Authority.objects.select_for_update(of=["self"]).select_related("person", "holder", "assessment")
    authority = whole.get(pk=authority.pk)
    if authority.withdrawn_at or (authority.ends_on and authority.ends_on <= dates.today()):
        raise AuthorityOver
    return authority


def _end(authority, act, by):
    authority.withdrawn_at, authority.withdrawn_by = timezone.now(), by
    authority.save(update_fields=["withdrawn_at", "withdrawn_by"])
    audit.record(act, authority, by=by)
    if authority.kind in HANDLES_THE_MONEY:
        ask_what_depends(authority, by=by)
    _acts_no_longer(authority, by)
    return authority


def _acts_no_longer(authority, by):
    """Let the rooms above know, unless it is a nominee whom nobody had agreed to yet."""
    if authority.kind != AuthorityKind.NOMINEE or authority.agreed_at:
        happenings.tell(authority.person, Happening.ACTING, by=by)
