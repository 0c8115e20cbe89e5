"""The circle of support, as colleagues keep it."""

from django.utils.translation import gettext as _

from ipc.kernel import access
from people import circle, forms
from people.acts import Act
from people.models import Person
from people.views.frame import ask, done, page


@page
@access.requires(Act.ADD_RELATIONSHIP, Person)
def add_relationship(request, person):
    form = forms.CircleForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.ADD_RELATIONSHIP,
        lambda: circle.add(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("The circle of support of %(name)s has grown."))
    return ask(request, "people/add_relationship.html", person, form)
