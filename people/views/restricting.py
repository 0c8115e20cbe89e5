"""Records that few may open: who they are, and changing it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access
from people import forms, restricting
from people.acts import Act
from people.models import Person, Restriction, RestrictionReader, Role
from people.views.frame import ask, done, page


@page
@access.requires(Act.RESTRICT, Person)
def restrict(request, person):
    form = forms.RestrictForm(forms.posted(request), roles=restricting.colleagues(person), by=request.user)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RESTRICT,
        lambda: restricting.restrict(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("From now on only a few may open the record of %(name)s."))
    return ask(request, "people/restrict.html", person, form)


@require_safe
@access.requires(Act.SEE_RESTRICTION, Person, by=Restriction)
def restriction(request, person):
    """Tell who may open the record of a person."""
    kept = Restriction.objects.visible_to(request.user).filter(person=person, lifted_at=None)
    kept = kept.select_related("set_by").first()
    readers = kept.readers.select_related("user").order_by("user__name") if kept else []
    is_manager = request.user.hat.role == Role.MANAGER
    return ask(
        request, "people/restriction.html", person, None, kept=kept, readers=readers, is_manager=is_manager
    )


@page
@access.requires(Act.RESTRICT, Restriction)
def name_reader(request, kept):
    named = set(kept.readers.values_list("user_id", flat=True))
    roles = [role for role in restricting.colleagues(kept.person) if role.user_id not in named]
    form = forms.NameReaderForm(forms.posted(request), roles=roles)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RESTRICT,
        lambda: restricting.name_reader(kept, by=request.user, **form.facts()),
        about=kept,
    ):
        return _changed(request, kept, _("One more colleague may open the record."))
    return ask(request, "people/name_reader.html", kept.person, form, is_anybody_left=bool(roles))


@page
@access.requires(Act.RESTRICT, RestrictionReader)
def drop_reader(request, reader):
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RESTRICT,
        lambda: restricting.drop_reader(reader.restriction, user=reader.user, by=request.user),
        about=reader,
    ):
        if reader.user_id == request.user.pk:
            messages.success(request, _("You may not open this record any more."))
            return redirect("home")
        return _changed(request, reader.restriction, _("This colleague may not open the record any more."))
    return ask(request, "people/drop_reader.html", reader.person, form, reader=reader)


@page
@access.requires(Act.LIFT_RESTRICTION, Restriction)
def lift_restriction(request, kept):
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.LIFT_RESTRICTION, lambda: restricting.lift(kept, by=request.user), about=kept
    ):
        return done(request, kept.person, _("The whole team may open the record of %(name)s again."))
    return ask(request, "people/lift_restriction.html", kept.person, form, kept=kept)


def _changed(request, kept, message):
    messages.success(request, message)
    return redirect("restriction", kept.person.public_id)
