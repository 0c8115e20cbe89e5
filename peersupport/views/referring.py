"""A colleague's pages about somebody's support: what there is, referring, what was kept, the record of it."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ipc.kernel import access, audit
from ipc.kernel.errors import RuleBroken
from peersupport import directory, facts, feedback, introductions, signposting, social_prescribing
from peersupport.acts import Act
from peersupport.forms.referring import FindEntryForm, ReferForm, SignpostForm
from peersupport.models import Feedback, Introduction, Service, Signpost
from peersupport.pages import introductions as pages
from peersupport.pages import kept as kept_pages
from peersupport.pages import meetings
from peersupport.sharing import what_is_shared
from people.forms import posted
from people.models import Person
from people.views.frame import ask, done

page = require_http_methods(["GET", "POST"])
MOST_FOUND = 20


@require_safe
@access.requires(Act.REFER, Person, by=Introduction)
def support_of_person(request, person):
    """Show what became of everything that was asked and suggested."""
    return ask(
        request,
        "peersupport/support_of_person.html",
        person,
        None,
        kept=kept_pages.for_colleagues(person, request.user),
        attended=meetings.attended(person, request.user),
        **pages.of_person(person, request.user),
    )


@page
@access.requires(Act.REFER, Person, by=Introduction)
def refer(request, person):
    """Choose an entry, then say why, what to mind, and how the person agreed."""
    service = _chosen(request, person)
    if service is None:
        return _choose(request, person, "peersupport/refer.html")
    form = ReferForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.REFER, lambda: _referred(person, request.user, service, form), about=service
    ):
        return done(request, person, _referred_words(form), to="support_of_person")
    return ask(request, "peersupport/refer.html", person, form, **_about(person, service))


def _referred(person, user, service, form):
    if form.is_kept:
        return introductions.draft(person, by=user, service=service, **form.about())
    return introductions.refer(person, by=user, service=service, **form.about(), **form.agreed())


def _referred_words(form):
    if form.is_put_away:
        return _("Put away. Nothing was sent.")
    return _("Kept. Nothing is sent yet.") if form.is_kept else _("Sent. A navigator answers.")


@page
@access.requires(Act.REFER, Introduction)
def send_referral(request, kept):
    """Go on with a referral that was kept: send it, change it, or put it away."""
    form = ReferForm(posted(request), initial={"why": kept.why, "wish": kept.wish, "risks": kept.risks})
    if form.is_valid() and form.carry_out(
        request.user, Act.REFER, lambda: _gone_on(request, kept, form), about=kept
    ):
        return done(request, kept.person, _referred_words(form), to="support_of_person")
    return ask(
        request, "peersupport/send_referral.html", kept.person, form, **_about(kept.person, kept.service)
    )


def _gone_on(request, kept, form):
    if form.is_put_away:
        introductions.discard(kept, by=request.user)
        return kept
    introductions.change(kept, by=request.user, **form.about())
    if form.is_kept:
        return kept
    return introductions.send(kept, by=request.user, **form.agreed())


@page
@access.requires(Act.SIGNPOST, Person, by=Signpost)
def signpost_person(request, person):
    """Tell the person of an entry: nothing about them goes to anybody."""
    service = _chosen(request, person)
    if service is None:
        return _choose(request, person, "peersupport/signpost_person.html")
    form = SignpostForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.SIGNPOST,
        lambda: signposting.signpost(person, by=request.user, service=service, **form.facts()),
        about=service,
    ):
        return done(request, person, _("%(name)s gets a message."), to="support_of_person")
    return ask(request, "peersupport/signpost_person.html", person, form, **_about(person, service))


@require_safe
@access.requires(Act.SHOW_FEEDBACK)
def what_people_say(request):
    """Show what people allow others to read, for a manager to decide about."""
    rows = list(feedback.waiting(request.user)[: pages.MOST])
    audit.read_each(Act.SHOW_FEEDBACK, rows, by=request.user)
    return render(request, "peersupport/what_people_say.html", {"said": pages.said(rows)})


@require_POST
@access.requires(Act.SHOW_FEEDBACK, Feedback)
def show_feedback(request, said):
    """Let everybody read the words, or no longer: two buttons of the list."""
    is_shown = request.POST.get("is_shown") == "yes"
    try:
        feedback.show(said, by=request.user, is_shown=is_shown, read=_read(request))
    except RuleBroken as broken:
        messages.error(request, broken.message)
    else:
        messages.success(request, _("Shown, without a name.") if is_shown else _("No longer shown."))
    return redirect("what_people_say")


def _read(request):
    """Return when that was said which the manager has read, as the page carried it."""
    try:
        return dt.datetime.fromisoformat(request.POST.get("read", ""))
    except ValueError:
        return None


@require_safe
@access.requires(Act.REFER, Person, by=Introduction)
def support_record(request, person):
    """Give the record of referrals and signposts as a file, in the shape of the PRSB standard."""
    audit.read(Act.SEE_INTRODUCTION, person, by=request.user, why="social prescribing record")
    answer = JsonResponse(social_prescribing.record(person, request.user))
    answer["Content-Disposition"] = 'attachment; filename="social-prescribing.json"'
    answer["Cache-Control"] = "no-store, private"
    return answer


def _chosen(request, person):
    """Return the public entry that was chosen, of this site."""
    try:
        wanted = uuid.UUID(request.GET.get("service", ""))
    except ValueError:
        return None
    found = Service.objects.public().for_reading().filter(site=person.site_id)
    return found.filter(public_id=wanted).first()


def _choose(request, person, template):
    find = FindEntryForm(request.GET)
    words = find.words()
    found = directory.search(words=words, site=person.site.slug)[:MOST_FOUND] if words else []
    if words and not found:
        found = directory.search(words=words, site=person.site.slug, any_word=True)[:MOST_FOUND]
    cards = [facts.card(one) | {"public_id": one.public_id} for one in found]
    return ask(request, template, person, None, find=find, cards=cards, words=words)


def _about(person, service):
    return {"service": facts.whole(service), "shared": what_is_shared(person)}
