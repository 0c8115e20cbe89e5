"""Asking to join a group or to meet a peer, and being answered.

What a person shares for it is listed before they agree, is a consent of its own to the organisation that
runs it, and ends when the introduction comes to nothing. Nothing of the plan, the money or "About me"
goes with it.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, outbox
from ipc.kernel.errors import RuleBroken
from peersupport.acts import Act
from peersupport.models import OPEN, Introduction, IntroductionStatus, Service
from people import consent
from people.models import ConsentPurpose, HowGiven, Section

SHARED = [Section.IDENTITY]


class NotOpenToAsk(RuleBroken):
    message = _("This does not take new people at the moment. Find something else in the directory.")


class NotInYourArea(RuleBroken):
    message = _("This is in another area. Get in touch with them yourself, or ask your care team.")


class AlreadyAsked(RuleBroken):
    message = _("You have already asked to join this. Look at My support to see the answer.")


class SharesTheWrongParts(RuleBroken):
    message = _("To be introduced, share your name and how to reach you, and nothing else.")


class AlreadyAnswered(RuleBroken):
    message = _("This has been answered or taken back in the meantime. There is nothing left to do.")


class RefusalWithoutReason(RuleBroken):
    message = _("Write why it is not possible. The person reads your words.")


class NoPlaceLeft(RuleBroken):
    message = _("All the places are taken. Say so kindly, or make room first.")


class NothingToTakeBack(RuleBroken):
    message = _("This is already over. There is nothing to take back.")


@transaction.atomic
def ask(person, *, by, service, wish, sections) -> Introduction:
    """Ask for ``person`` to be introduced to ``service``, in their own words, sharing ``sections``.

    Raises:
        NotOpenToAsk, NotInYourArea, SharesTheWrongParts, AlreadyAsked
    """
    if not service.is_public:
        raise NotOpenToAsk
    if service.site_id != person.site_id:
        raise NotInYourArea
    if list(sections) != SHARED:
        raise SharesTheWrongParts
    if person.introductions.filter(service=service, status__in=OPEN).exists():
        raise AlreadyAsked
    with acting.for_the_site("record what the person shares to be introduced", site_id=person.site_id):
        agreed = consent.record(
            person,
            by=by,
            sections=sections,
            how_given=HowGiven.ONLINE,
            organisation=service.organisation,
            purpose=ConsentPurpose.INTRODUCTION,
        )
    try:
        with transaction.atomic():
            introduction = Introduction.objects.create(
                site_id=person.site_id,
                person=person,
                service=service,
                wish=wish,
                shared=agreed.in_words,
                consent=agreed,
                asked_at=timezone.now(),
                asked_by=by,
            )
    except IntegrityError as error:  # two at the same moment
        if "introduction_open_once_per_service" not in str(error):
            raise
        raise AlreadyAsked from error
    audit.record(Act.ASK_TO_JOIN, introduction, by=by)
    outbox.add("peersupport.tell_navigators", introduction, key=f"introduction-asked-{introduction.pk}")
    return introduction


@transaction.atomic
def answer(introduction, *, by, is_welcome, answer) -> Introduction:
    """Say that the person is welcome, or why it is not possible; once, in words they will read.

    Raises:
        AlreadyAnswered, RefusalWithoutReason, NoPlaceLeft
    """
    introduction = _locked(introduction)
    if introduction.status != IntroductionStatus.ASKED:
        raise AlreadyAnswered
    answer = answer.strip()
    if is_welcome:
        _check_there_is_room(introduction)
    elif not answer:
        raise RefusalWithoutReason
    introduction.status = IntroductionStatus.ACCEPTED if is_welcome else IntroductionStatus.DECLINED
    introduction.answer = answer
    introduction.answered_at, introduction.answered_by = timezone.now(), by
    introduction.save(update_fields=["status", "answer", "answered_at", "answered_by"])
    audit.record(Act.ANSWER_INTRODUCTION, introduction, by=by)
    outbox.add("peersupport.tell_of_answer", introduction, key=f"introduction-answered-{introduction.pk}")
    if not is_welcome:
        _stop_sharing(introduction, by)
    return introduction


@transaction.atomic
def withdraw(introduction, *, by) -> Introduction:
    """Take back the wish to join, or leave; what was shared for it is no longer shared.

    Raises:
        NothingToTakeBack
    """
    introduction = _locked(introduction)
    if introduction.status not in OPEN:
        raise NothingToTakeBack
    introduction.status = IntroductionStatus.WITHDRAWN
    introduction.save(update_fields=["status"])
    audit.record(Act.WITHDRAW_INTRODUCTION, introduction, by=by)
    outbox.add(
        "peersupport.tell_of_withdrawal", introduction, key=f"introduction-withdrawn-{introduction.pk}"
    )
    _stop_sharing(introduction, by)
    return introduction


def _locked(introduction):
    return (
        Introduction.objects.select_for_update(of=["self"]).select_related("service").get(pk=introduction.pk)
    )


def _check_there_is_room(introduction):
    """Lock the group while counting, so that two navigators cannot give the last place twice."""
    service = Service.objects.select_for_update().get(pk=introduction.service_id)
    if service.places is None:
        return
    with acting.for_the_site("count the places taken", site_id=introduction.site_id):
        taken = service.introductions.filter(status=IntroductionStatus.ACCEPTED).count()
    if taken >= service.places:
        raise NoPlaceLeft


def _stop_sharing(introduction, by):
    with acting.for_the_site("end what was shared to be introduced", site_id=introduction.site_id):
        agreed = introduction.consent
        if agreed is not None and agreed.withdrawn_at is None:
            consent.withdraw(agreed, by=by)
