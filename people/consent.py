"""What a person agreed to share, with whom and for how long; taken back at once when they say so.

Consent here is that of confidentiality, for each organisation and each person in their life by itself
(domain.md §8.6). It is not what lets the care team itself work with the record.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, dates
from ipc.kernel.errors import RuleBroken
from people import rules
from people.acts import Act
from people.models import (
    CapacityAssessment,
    ChildCircumstance,
    Consent,
    ConsentPurpose,
    DecisionTopic,
    Figure,
    NotSought,
    Outcome,
    Person,
    Role,
    Section,
)


class NothingToShare(RuleBroken):
    message = _("Choose at least one part to share.")


class OneReaderOnly(RuleBroken):
    message = _("Choose one reader: an organisation, or somebody in the person's life.")


class NotAReaderHere(RuleBroken):
    message = _("Choose somebody in this person's life, or an organisation that works here.")


class ConsentEndsTooSoon(RuleBroken):
    message = _("The last day must be after today.")


class SectionNotForOthers(RuleBroken):
    message = _("Who looked at the record is for the person alone. Choose other parts.")


class CannotDecideSharing(RuleBroken):
    message = _(
        "An assessment says that the person cannot decide about sharing at this time. Write down who said "
        "yes instead, or assess it again."
    )
    source = "Mental Capacity Act 2005 s2"


class TheyDecideThemselves(RuleBroken):
    message = _(
        "Only the person can say yes to this: no assessment says that they cannot decide about sharing. Ask "
        "them."
    )
    source = "Mental Capacity Act 2005 s1(2)"


class ReaderRestricted(RuleBroken):
    message = _(
        "An order or restriction keeps them from this: %(what)s. It must be ended first, on a paper you "
        "have seen."
    )
    source = "DAPB3051 §7.4"


class AlreadyWithdrawn(RuleBroken):
    message = _("You have already stopped sharing this. Nobody sees it any more.")


@transaction.atomic
def record(
    person,
    *,
    by,
    sections,
    how_given="",
    why_not_sought="",
    user=None,
    relationship=None,
    organisation=None,
    purpose=ConsentPurpose.CARE,
    ends_on=None,
) -> Consent:
    """Write down that ``person`` agreed that a reader may see ``sections``, until the day before ``ends_on``.

    The reader is an ``organisation``, a ``user``, or somebody in the person's life who may not be able to
    sign in yet (``relationship``). Family and friends always see the name and how to reach the person:
    without it they could not find the record. What was agreed for everyday support with the same reader
    before is replaced, so that the newest is what holds. Where the person cannot decide about sharing now,
    or is under 16, ``why_not_sought`` says who said yes in their place; then ``how_given`` stays empty.

    Raises:
        NothingToShare, SectionNotForOthers, OneReaderOnly, NotAReaderHere, ConsentEndsTooSoon,
        CannotDecideSharing, TheyDecideThemselves, ReaderRestricted
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    assessment = _who_says_yes(person, why_not_sought)
    if relationship is not None and user is None:
        user = relationship.user
    chosen = {Section(section) for section in sections}
    _check(person, chosen, user, relationship, organisation, ends_on)
    if organisation is None:
        chosen.add(Section.IDENTITY)
    if purpose == ConsentPurpose.CARE:
        _replace(person, by, user, relationship, organisation)
    consent = Consent.objects.create(
        site_id=person.site_id,
        person=person,
        user=user,
        relationship=relationship,
        organisation=organisation,
        purpose=purpose,
        sections=[section for section in Section if section in chosen],
        how_given="" if why_not_sought else how_given,
        why_not_sought=why_not_sought,
        assessment=assessment,
        given_at=timezone.now(),
        given_by=by,
        ends_on=ends_on,
    )
    audit.record(Act.RECORD_CONSENT, consent, by=by)
    return consent


def _check(person, chosen, user, relationship, organisation, ends_on):
    if not chosen:
        raise NothingToShare
    if Section.RECORD in chosen:
        raise SectionNotForOthers
    if (organisation is None) == (user is None and relationship is None):
        raise OneReaderOnly
    if organisation is not None and organisation.site_id != person.site_id:
        raise NotAReaderHere
    if relationship is not None and (relationship.person_id != person.pk or relationship.ended_at):
        raise NotAReaderHere
    if user is not None and (user.person_id == person.pk or _reads_by_role(user, person)):
        raise NotAReaderHere
    if ends_on is not None and ends_on <= dates.today():
        raise ConsentEndsTooSoon
    _check_not_restricted(person, user, relationship)


def _reads_by_role(user, person):
    """Whether ``user`` reads by role; a colleague elsewhere, who takes part here, reads by consent."""
    held = user.role_assignments.live()
    return held.exists() and not held.filter(role=Role.PARTNER, site_id=person.site_id).exists()


def _check_not_restricted(person, user, relationship):
    """Refuse a reader about whom something stands that stops contact with a child."""
    about_them = Q(pk__in=[])
    if relationship is not None:
        about_them |= Q(about=relationship)
    if user is not None:
        about_them |= Q(about__user=user)
    found = ChildCircumstance.objects.stopping().filter(about_them, person=person).first()
    if found is not None:
        raise ReaderRestricted(what=found.get_kind_display())


def assessed_as_unable(person) -> CapacityAssessment | None:
    """Return the assessment in force that says ``person`` cannot decide about sharing now, if any."""
    about_sharing = CapacityAssessment.objects.live().filter(person=person, topic=DecisionTopic.SHARING)
    return about_sharing.filter(outcome=Outcome.CANNOT).first()


def _who_says_yes(person, why_not_sought):
    """Check that whoever said yes may; return the assessment that it rests on, if it rests on one."""
    with acting.for_the_site("ask whether somebody can decide about sharing", site_id=person.site_id):
        unable = assessed_as_unable(person)
    if not why_not_sought:
        if unable:
            raise CannotDecideSharing
        return None
    if why_not_sought == NotSought.PARENT:
        until = rules.value(Figure.PARENT_UNTIL, site_id=person.site_id)
        if dates.today() >= rules.birthday(person.born_on, until):
            raise TheyDecideThemselves
        return None
    if unable is None:
        raise TheyDecideThemselves
    return unable


def _replace(person, by, user, relationship, organisation):
    before = person.consents.live().filter(purpose=ConsentPurpose.CARE)
    if organisation is not None:
        before = before.filter(organisation=organisation)
    elif user is not None:
        before = before.filter(user=user)
    else:
        before = before.filter(relationship=relationship)
    before.update(withdrawn_at=timezone.now(), withdrawn_by=by)


@transaction.atomic
def withdraw(consent, *, by) -> Consent:
    """Stop sharing at once; that it was agreed stays on record.

    Raises:
        AlreadyWithdrawn: it was withdrawn, or its last day is over.
    """
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_at or (consent.ends_on and consent.ends_on <= dates.today()):
        raise AlreadyWithdrawn
    end(consent, by=by)
    return consent


def end(consent, *, by) -> None:
    """Stop sharing at once, whatever brought it about: the one place where a consent ends."""
    consent.withdrawn_at, consent.withdrawn_by = timezone.now(), by
    consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
    audit.record(Act.WITHDRAW_CONSENT, consent, by=by)
