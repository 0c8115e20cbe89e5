"""Colleagues: who has how many people, who is away, and moving people from one to another."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ipc.kernel import access, audit
from ipc.kernel.paging import page_after
from people import allocation, colleagues, covering, forms
from people.acts import Act
from people.models import Allocation, Cover, Person, User
from people.views.frame import ask, done, page


@require_safe
@access.requires(Act.SEE_STAFF)
def staff(request):
    return render(request, "people/staff.html", {"teams": colleagues.teams(request.user)})


@page
@access.requires(Act.SEE_STAFF, User)
def colleague(request, worker):
    """Show a colleague and their people; move some or all of those to somebody else."""
    after = request.GET.get("after", "")
    theirs = _people_of(worker, request.user)
    people, more = page_after(theirs, after)
    form = forms.TransferForm(
        forms.posted(request),
        coordinators=colleagues.coordinators(request.user, without=[worker]),
    )
    if form.is_valid() and (moved := _transfer(request, form, theirs, worker)):
        messages.success(request, _moved_in_words(moved, form.cleaned_data["to_worker"]))
        return redirect("colleague", worker.public_id)
    audit.read_each(Act.SEE_PERSON, people, by=request.user)
    return render(request, "people/colleague.html", _shown(request, worker, people, more, form))


def _people_of(worker, user):
    """Return the people of ``worker`` in the site of ``user`` whom ``user`` may allocate."""
    live = Allocation.objects.live().filter(worker=worker, site_id=user.hat.site_id)
    return Person.objects.permitting(Act.ALLOCATE, user).filter(pk__in=live.values("person_id"))


def _transfer(request, form, theirs, worker):
    facts = form.facts()
    if facts["which"] == "chosen":
        theirs = theirs.filter(public_id__in=facts["people"])
    return form.carry_out(
        request.user,
        Act.ALLOCATE,
        lambda: allocation.transfer(
            theirs,
            from_worker=worker,
            to_worker=facts["to_worker"],
            by=request.user,
            reason=facts["reason"],
        ),
        about=worker,
    )


def _moved_in_words(outcome, to_worker):
    """Return what became of a transfer, whose numbers are ``outcome``."""
    moved, too_close, kept_back = map(int, outcome.split())
    said = [_("%(people)s moved to %(name)s.")]
    if too_close:
        said.append(_("%(close)s stayed: %(name)s is close to them."))
    if kept_back:
        said.append(_("%(kept)s stayed: only those named may open their records. They move them."))
    return " ".join(said) % {
        "name": to_worker.name,
        "people": colleagues.people_in_words(moved),
        "close": colleagues.people_in_words(too_close),
        "kept": colleagues.people_in_words(kept_back),
    }


def _shown(request, worker, people, more, form):
    live = Cover.objects.visible_to(request.user)
    return {
        "worker": worker,
        "people": people,
        "more_url": f"?after={more}" if more else "",
        "form": form,
        "ticked": request.POST.getlist("people"),
        "kept_back": _kept_in_words(allocation.kept_back(worker, request.user)),
        "covers": colleagues.covers_of(worker, live),
        "roles": colleagues.roles_of(worker, request.user),
        "may_have_people": colleagues.coordinates(worker, request.user),
    }


def _kept_in_words(number):
    return number and ngettext(
        "%(number)s more record may be opened only by those named in it. It is not shown here.",
        "%(number)s more records may be opened only by those named in them. They are not shown here.",
        number,
    ) % {"number": number}


@page
@access.requires(Act.ARRANGE_COVER, User)
def arrange_cover(request, worker):
    others = colleagues.coordinators(request.user, without=[worker])
    form = forms.CoverForm(forms.posted(request), coordinators=others)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ARRANGE_COVER,
        lambda: covering.arrange(worker, by=request.user, **form.facts()),
        about=worker,
    ):
        facts = {"name": form.cleaned_data["standing_in"].name, "away": worker.name}
        messages.success(request, _("%(name)s stands in for %(away)s.") % facts)
        return redirect("colleague", worker.public_id)
    return render(request, "people/arrange_cover.html", {"worker": worker, "form": form})


@require_POST
@access.requires(Act.ARRANGE_COVER, Cover)
def end_cover(request, cover):
    """End standing in from today; a refusal is answered with its words."""
    covering.end(cover, by=request.user)
    messages.success(request, _("Standing in has ended."))
    return redirect("colleague", cover.away.public_id)


@page
@access.requires(Act.ALLOCATE, Person)
def allocate(request, person):
    """Say who coordinates the support, and let a manager choose another."""
    history = colleagues.history_of(person, request.user)
    form = forms.AllocateForm(forms.posted(request), coordinators=colleagues.coordinators(request.user))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ALLOCATE,
        lambda: allocation.allocate(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("Somebody else coordinates the support of %(name)s from today."))
    return ask(request, "people/allocate.html", person, form, history=history)
