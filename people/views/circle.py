"""The circle of support, as colleagues keep it."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access
from people import circle as verbs
from people import forms, picture
from people.acts import Act
from people.forms.circle import facts_of
from people.models import Person, Relationship
from people.views.frame import ask, done, page


@require_safe
@access.requires(Act.SEE_CASELOAD, Person)
def circle(request, person):
    """Show who is in the person's life; how to reach them only where they may be contacted."""
    around = Relationship.objects.visible_to(request.user).live().filter(person=person)
    shown = picture.of(around.with_ways_to_reach().order_by("ring", "pk"), called=person.called)
    may_change = access.may(Act.CHANGE_RELATIONSHIP, request.user)
    return ask(request, "people/circle.html", person, None, circle=shown, may_change=may_change)


@page
@access.requires(Act.ADD_RELATIONSHIP, Person)
def add_relationship(request, person):
    form = forms.CircleForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ADD_RELATIONSHIP,
        lambda: verbs.add(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("The circle of support of %(name)s has grown."), to="circle")
    return ask(request, "people/add_relationship.html", person, form)


@page
@access.requires(Act.CHANGE_RELATIONSHIP, Relationship)
def change_relationship(request, one):
    form = forms.CircleForm(
        forms.posted(request),
        initial=facts_of(one, forms.CircleForm),
        without_ways=not one.may_be_contacted,
    )
    if form.is_valid() and form.carry_out(
        request.user,
        Act.CHANGE_RELATIONSHIP,
        lambda: verbs.change(one, by=request.user, **form.facts()),
        about=one,
    ):
        return done(request, one.person, _("The circle of support of %(name)s has changed."), to="circle")
    return ask(request, "people/change_relationship.html", one.person, form, one=one)


@page
@access.requires(Act.END_RELATIONSHIP, Relationship)
def end_relationship(request, one):
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.END_RELATIONSHIP, lambda: verbs.end(one, by=request.user), about=one
    ):
        return done(request, one.person, _("They have left the circle of support of %(name)s."), to="circle")
    return ask(request, "people/end_relationship.html", one.person, form, one=one)
