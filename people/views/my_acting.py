"""Acting for somebody, from both sides: the person stops it; who acts says yes or gives it up."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access, audit, dates
from people import acting_for, authority, forms, nomination, portal
from people.acts import Act
from people.models import Authority, AuthorityKind
from people.views.frame import page


@require_safe
@access.requires(Act.ACCEPT_NOMINATION)
def my_acting(request):
    """Show for whom the user acts, or is asked to act: also before any of it is in force."""
    request.whose = portal.whose_pages(request)
    held = authority.held_by(request.user)
    audit.read_each(Act.SEE_PERSON, held, by=request.user)
    return render(request, "people/my_acting.html", {"held": [_told(one) for one in held]})


def _told(one):
    label, colour = acting_for.state(one)
    return {
        "public_id": one.public_id,
        "person": one.person.name,
        "called": one.person.called,
        "name": acting_for.name(one),
        "may": acting_for.may(one),
        "may_not": acting_for.may_not(one),
        "label": label,
        "colour": colour,
        "until": dates.in_words(one.ends_on),
        "is_parent": one.kind == AuthorityKind.PARENT,
        "is_stopped": bool(one.suspended_at),
        "is_asked": one.kind == AuthorityKind.NOMINEE and not one.accepted_at,
    }


def _of(request, one):
    """Return what is told of ``one`` of those the user holds, or nothing where it is over."""
    request.whose = portal.whose_pages(request)
    audit.read(Act.SEE_PERSON, one, by=request.user)
    return next((_told(held) for held in authority.held_by(request.user) if held.pk == one.pk), None)


@page
@access.requires(Act.ACCEPT_NOMINATION, Authority)
def my_accept_nomination(request, one):
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.ACCEPT_NOMINATION, lambda: nomination.accept(one, by=request.user), about=one
    ):
        messages.success(request, _("Thank you. Next, the body that pays is asked to agree."))
        return redirect("my_acting")
    return render(request, "people/my_accept_nomination.html", {"form": form, "one": _of(request, one)})


@page
@access.requires(Act.GIVE_UP_AUTHORITY, Authority)
def my_give_up(request, one):
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.GIVE_UP_AUTHORITY, lambda: authority.give_up(one, by=request.user), about=one
    ):
        messages.success(request, _("You no longer act for them. Their care team knows."))
        return redirect("my_acting")
    return render(request, "people/my_give_up.html", {"form": form, "one": _of(request, one)})


@page
@portal.my(Act.WITHDRAW_AUTHORITY, Authority)
def my_stop_acting(request, person, authority_id):
    one = access.find(Authority, Act.WITHDRAW_AUTHORITY, request.user, authority_id)
    form = forms.StopActingForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.WITHDRAW_AUTHORITY, lambda: _stop(one, request.user, form), about=one
    ):
        messages.success(request, _("%(name)s does not act for you now.") % {"name": one.holder.name})
        return redirect("my_people")
    facts = {
        "form": form,
        "holder": one.holder.name,
        "name": acting_for.name(one),
        "may": acting_for.may(one),
    }
    return render(request, "people/my_stop_acting.html", facts)


def _stop(one, user, form):
    wants_end = form.cleaned_data["how"] == form.END
    return (authority.withdraw if wants_end else authority.suspend)(one, by=user)
