"""Who may act for a person, as colleagues write it down, stop it and agree to it."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access, dates
from people import acting_for, authority, forms, grounds, nomination
from people.acts import Act
from people.models import Authority, AuthorityKind, CapacityAssessment, Outcome, Person, Relationship
from people.views.frame import ask, done, page


@require_safe
@access.requires(Act.SEE_CASELOAD, Person)
def authorities(request, person):
    """Show who may act for the person, by what right, and what each may and may not do."""
    found = Authority.objects.visible_to(request.user).filter(person=person).select_related("holder")
    standing = [told(one) for one in found.standing().order_by("pk")]
    over = [told(one) for one in found.exclude(pk__in=found.standing().values("pk")).order_by("-pk")]
    return ask(
        request,
        "people/authorities.html",
        person,
        None,
        standing=standing,
        over=over,
        may_record=access.may(Act.RECORD_AUTHORITY, request.user),
        may_agree=access.may(Act.AGREE_NOMINEE, request.user),
    )


def told(one):
    """Return what the pages tell of a right to act."""
    label, colour = acting_for.state(one)
    return {
        "public_id": one.public_id,
        "holder": one.holder.name,
        "name": acting_for.name(one),
        "may": acting_for.may(one),
        "may_not": acting_for.may_not(one),
        "label": label,
        "colour": colour,
        "why": one.why_suspended,
        "evidence": f"{one.evidence} · {one.reference}" if one.reference else one.evidence,
        "since": dates.in_words(one.starts_on),
        "until": dates.in_words(one.withdrawn_at or one.ends_on),
        "is_stopped": bool(one.suspended_at),
        "waits_for_body": bool(one.accepted_at and not one.agreed_at),
        "waits_for_nominee": one.kind == AuthorityKind.NOMINEE and not one.accepted_at,
    }


@page
@access.requires(Act.RECORD_AUTHORITY, Person)
def record_authority(request, person):
    around = Relationship.objects.visible_to(request.user).contactable().filter(person=person)
    signing_in = list(around.filter(user__isnull=False).select_related("user"))
    form = forms.AuthorityForm(
        forms.posted(request), circle=signing_in, assessments=_assessments(request.user, person)
    )
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RECORD_AUTHORITY,
        lambda: authority.record(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("We wrote down who acts for %(name)s."), to="authorities")
    return ask(request, "people/record_authority.html", person, form, has_somebody=bool(signing_in))


def _assessments(user, person):
    """Return those that say today that the person cannot decide one thing."""
    return list(
        CapacityAssessment.objects.visible_to(user).live().filter(person=person, outcome=Outcome.CANNOT)
    )


@page
@access.requires(Act.SUSPEND_AUTHORITY, Authority)
def suspend_authority(request, one):
    form = forms.WhyForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.SUSPEND_AUTHORITY,
        lambda: authority.suspend(one, by=request.user, **form.facts()),
        about=one,
    ):
        return done(request, one.person, _("They do not act for %(name)s for now."), to="authorities")
    return ask(request, "people/suspend_authority.html", one.person, form, one=told(one))


@page
@access.requires(Act.RESUME_AUTHORITY, Authority)
def resume_authority(request, one):
    form = forms.ResumeForm(forms.posted(request), assessments=_assessments(request.user, one.person))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RESUME_AUTHORITY,
        lambda: authority.resume(one, by=request.user, **form.facts()),
        about=one,
    ):
        return done(request, one.person, _("They act for %(name)s again."), to="authorities")
    return ask(request, "people/resume_authority.html", one.person, form, one=told(one))


@page
@access.requires(Act.WITHDRAW_AUTHORITY, Authority)
def withdraw_authority(request, one):
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.WITHDRAW_AUTHORITY, lambda: authority.withdraw(one, by=request.user), about=one
    ):
        return done(request, one.person, _("They no longer act for %(name)s."), to="authorities")
    return ask(request, "people/withdraw_authority.html", one.person, form, one=told(one))


@page
@access.requires(Act.AGREE_NOMINEE, Authority)
def agree_nominee(request, one):
    near = Relationship.objects.visible_to(request.user).live().filter(person=one.person, user=one.holder_id)
    relationship = near.with_ways_to_reach().first()
    needs_check = relationship is None or grounds.needs_check(relationship)
    form = forms.AgreeNomineeForm(forms.posted(request), needs_check=needs_check)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.AGREE_NOMINEE,
        lambda: nomination.agree(one, by=request.user, **form.facts()),
        about=one,
    ):
        return done(request, one.person, _("The nominee of %(name)s is agreed to."), to="authorities")
    return ask(
        request,
        "people/agree_nominee.html",
        one.person,
        form,
        one=told(one),
        relationship=relationship,
        needs_check=needs_check,
    )
