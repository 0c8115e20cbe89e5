"""Asking a community navigator to ring, and being rung: from asking to an outcome, with consent."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, letters, outbox
from ipc.kernel.dates import today
from ipc.kernel.errors import RuleBroken
from peersupport import figures, navigators
from peersupport.acts import Act
from peersupport.introductions import asking
from peersupport.models import OPEN_CALLS, CallRequest, CallStatus, SupportFigure
from people import consent, notices, todos
from people.models import ConsentPurpose, PersonStatus, Section, TodoKind

SHARED = [Section.IDENTITY]


class NoNavigatorsHere(RuleBroken):
    message = _("There are no community navigators in your area to ring you. Ask your care team instead.")


class CallAskedAlready(RuleBroken):
    message = _("You have already asked for a call. A navigator will get in touch.")


class CallSharesTheWrongParts(RuleBroken):
    message = _("For a call, share your name and how to reach you, and nothing else.")


class NoWayToReach(RuleBroken):
    message = _("We have no telephone number for you. Write how we can reach you, and when.")


class CallIsOver(RuleBroken):
    message = _("This is over, or was taken back in the meantime. There is nothing left to do.")


class TakenByAColleague(RuleBroken):
    message = _("A colleague has taken this call already.")


class SharedWithAnother(RuleBroken):
    message = _("They agreed to share this with another organisation. Leave the call to a colleague there.")


class NavigatorIsFull(RuleBroken):
    message = _(
        "You have as many people as you can take. Finish with somebody first, or change your profile."
    )


class TakeItFirst(RuleBroken):
    message = _("Say that you will ring first, so that nobody rings twice.")


class OutcomeMissing(RuleBroken):
    message = _("Write what you agreed with them. They read your words.")


class TryAgainFirst(RuleBroken):
    message = _("You have tried %(tries)s of %(least)s times. Try again, at another time of day.")


@transaction.atomic
def ask(person, *, by, sections, words="", best_time="", **how_agreed) -> CallRequest:
    """Ask for a navigator to ring ``person``, sharing ``sections`` with whom the navigators work for.

    A colleague says how it was agreed to share them: ``how_given`` or ``why_not_sought``, see
    ``people.consent``. Whoever asks in the portal agrees by asking.

    Raises:
        NoNavigatorsHere, CallSharesTheWrongParts, NoWayToReach, CallAskedAlready
        Whatever ``consent.record`` refuses.
    """
    organisation = navigators.organisation_of(person.site_id)
    if organisation is None:
        raise NoNavigatorsHere
    if list(sections) != SHARED:
        raise CallSharesTheWrongParts
    if not (person.phone or best_time.strip()):
        raise NoWayToReach
    if CallRequest.objects.filter(person=person, status__in=OPEN_CALLS).exists():
        raise CallAskedAlready
    with acting.for_the_site("record what the person shares to be rung", site_id=person.site_id):
        agreed = consent.record(
            person,
            by=by,
            sections=sections,
            **(how_agreed or asking.how_agreed(person, by)),
            organisation=organisation,
            purpose=ConsentPurpose.INTRODUCTION,
        )
    call = _asked(person, agreed, by=by, words=words.strip(), best_time=best_time.strip())
    audit.record(Act.ASK_FOR_CALL, call, by=by)
    outbox.add("peersupport.tell_of_call", call, key=f"call-asked-{call.pk}")
    return call


def _asked(person, agreed, **facts):
    try:
        with transaction.atomic():
            return CallRequest.objects.create(
                site_id=person.site_id,
                person=person,
                consent=agreed,
                asked_at=timezone.now(),
                asked_by=facts.pop("by"),
                **facts,
            )
    except IntegrityError as error:  # two at the same moment
        if "callrequest_open_once" not in str(error):
            raise
        raise CallAskedAlready from error


@transaction.atomic
def take(call, *, by) -> CallRequest:
    """Say that ``by``, a navigator, will ring.

    Raises:
        CallIsOver, TakenByAColleague, SharedWithAnother, NavigatorIsFull
    """
    call = _open(call)
    profile = navigators.own_profile(by, call.site_id)
    if call.navigator_id not in (None, profile.pk):
        raise TakenByAColleague
    theirs = by.hat.organisation_id
    if theirs is not None and theirs != call.consent.organisation_id:
        raise SharedWithAnother
    others = CallRequest.objects.filter(navigator=profile, status__in=OPEN_CALLS).exclude(pk=call.pk)
    if profile.most_people is not None and others.count() >= profile.most_people:
        raise NavigatorIsFull
    call.status, call.navigator = CallStatus.TAKEN, profile
    call.save(update_fields=["status", "navigator"])
    audit.record(Act.ANSWER_CALL, call, by=by)
    return call


@transaction.atomic
def write_try(call, *, by) -> CallRequest:
    """Write down that somebody rang and nobody answered.

    Raises:
        CallIsOver, TakeItFirst
    """
    call = _taken(call)
    call.tries, call.last_try_at, call.last_try_by = call.tries + 1, timezone.now(), by
    call.save(update_fields=["tries", "last_try_at", "last_try_by"])
    audit.record(Act.ANSWER_CALL, call, by=by)
    return call


@transaction.atomic
def finish(call, *, by, outcome) -> CallRequest:
    """Write down what was agreed on the telephone, in words the person reads; sharing ends with it.

    Raises:
        CallIsOver, TakeItFirst, OutcomeMissing
    """
    call = _taken(call)
    if not outcome.strip():
        raise OutcomeMissing
    return _close(call, CallStatus.DONE, by, outcome=outcome)


@transaction.atomic
def give_up(call, *, by) -> CallRequest:
    """Say that they could not be reached, after as many tries as the site asks for; their team hears of it.

    Raises:
        CallIsOver, TakeItFirst, TryAgainFirst
    """
    call = _taken(call)
    least = figures.value(SupportFigure.TRIES, site_id=call.site_id)
    if call.tries < least:
        raise TryAgainFirst(tries=call.tries, least=least)
    with acting.for_the_site("tell the team that somebody could not be reached", site_id=call.site_id):
        todos.ask(
            call.person,
            TodoKind.INTRODUCTION_BACK,
            key=f"call unreached:{call.public_id}",
            detail=translate("They asked a navigator to ring. We could not reach them."),
            by=by,
        )
    facts = {"link": letters.link("my_support")}
    notices.tell(call.person, "call_unreached", key=f"call_unreached:{call.public_id}", facts=facts, by=by)
    return _close(call, CallStatus.UNREACHED, by)


@transaction.atomic
def withdraw(call, *, by) -> CallRequest:
    """Take back the wish for a call; nothing is shared for it any more.

    Raises:
        CallIsOver
    """
    return _close(_open(call), CallStatus.WITHDRAWN, by, act=Act.WITHDRAW_CALL)


def raise_late(site):
    """Ask the coordinators after those whom nobody has rung within the days promised; runs nightly."""
    days = figures.value(SupportFigure.CALL_DAYS, site_id=site.pk)
    open_calls = CallRequest.objects.filter(site_id=site.pk, status__in=OPEN_CALLS, last_try_at=None)
    for call in open_calls.exclude(person__status=PersonStatus.DIED).select_related("person"):
        if (today() - timezone.localdate(call.asked_at)).days > days:
            detail = translate("They asked a navigator to ring. Nobody has yet.")
            todos.ask(call.person, TodoKind.ANSWER_LATE, key=f"call late:{call.public_id}", detail=detail)


def _open(call):
    call = (
        CallRequest.objects.select_for_update(of=("self",))
        .select_related("person", "consent")
        .get(pk=call.pk)
    )
    if call.status not in OPEN_CALLS:
        raise CallIsOver
    return call


def _taken(call):
    call = _open(call)
    if call.status != CallStatus.TAKEN:
        raise TakeItFirst
    return call


def _close(call, status, by, *, outcome="", act=Act.ANSWER_CALL):
    """Close it, and end what was shared for it."""
    call.status, call.outcome = status, outcome.strip()
    call.closed_at, call.closed_by = timezone.now(), by
    call.save(update_fields=["status", "outcome", "closed_at", "closed_by"])
    audit.record(act, call, by=by)
    with acting.for_the_site("end what was shared to be rung", site_id=call.site_id):
        agreed = call.consent
        if agreed.withdrawn_at is None and (agreed.ends_on is None or agreed.ends_on > today()):
            consent.withdraw(agreed, by=by)
    return call
