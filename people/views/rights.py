"""Why somebody gets support, and what that gives them."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access, audit
from ipc.kernel.dates import in_words
from people import portal
from people import rights as told
from people.acts import Act
from people.banner import banner_for
from people.forms.details import BasisForm, EndBasisForm
from people.forms.frame import posted
from people.models import LegalBasis, Person
from people.views.frame import ask, done, page


@require_safe
@access.requires(Act.SEE_PERSON, Person, by=LegalBasis)
def rights(request, person):
    """Show what the right to support rests on, what each gives, and what is over."""
    audit.read(Act.SEE_PERSON, person, by=request.user)
    seen = LegalBasis.objects.visible_to(request.user)
    return render(
        request,
        "people/rights.html",
        {
            "person": person,
            "banner": banner_for(request.user, person),
            "may_record": access.may(Act.RECORD_BASIS, request.user),
            **_told(person, seen),
        },
    )


@require_safe
@portal.my(Act.SEE_PERSON, LegalBasis)
def my_rights(request, person):
    seen = LegalBasis.objects.visible_to(request.user)
    return render(request, "people/my_rights.html", {"person": person, **_told(person, seen)})


def _told(person, seen):
    """Return the bases in force and what each gives, and those that are not in force (any more or yet)."""
    given = told.of(person, among=seen)
    in_force = {one.basis.pk for one in given}
    rest = seen.filter(person=person).exclude(pk__in=in_force).select_related("decided_by_body")
    return {"given": [_shown(one) for one in given], "over": [_over(one) for one in rest]}


def _shown(one):
    basis = one.basis
    return {
        "public_id": basis.public_id,
        "name": basis.get_basis_display(),
        "body": str(basis.decided_by_body),
        "since": in_words(basis.starts_on),
        "until": in_words(one.until),
        "may_end": basis.ends_on is None,
        "evidence": basis.evidence,
        "right": one.right.label,
        "right_since": in_words(one.right_since),
        "source": one.source,
        "means": one.means,
        "gives": one.gives,
    }


def _over(basis):
    return {
        "name": basis.get_basis_display(),
        "body": str(basis.decided_by_body),
        "since": in_words(basis.starts_on),
        "until": in_words(basis.ends_on),
    }


@page
@access.requires(Act.RECORD_BASIS, Person)
def record_basis(request, person):
    form = BasisForm(posted(request), person=person)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RECORD_BASIS,
        lambda: told.record(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("It is written down why %(name)s gets support."), to="rights")
    return ask(request, "people/record_basis.html", person, form)


@page
@access.requires(Act.END_BASIS, LegalBasis)
def end_basis(request, basis):
    form = EndBasisForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.END_BASIS, lambda: told.end(basis, by=request.user, **form.facts()), about=basis
    ):
        return done(request, basis.person, _("The end is written down."), to="rights")
    shown = {"name": basis.get_basis_display(), "since": in_words(basis.starts_on)}
    return ask(request, "people/end_basis.html", basis.person, form, basis=shown)
