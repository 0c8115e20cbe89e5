"""Asking to join a group or to meet a peer, for oneself or for somebody one acts for.

What a person shares for it is listed before they agree, is a consent of its own to the organisation that
runs it, and ends when the introduction comes to nothing. Nothing of the plan, the money or "About me"
goes with it.
"""

from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, outbox
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.introductions import meeting, stepping
from peersupport.models import OPEN, Introduction, IntroductionStatus, Route
from people import consent
from people.models import AuthorityKind, ConsentPurpose, HowGiven, NotSought, Section

SHARED = [Section.IDENTITY]
IN_PLACE_OF = (AuthorityKind.ATTORNEY, AuthorityKind.DEPUTY)


class NotOpenToAsk(RuleBroken):
    message = _("This does not take new people at the moment. Find something else in the directory.")


class NotInYourArea(RuleBroken):
    message = _("This is in another area. Get in touch with them yourself, or ask your care team.")


class AlreadyAsked(RuleBroken):
    message = _("This has been asked for already, and it is not over yet.")


class SharesTheWrongParts(RuleBroken):
    message = _("To be introduced, share your name and how to reach you, and nothing else.")


@transaction.atomic
def ask(person, *, by, service, wish, sections) -> Introduction:
    """Ask for ``person`` to be introduced to ``service``, in their own words, sharing ``sections``.

    Raises:
        NotOpenToAsk, NotInYourArea, SharesTheWrongParts, AlreadyAsked
    """
    if list(sections) != SHARED:
        raise SharesTheWrongParts
    check_may_be_asked(person, service)
    agreed = agree(person, by=by, service=service, **how_agreed(person, by))
    is_family = by is not None and by.person_id != person.pk
    facts = {"route": Route.FAMILY if is_family else Route.PERSON, "wish": wish}
    introduction = create(person, by=by, service=service, agreed=agreed, **facts)
    sent(introduction, by=by, act=Act.ASK_TO_JOIN)
    return introduction


def check_may_be_asked(person, service):
    """Refuse what takes nobody new, is elsewhere, or has been asked for already.

    Raises:
        NotOpenToAsk, NotInYourArea, AlreadyAsked, and what others refuse
    """
    if not service.is_public:
        raise NotOpenToAsk
    if service.site_id != person.site_id:
        raise NotInYourArea
    if person.introductions.filter(service=service, status__in=OPEN).exists():
        raise AlreadyAsked
    meeting.check(person, service)


def agree(person, *, by, service, how_given="", why_not_sought=""):
    """Write down that the person shares who they are with whoever runs ``service``; return the consent."""
    with acting.for_the_site("record what the person shares to be introduced", site_id=person.site_id):
        return consent.record(
            person,
            by=by,
            sections=SHARED,
            how_given=how_given,
            why_not_sought=why_not_sought,
            organisation=service.organisation,
            purpose=ConsentPurpose.INTRODUCTION,
        )


def create(person, *, by, service, agreed, **facts) -> Introduction:
    now = timezone.now()
    with once_for_each_service():
        return Introduction.objects.create(
            site_id=person.site_id,
            person=person,
            service=service,
            status=IntroductionStatus.ASKED,
            status_since=now,
            shared=agreed.in_words,
            consent=agreed,
            asked_at=now,
            asked_by=by,
            **facts,
        )


@contextmanager
def once_for_each_service():
    """Refuse in words what two did at the same moment: one open introduction to each entry is enough."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "introduction_open_once_per_service" not in str(error):
            raise
        raise AlreadyAsked from error


def sent(introduction, *, by, act):
    """Write the first step down and let the navigators know."""
    stepping.begin_with(introduction, by=by)
    audit.record(act, introduction, by=by)
    tell_navigators(introduction)


def tell_navigators(introduction, step=None):
    """Let the navigators know that somebody waits; with a later ``step``, once more."""
    again = f"-{step.pk}" if step else ""
    outbox.add(
        "peersupport.tell_navigators", introduction, key=f"introduction-asked-{introduction.pk}{again}"
    )


def how_agreed(person, by):
    """Return how it was agreed: by themselves, or by whom the law lets say yes for somebody who cannot."""
    if by is None or by.person_id == person.pk:
        return {"how_given": HowGiven.ONLINE}
    with acting.for_the_site("ask by what right somebody says yes", site_id=person.site_id):
        held = set(person.authoritys.live().filter(holder=by).values_list("kind", flat=True))
        unable = consent.assessed_as_unable(person)
    if unable and held.intersection(IN_PLACE_OF):
        return {"why_not_sought": NotSought.ATTORNEY}
    return {"how_given": HowGiven.ONLINE}
