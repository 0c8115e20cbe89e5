"""Moving to another site: offered by the coordinator, answered by a manager there, read by the person."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access, audit
from people import forms, handing_over, moves, portal
from people.acts import Act
from people.models import Handover, Person, Site
from people.views.frame import ask, done, page
from people.views.pausing import carry_out_if_sure, pause


@page
@access.requires(Act.OFFER_HANDOVER, Person)
def offer_handover(request, person):
    sites = list(Site.objects.exclude(pk=person.site_id))
    form = forms.OfferForm(forms.posted(request), sites=sites)
    if carry_out_if_sure(request, form, Act.OFFER_HANDOVER, handing_over.offer, person):
        return done(request, person, _("We asked the other site to take %(name)s on."))
    more = {"stays": moves.STAYS, **pause(request, form)}
    return ask(request, "people/offer_handover.html", person, form, **more)


@require_safe
@access.requires(Act.SEE_HANDOVERS)
def handovers(request):
    """List who moves here and who moves away; each name is a look, and kept as one."""
    arriving, leaving = moves.list_for(request.user)
    audit.read_each(Act.SEE_HANDOVERS, [*arriving, *leaving], by=request.user)
    shown = {
        "arriving": moves.as_rows(arriving, request.user),
        "leaving": moves.as_rows(leaving, request.user),
    }
    return render(request, "people/handovers.html", shown)


@page
@access.requires(Act.ANSWER_HANDOVER, Handover)
def answer_handover(request, handover):
    """Say yes and to whom; the other answer has a page of its own."""
    workers = moves.coordinators_of(handover.to_site_id)
    form = forms.AcceptForm(forms.posted(request), workers=workers)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ANSWER_HANDOVER,
        lambda: handing_over.accept(handover, by=request.user, **form.facts()),
        about=handover,
    ):
        messages.success(request, _("There is a record here now, and somebody who coordinates."))
        return redirect("handovers")
    return _shown(request, "people/answer_handover.html", handover, form)


@page
@access.requires(Act.ANSWER_HANDOVER, Handover)
def decline_handover(request, handover):
    form = forms.DeclineForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ANSWER_HANDOVER,
        lambda: handing_over.decline(handover, by=request.user, **form.facts()),
        about=handover,
    ):
        messages.success(request, _("The other site reads that you said no, and why."))
        return redirect("handovers")
    return _shown(request, "people/decline_handover.html", handover, form)


@page
@access.requires(Act.OFFER_HANDOVER, Handover)
def withdraw_handover(request, handover):
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.OFFER_HANDOVER,
        lambda: handing_over.withdraw(handover, by=request.user),
        about=handover,
    ):
        messages.success(request, _("The offer is taken back. Nothing went along."))
        return redirect("handovers")
    return _shown(request, "people/withdraw_handover.html", handover, form)


def _shown(request, template, handover, form):
    audit.read(Act.SEE_HANDOVERS, handover, by=request.user)
    (row,) = moves.as_rows([handover], request.user)
    return render(request, template, {"one": row, "form": form})


@require_safe
@portal.my(Act.SEE_HANDOVERS, Handover)
def my_moving(request, person):
    return render(request, "people/my_moving.html", {"moves": moves.of_person(person, request.user)})
