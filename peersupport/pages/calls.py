"""What is shown of wishes for a call: to the person, to navigators, to colleagues."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ipc.kernel.dates import age_on, in_words, moment_in_words, today
from peersupport import figures, navigators
from peersupport.models import OPEN_CALLS, CallRequest, CallStatus, SupportFigure
from peersupport.referrals import LONG_WAIT_DAYS, MOST, SHARED, days_waiting, waiting_in_words
from peersupport.sharing import what_is_shared
from people import rules
from people.models import Figure

COLOURS = {CallStatus.ASKED: "yellow", CallStatus.TAKEN: "blue", CallStatus.DONE: "green"}
NEXT = {
    CallStatus.TAKEN: gettext_lazy("They ring you. You do not need to do anything."),
    CallStatus.UNREACHED: gettext_lazy("We tried several times. Ask again whenever you like."),
    CallStatus.WITHDRAWN: gettext_lazy(
        "Your name is no longer shared for this. You can ask again at any time."
    ),
    CallStatus.DONE: gettext_lazy("Your name is no longer shared for this. You can ask for another call."),
}


def of_person(person, user, *, may_take_back) -> list[dict]:
    """Return the calls somebody asked for, the newest first, in their words: one query."""
    found = CallRequest.objects.visible_to(user).filter(person=person)
    found = found.select_related("navigator__user", "consent__organisation")[:MOST]
    return [of(one, may_take_back=may_take_back) for one in found]


def of(call, *, may_take_back) -> dict:
    is_open = call.status in OPEN_CALLS
    return {
        "status": call.get_status_display(),
        "colour": COLOURS.get(CallStatus(call.status), "grey"),
        "asked": _("You asked on %(day)s.") % {"day": in_words(call.asked_at)},
        "words": call.words,
        "best_time": call.best_time,
        "navigator": call.navigator.user.name if call.navigator else "",
        "tries": _tries(call) if is_open else "",
        "outcome": call.outcome,
        "closed": in_words(call.closed_at),
        "shared_with": call.consent.organisation.name if is_open and _is_shared(call) else "",
        "next": _next(call),
        "is_open": is_open,
        "take_back_url": reverse("withdraw_call", args=[call.public_id]) if is_open and may_take_back else "",
    }


def _next(call):
    if call.status in OPEN_CALLS and not _is_shared(call):
        return _(
            "You stopped sharing your name for this. Nobody can ring you. "
            "Take it back. Then you can ask again."
        )
    if call.status == CallStatus.ASKED:
        return _("A community navigator rings you by %(day)s.") % {"day": in_words(ring_by(call))}
    return str(NEXT[CallStatus(call.status)])


def ring_by(call):
    """Return the day by which a navigator rings, as the site promises."""
    days = figures.value(SupportFigure.CALL_DAYS, site_id=call.site_id)
    return timezone.localdate(call.asked_at) + dt.timedelta(days=days)


def _is_shared(call):
    agreed = call.consent
    return agreed.withdrawn_at is None and (agreed.ends_on is None or agreed.ends_on > today())


def _tries(call):
    if not call.tries:
        return ""
    said = ngettext(
        "They have tried to ring you once, on %(when)s.",
        "They have tried to ring you %(tries)s times, last on %(when)s.",
        call.tries,
    )
    return said % {"tries": call.tries, "when": moment_in_words(call.last_try_at)}


def to_ring(user) -> list[CallRequest]:
    """Return the calls that wait for the navigators of ``user``'s site, the longest wait first: one query."""
    found = CallRequest.objects.visible_to(user).filter(status__in=OPEN_CALLS).order_by("asked_at", "pk")
    return list(found.select_related("person", "navigator__user")[:MOST])


def row(call) -> dict:
    """Return what a navigator's list shows of one of them."""
    days = days_waiting(call.asked_at)
    return {
        "name": call.person.name,
        "words": call.words,
        "best_time": call.best_time,
        "navigator": call.navigator.user.name if call.navigator else "",
        "tries": _tried(call),
        "waiting": waiting_in_words(days),
        "is_long": days >= LONG_WAIT_DAYS,
        "url": reverse("answer_call", args=[call.public_id]),
    }


def _tried(call):
    if not call.tries:
        return ""
    return ngettext("Tried once", "Tried %(tries)s times", call.tries) % {"tries": call.tries}


def whole(call) -> dict:
    """Return what the page of one call shows a navigator: the wish, and what is shared for it."""
    agreed = call.consent
    return row(call) | {
        "called": call.person.called,
        "phone_url": "tel:" + "".join(call.person.phone.split()) if call.person.phone else "",
        "phone": call.person.phone,
        "shared": what_is_told(call.person),
        "asked": in_words(call.asked_at),
        "is_taken": call.status == CallStatus.TAKEN,
        "agreed": _("Agreed on %(day)s (%(how)s), for %(organisation)s to know: %(parts)s.")
        % {
            "day": in_words(agreed.given_at),
            "how": agreed.how.lower(),
            "organisation": agreed.organisation.name,
            "parts": str(SHARED).lower(),
        },
    }


def what_is_told(person) -> list[dict]:
    """Return what somebody shares to be rung. That somebody is a child is told: then a grown-up is rung."""
    rows = what_is_shared(person)
    until = rules.value(Figure.PARENT_UNTIL, site_id=person.site_id)
    if person.born_on and age_on(person.born_on, today()) < until:
        rows.append({"key": _("Who to ring"), "value": _("A parent, or whoever looks after them")})
    return rows


def whom_to_ask(site) -> dict:
    """Return whether anybody can be asked for a call in ``site``, and if not what there is instead."""
    offer, organisation = navigators.offer_of(site), navigators.organisation_of(site.pk)
    return {
        "organisation": organisation.name if organisation else "",
        "site": site.name,
        "phone": site.phone,
        "phone_url": "tel:" + "".join(site.phone.split()) if site.phone else "",
        "words": offer.words if offer else "",
        "days": figures.value(SupportFigure.CALL_DAYS, site_id=site.pk),
        "find_url": f"{reverse('directory')}?site={site.slug}",
    }
