"""Two people who meet, or had better not: finding somebody, being in touch, a worry, being kept apart."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ipc.kernel import access, audit, easy
from peersupport import apart, contacts, matching
from peersupport import concerns as worries
from peersupport.acts import Act
from peersupport.forms import meeting as forms
from peersupport.models import Concern, Introduction, KeptApart
from peersupport.pages import meeting as pages
from people import portal
from people.banner import banner_for
from people.forms import posted
from people.models import Person

page = require_http_methods(["GET", "POST"])


@page
@portal.my(Act.ASK_TO_JOIN, Introduction)
def my_peers(request, person):
    """Show whom the person could meet; wishes come by POST, so that they stand in no address."""
    form = forms.WishesForm(posted(request), needs=pages.needs_of_peers(person.site_id))
    found = matching.find(person, form.wishes() if form.is_valid() else matching.NO_WISHES)
    shown = {
        "form": form,
        "matches": [pages.match_card(one) for one in found],
        "has_asked": form.is_bound,
        "site": person.site,
    }
    return easy.page(request, "peersupport/my_peers.html", shown)


@page
@access.requires(Act.RAISE_CONCERN, Introduction)
def my_worry(request, introduction):
    request.whose = introduction.person
    form = forms.WorryForm(posted(request))
    if _raised(request, introduction, form):
        messages.success(request, _("It is paused. Somebody from your care team gets in touch with you."))
        return redirect("my_support")
    return _about(request, "peersupport/my_worry.html", introduction, form)


@page
@access.requires(Act.RAISE_CONCERN, Introduction)
def raise_concern(request, introduction):
    form = forms.WorryForm(posted(request))
    if _raised(request, introduction, form):
        messages.success(request, _("It is paused. The managers are told now."))
        return redirect("home")
    return _about(request, "peersupport/raise_concern.html", introduction, form)


def _raised(request, introduction, form):
    return form.is_valid() and form.carry_out(
        request.user,
        Act.RAISE_CONCERN,
        lambda: worries.raise_concern(introduction, by=request.user, **form.facts()),
        about=introduction,
    )


@require_safe
@access.requires(Act.SEE_CONCERN)
def concerns(request):
    waiting, done, more = pages.concerns(request.user, request.GET.get("after", ""))
    audit.read_each(Act.SEE_CONCERN, [*waiting, *done], by=request.user)
    may_close = access.may(Act.CLOSE_CONCERN, request.user)
    shown = {
        "waiting": [pages.concern(one, may_close=may_close) for one in waiting],
        "done": [pages.concern(one, may_close=False) for one in done],
        "more_url": f"?after={more}" if more else "",
    }
    return render(request, "peersupport/concerns.html", shown)


@page
@access.requires(Act.CLOSE_CONCERN, Concern)
def close_concern(request, concern):
    form = forms.SettleWorryForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.CLOSE_CONCERN,
        lambda: worries.close(concern, by=request.user, **form.facts()),
        about=concern,
    ):
        messages.success(request, _("Settled. What was paused goes on only when somebody lets it."))
        return redirect("concerns")
    audit.read(Act.SEE_CONCERN, concern, by=request.user)
    shown = {"form": form, "concern": pages.concern(concern, may_close=False)}
    return render(request, "peersupport/close_concern.html", shown)


@page
@access.requires(Act.NOTE_CONTACT, Introduction)
def note_contact(request, introduction):
    form = forms.ContactForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.NOTE_CONTACT,
        lambda: contacts.note(introduction, by=request.user, **form.facts()),
        about=introduction,
    ):
        messages.success(request, _("Written down."))
        return redirect("note_contact", introduction.public_id)
    return _about(
        request,
        "peersupport/note_contact.html",
        introduction,
        form,
        contacts=pages.contacts(introduction, request.user),
    )


def _about(request, template, introduction, form, **more):
    audit.read(Act.SEE_INTRODUCTION, introduction, by=request.user)
    return render(request, template, {"form": form, "asked": pages.about(introduction), **more})


@page
@access.requires(Act.KEEP_APART, Person, by=KeptApart)
def kept_apart(request, person):
    form = forms.ApartForm(posted(request), entries=pages.peer_entries(request.user))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.KEEP_APART,
        lambda: apart.keep_apart(person, by=request.user, **form.kept_apart()),
        about=person,
    ):
        messages.success(request, _("Written down. They are never matched."))
        return redirect("kept_apart", person.public_id)
    audit.read(Act.SEE_APART, person, by=request.user)
    shown = {"form": form, "person": person, "apart": pages.apart(person, request.user)}
    shown["banner"] = banner_for(request.user, person)
    return render(request, "peersupport/kept_apart.html", shown)


@page
@access.requires(Act.KEEP_APART, KeptApart)
def end_kept_apart(request, kept):
    form = forms.EndApartForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.KEEP_APART, lambda: apart.no_longer(kept, by=request.user), about=kept
    ):
        messages.success(request, _("They may be matched again."))
        return redirect("kept_apart", kept.person.public_id)
    audit.read(Act.SEE_APART, kept, by=request.user)
    shown = {"form": form, "person": kept.person, "banner": banner_for(request.user, kept.person)}
    return render(request, "peersupport/end_kept_apart.html", shown)
