"""My people: who is around the person, who acts for them, and who sees what."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access, dates, easy
from people import acting_for, consent, forms, picture, portal
from people.acts import Act
from people.models import (
    Allocation,
    Authority,
    Consent,
    ConsentPurpose,
    Relationship,
)
from people.views.frame import page


@require_safe
@portal.my(Act.SEE_PERSON)
def my_people(request, person):
    is_own = person.pk == request.user.person_id
    return easy.page(
        request,
        "people/my_people.html",
        {
            "is_own": is_own,
            "person": person,
            "callers": _callers(request.user, person),
            "circle": _circle(request.user, person, is_own),
            "acting": _acting(request.user, person),
            "shared": _shared(request.user, person),
        },
    )


def _callers(user, person):
    now = Allocation.objects.visible_to(user).live().filter(person=person)
    found = now.values("worker__name", "worker__phone", "site__phone").first()
    if found is None:
        return []
    return [
        {
            "name": found["worker__name"],
            "role": _("Care coordinator"),
            "phone": found["worker__phone"] or found["site__phone"],
        }
    ]


def _circle(user, person, is_own):
    """Return the circle as ``user`` may see it: the person all of it, a helper whom they may call."""
    around = Relationship.objects.visible_to(user).live().filter(person=person)
    around = around.with_ways_to_reach(of_all=is_own).order_by("ring", "pk")
    return picture.of(around, called=person.called, is_own=is_own)


def _acting(user, person):
    """Return who acts for ``person``: the person's own page shows all, a helper's only themselves."""
    found = Authority.objects.visible_to(user).standing().filter(person=person).select_related("holder")
    shown = []
    for one in found.order_by("pk"):
        label, colour = acting_for.state(one)
        shown.append(
            {
                "public_id": one.public_id,
                "holder": one.holder.name,
                "name": acting_for.name(one),
                "may": acting_for.may(one),
                "label": label,
                "colour": colour,
                "until": dates.in_words(one.ends_on),
            }
        )
    return shown


def _shared(user, person):
    """Return who sees what of ``person``: the person's own page shows all, a helper's only their part."""
    given = Consent.objects.visible_to(user).live().filter(person=person)
    given = given.exclude(purpose=ConsentPurpose.EVALUATION)
    return [
        {
            "reader": str(one.reader),
            "sections": [section.label for section in one.parts],
            "since": dates.in_words(one.given_at),
            "until": dates.in_words(one.ends_on),
            "public_id": one.public_id,
        }
        for one in given.select_related("user", "relationship", "organisation")
    ]


@page
@portal.my(Act.WITHDRAW_CONSENT, Consent)
def my_stop_sharing(request, person, consent_id):
    given = access.find(Consent, Act.WITHDRAW_CONSENT, request.user, consent_id)
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.WITHDRAW_CONSENT, lambda: consent.withdraw(given, by=request.user), about=given
    ):
        messages.success(request, _("You stopped sharing with %(name)s.") % {"name": given.reader})
        return redirect("my_people")
    return render(
        request,
        "people/my_stop_sharing.html",
        {"form": form, "reader": str(given.reader), "sections": [part.label for part in given.parts]},
    )
