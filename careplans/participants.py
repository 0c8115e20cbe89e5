"""Who takes part in making a plan: named by somebody, and nobody before the person said yes to them.

What somebody who signs in may read rests on the person's consent, section by section
(``people.consent``); saying yes records it, stopping takes it back.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from careplans.acts import Act
from careplans.models import Participant, Side
from ipc.kernel import acting, audit, dates, letters
from ipc.kernel.errors import RuleBroken
from people import consent, leaving, notices
from people.models import Authority, AuthorityKind, Consent, HowGiven, NotSought, Role, Section, User


class NobodyNamed(RuleBroken):
    message = _("Write the name of who takes part.")


class NotOneToName(RuleBroken):
    message = _(
        "Choose somebody of this person's circle, or a colleague elsewhere who takes part in plans here. "
        "The person and the care team take part anyway."
    )


class NotToBeAsked(RuleBroken):
    message = _("They must not be contacted about this person, so they cannot take part.")
    source = "DAPB4022, people not to be consulted"


class AlreadyNamed(RuleBroken):
    message = _("They are already named. Look at the list.")


class OnlyColleaguesWrite(RuleBroken):
    message = _(
        "Only a colleague who takes part in plans can write in the draft. Everybody else can propose."
    )


class AlreadySaidYes(RuleBroken):
    message = _("There is already a yes to this.")


class NotForYourself(RuleBroken):
    message = _("You cannot say yes to yourself. The person says who takes part.")


class SayHowTheySaidYes(RuleBroken):
    message = _("Write down how the person said yes: in person, by telephone or on paper.")


class ThePlanToo(RuleBroken):
    message = _("Who takes part in the plan needs to read it. Choose the plan too, or say no.")


class NoLongerTakesPart(RuleBroken):
    message = _("They no longer take part. Name them again if they should.")


@transaction.atomic
def name(person, *, by, side, name="", organisation="", user=None, relationship=None, may_write=False):
    """Name somebody who could take part in the plan of ``person``; the person says yes or no. Return them.

    ``relationship`` is somebody of the circle, ``user`` a colleague of another organisation (Role.PARTNER);
    with neither they take part by word of mouth, under the ``name``.

    Raises:
        NobodyNamed, NotOneToName, NotToBeAsked, AlreadyNamed, OnlyColleaguesWrite, leaving.HasDied
    """
    leaving.refuse_after_death(person)
    user = user or (relationship and relationship.user)
    known = relationship or user
    called = name or getattr(known, "name", "")
    if not called or side == Side.PERSON:
        raise NobodyNamed
    _check(person, user, relationship)
    if may_write and (relationship is not None or user is None):
        raise OnlyColleaguesWrite
    try:
        with transaction.atomic():
            participant = Participant.objects.create(
                site_id=person.site_id,
                person=person,
                side=side,
                name=called,
                organisation=organisation or _organisation_of(user, person.site_id),
                user=user,
                relationship=relationship,
                may_write=may_write,
                named_at=timezone.now(),
                named_by=by,
            )
    except IntegrityError as error:
        if "participant_once_at_a_time" not in str(error):
            raise
        raise AlreadyNamed from error
    audit.record(Act.INVOLVE, participant, by=by)
    if by.hat.role != Role.PERSON:
        _ask_the_person(participant, by)
    return participant


def _ask_the_person(participant, by):
    """Tell the person, the way they need it, that there is something to say yes or no to."""
    notices.tell(
        participant.person,
        "something_new",
        key=f"participant:{participant.public_id}",
        facts={"link": letters.link("my_plan_people")},
        by=by,
    )


def _check(person, user, relationship):
    if relationship is not None:
        if relationship.person_id != person.pk or relationship.ended_at:
            raise NotOneToName
        if not relationship.may_be_contacted:
            raise NotToBeAsked
    elif user is not None and not colleagues_elsewhere(person.site_id).filter(pk=user.pk).exists():
        raise NotOneToName
    if user is not None and user.person_id == person.pk:
        raise NotOneToName


def colleagues_elsewhere(site_id):
    """Return the colleagues of other organisations who may be asked to take part in plans of a site."""
    return User.objects.staying().holding(Role.PARTNER, site_id)


def found(site_id, words, most=8):
    """Return colleagues elsewhere whose name begins with ``words``, or has a word that does, by name."""
    words = words.strip()
    if not words:
        return []
    named = colleagues_elsewhere(site_id)
    named = named.filter(name__istartswith=words) | named.filter(name__icontains=f" {words}")
    return list(named.order_by("name", "pk")[:most])


def _organisation_of(user, site_id):
    if user is None:
        return ""
    held = user.role_assignments.live().filter(role=Role.PARTNER, site_id=site_id).first()
    return str(held.organisation) if held and held.organisation else ""


@transaction.atomic
def approve(participant, *, by, how, sections=(), why_not_sought=""):
    """Write down that the person said yes, and what the participant may read from now on; return them.

    The person, or who decides for them, says yes online. Staff write down how it was said; where somebody
    said yes in the person's place, ``why_not_sought`` says why. Whoever signs in needs the plan among
    ``sections``, unless they may read it already. A yes whose sharing was stopped can be said again.

    Raises:
        NoLongerTakesPart, AlreadySaidYes, NotForYourself, SayHowTheySaidYes, ThePlanToo, leaving.HasDied,
        and what people.consent.record raises
    """
    person = participant.person
    leaving.refuse_after_death(person)
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    if participant.ended_at:
        raise NoLongerTakesPart
    if participant.user_id is not None and participant.user_id == by.pk:
        raise NotForYourself
    is_online = by.hat.role == Role.PERSON
    if is_online != (how == HowGiven.ONLINE):
        raise SayHowTheySaidYes
    reads = reads_the_plan(participant)
    if participant.approved_at and (reads or not sections):
        raise AlreadySaidYes
    if sections:
        _share(participant, by, how, sections, why_not_sought or _in_whose_place(person, by))
    elif participant.user_id and not reads:
        raise ThePlanToo
    participant.how_approved, participant.approved_at, participant.approved_by = how, timezone.now(), by
    participant.save(update_fields=["how_approved", "approved_at", "approved_by", "consent"])
    audit.record(Act.INVOLVE, participant, by=by)
    return participant


def _share(participant, by, how, sections, why_not_sought):
    """Record the consent that lets a participant read, and link it."""
    if Section.PLAN not in sections:
        raise ThePlanToo
    if participant.user_id is None and participant.relationship_id is None:
        return  # nobody who could read
    with acting.for_the_site("write down what was agreed to share", site_id=participant.site_id):
        participant.consent = consent.record(
            participant.person,
            by=by,
            sections=sections,
            how_given=how,
            why_not_sought=why_not_sought,
            user=participant.user,
            relationship=participant.relationship,
        )


def _in_whose_place(person, by):
    """Return why ``by`` says yes and not the person, or nothing where it is the person or their team."""
    if by.hat.role != Role.PERSON or by.person_id == person.pk:
        return ""
    held = Authority.objects.deciding_the_plan().filter(holder=by, person=person)
    is_parent = held.filter(kind=AuthorityKind.PARENT).exists()
    return NotSought.PARENT if is_parent else NotSought.ATTORNEY


def reads_the_plan(participant) -> bool:
    """Whether something lets the participant read the plan today, given here or before."""
    return Section.PLAN in sections_read([participant])[participant.pk]


def sections_read(participants) -> dict[int, set]:
    """Return which sections each of the ``participants`` (of one person) may read today: two statements."""
    seen: dict[int, set] = {one.pk: set() for one in participants}
    if not seen:
        return seen
    person_id, site_id = participants[0].person_id, participants[0].site_id
    with acting.for_the_site("tell who may read what", site_id=site_id):
        agreed = list(Consent.objects.live().filter(person_id=person_id).order_by())
        held = list(Authority.objects.live().filter(person_id=person_id).order_by())
    for one in participants:
        for given in agreed:
            by_user = one.user_id is not None and given.user_id == one.user_id
            if by_user or (one.relationship_id and given.relationship_id == one.relationship_id):
                seen[one.pk].update(given.sections)
        for right in held:
            if one.user_id is not None and right.holder_id == one.user_id:
                seen[one.pk].update(right.sections)
    return seen


@transaction.atomic
def end(participant, *, by):
    """Say no to somebody who was named, or stop that they take part: what was agreed for it ends at once.

    Raises:
        NoLongerTakesPart
    """
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    if participant.ended_at:
        raise NoLongerTakesPart
    participant.ended_at, participant.ended_by = timezone.now(), by
    participant.save(update_fields=["ended_at", "ended_by"])
    with acting.for_the_site("stop what was shared to take part", site_id=participant.site_id):
        given = Consent.objects.live().filter(pk=participant.consent_id).first()
        if given is not None:
            consent.withdraw(given, by=by)
    audit.record(Act.INVOLVE, participant, by=by)
    return participant


def shown(user, person) -> list[dict]:
    """Return who takes part or is named, as pages list them: five statements, however many they are.

    Keys: ``id name organisation side sees says colour since waits reads may_write signs_in``.
    """
    seen = Participant.objects.visible_to(user).filter(person=person, ended_at=None)
    rows = list(seen.select_related("relationship"))
    read = sections_read(rows)
    return [_shown(one, read[one.pk]) for one in rows]


def _shown(one, sections):
    signs_in = one.user_id is not None
    reads = bool(one.approved_at) and Section.PLAN in sections
    says, colour = _state(one, signs_in, reads)
    return {
        "id": one.public_id,
        "name": one.name,
        "organisation": one.organisation,
        "side": one.get_side_display(),
        "who": one.relationship.get_kind_display() if one.relationship else "",
        "sees": [section.label for section in Section if section in sections] if one.approved_at else [],
        "says": says,
        "colour": colour,
        "since": dates.in_words(one.approved_at),
        "waits": one.approved_at is None,
        "may_share": signs_in and not reads,
        "may_write": one.may_write,
        "signs_in": signs_in,
    }


def _state(one, signs_in, reads):
    if one.approved_at is None:
        return now_("Waits for a yes"), "yellow"
    if not signs_in:
        return now_("Takes part in talks"), "green"
    if not reads:
        return now_("Sharing has stopped: they see nothing"), "red"
    return now_("Takes part"), "green"
