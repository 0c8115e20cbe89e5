"""A child's situation and the birthdays to come, as colleagues keep them."""

from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ipc.kernel import access, dates
from people import ages, childhood, forms
from people.acts import Act
from people.models import (
    ChildCircumstance,
    CircumstanceKind,
    Figure,
    Organisation,
    OrganisationKind,
    Person,
    Relationship,
)
from people.models.deciding import SUSPENDS
from people.views.frame import ask, done, page

WHAT_HAPPENS = {
    Figure.SIGNS_IN_FROM: _("May have a sign-in of their own."),
    Figure.PARENT_REVIEWED_AT: _("What a parent sees is looked at again. It stops until somebody has."),
    Figure.TRANSITION_FROM: _("Planning for adult life begins."),
    Figure.PARENT_UNTIL: _(
        "A parent's right to act ends. The young person is taken to decide for themselves, may receive NHS "
        "money themselves, and chooses what to share."
    ),
    Figure.ADULT_FROM: _("Adult social care and NHS continuing healthcare take over."),
    Figure.EDUCATION_UNTIL: _("An education, health and care plan ends at the latest."),
}


@require_safe
@access.requires(Act.SEE_CASELOAD, Person)
def child(request, person):
    """Show the child's own views first, then the situation, then what happens on which birthday."""
    found = ChildCircumstance.objects.visible_to(request.user).filter(person=person, ended_at=None)
    rows = [_told(one) for one in found.select_related("about", "council")]
    days = ages.birthdays(person)
    return ask(
        request,
        "people/child.html",
        person,
        None,
        views=[one for one in rows if one["is_own_view"]],
        circumstances=[one for one in rows if not one["is_own_view"]],
        birthdays=_birthdays(days),
        is_grown_up=days[-1][2] <= dates.today(),
        may_record=access.may(Act.RECORD_CIRCUMSTANCE, request.user),
    )


def _told(one):
    return {
        "public_id": one.public_id,
        "is_own_view": one.kind == CircumstanceKind.OWN_VIEW,
        "kind": one.get_kind_display(),
        "words": one.words,
        "about": one.about.name if one.about else "",
        "council": one.council.name if one.council else "",
        "evidence": one.evidence,
        "since": dates.in_words(one.starts_on),
        "stops": one.kind in SUSPENDS,
    }


def _birthdays(days):
    return [
        {
            "age": age,
            "day": dates.in_words(day),
            "what": WHAT_HAPPENS[figure],
            "is_past": day <= dates.today(),
        }
        for figure, age, day in days
    ]


@page
@access.requires(Act.RECORD_CIRCUMSTANCE, Person)
def record_circumstance(request, person):
    here = Organisation.objects.filter(site_id=person.site_id, kind=OrganisationKind.COUNCIL)
    around = Relationship.objects.visible_to(request.user).live().filter(person=person)
    form = forms.CircumstanceForm(forms.posted(request), circle=list(around), councils=list(here))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RECORD_CIRCUMSTANCE,
        lambda: childhood.record(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("We wrote down what must be known about %(name)s."), to="child")
    return ask(request, "people/record_circumstance.html", person, form)


@page
@access.requires(Act.END_CIRCUMSTANCE, ChildCircumstance)
def end_circumstance(request, one):
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.END_CIRCUMSTANCE, lambda: childhood.end(one, by=request.user), about=one
    ):
        return done(request, one.person, _("We wrote down that it is over for %(name)s."), to="child")
    return ask(request, "people/end_circumstance.html", one.person, form, one=_told(one))
