"""What was sent to a person and those who help them, what could not go out, and telling them another way."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access, audit, dates, letters
from people import notices as sent
from people import reaching
from people.acts import Act
from people.banner import banner_for
from people.forms.frame import posted
from people.forms.todos import SettleNoticeForm
from people.models import ContactMethod, Delivery, InformationFormat, Notice, NoticeState, Person
from people.views.frame import ask, done, page

MOST = 50


@require_safe
@access.requires(Act.SEE_NOTICES, Person)
def notices(request, person):
    audit.read(Act.SEE_NOTICES, person, by=request.user)
    return render(
        request,
        "people/notices.html",
        {
            "person": person,
            "banner": banner_for(request.user, person),
            "notices": [shown(one) for one in latest(request.user, person, MOST)],
        },
    )


def latest(user, person, most):
    """Return the newest messages about ``person`` that ``user`` may see."""
    seen = Notice.objects.visible_to(user).filter(person=person)
    return seen.select_related("to_user", "relationship", "person").order_by("-pk")[:most]


def shown(notice):
    """Return one message as a list tells of it."""
    waits = notice.state in sent.BY_HAND
    return {
        "public_id": notice.public_id,
        "subject": sent.subject(notice),
        "reader": _reader(notice) or notice.person.name,
        "made": dates.moment_in_words(notice.made_at),
        "how": sent.how(notice),
        "state": _state(notice),
        "colour": "yellow" if waits else "red" if notice.state == NoticeState.REFUSED else "green",
        "why": notice.why,
        "waits": waits,
        "is_to_print": notice.state == NoticeState.TO_PRINT,
    }


def _reader(notice):
    """Return who it is to, where that is not the person."""
    reader = notice.relationship or notice.to_user
    return reader.name if reader else ""


def told(notice):
    """Return one message as its own reader is told of it."""
    will = {
        NoticeState.TO_PRINT: _("We will post it to you"),
        NoticeState.TO_TELL: _("We will tell you"),
        NoticeState.REFUSED: _("It was not sent"),
    }
    return {
        "subject": sent.subject(notice),
        "made": dates.in_words(notice.made_at),
        "state": will.get(NoticeState(notice.state)) or _state(notice),
    }


def _state(notice):
    if notice.state == NoticeState.SENT and notice.delivery == Delivery.DELIVERED:
        by_post = notice.contact_method == ContactMethod.LETTER
        return _("Printed and posted") if by_post else notice.get_delivery_display()
    if notice.state == NoticeState.SENT and (not notice.left_at or notice.delivery):
        return _("On its way")
    if notice.state == NoticeState.SETTLED:
        facts = {"how": notice.get_how_settled_display(), "day": dates.in_words(notice.settled_on)}
        return _("%(how)s, %(day)s") % facts
    return notice.get_state_display()


@require_safe
@access.requires(Act.SETTLE_NOTICE, Notice)
def print_notice(request, notice):
    """Show the letter as it is printed, in the size of print the person needs."""
    person = notice.person
    audit.read(Act.SEE_NOTICES, notice, by=request.user)
    variant = reaching.VARIANT.get(notice.information_format, "")
    letter = notice.letter if letters.exists(notice.letter, variant) else "something_new"
    said = letters.body(letter, sent.words(notice), variant)
    return render(
        request,
        "people/print_notice.html",
        {
            "notice": notice,
            "to": _address(notice),
            "subject": sent.subject(notice),
            "paragraphs": [one.strip() for one in said.split("\n\n") if one.strip()],
            "is_large": notice.information_format != InformationFormat.STANDARD,
            "site": person.site,
            "day": dates.in_words(dates.today()),
        },
    )


def _address(notice):
    """Return the lines above the letter; only to the person is anything posted."""
    if _reader(notice):
        return [_reader(notice)]
    person = notice.person
    return [line for line in (person.name, person.address, person.postcode) if line]


@page
@access.requires(Act.SETTLE_NOTICE, Notice)
def settle_notice(request, notice):
    form = SettleNoticeForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.SETTLE_NOTICE,
        lambda: sent.settle(notice, by=request.user, **form.facts()),
        about=notice,
    ):
        return done(request, notice.person, _("It is written down how they were told."), to="notices")
    return ask(request, "people/settle_notice.html", notice.person, form, notice=shown(notice))
