"""What a person agreed to share, and inviting people to sign in, as colleagues write it down."""

from django.utils.translation import gettext as _

from ipc.kernel import access
from people import consent, forms, invitations, rules
from people.acts import Act
from people.models import Consent, Figure, Organisation, Person
from people.views.frame import ask, done, page


@page
@access.requires(Act.RECORD_CONSENT, Person)
def record_consent(request, person):
    form = forms.ConsentForm(
        forms.posted(request),
        relationships=list(person.relationships.live()),
        organisations=list(Organisation.objects.filter(site_id=person.site_id)),
    )
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RECORD_CONSENT,
        lambda: consent.record(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("We wrote down what %(name)s agreed to share."))
    return ask(request, "people/record_consent.html", person, form)


@page
@access.requires(Act.WITHDRAW_CONSENT, Consent)
def withdraw_consent(request, given):
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.WITHDRAW_CONSENT, lambda: consent.withdraw(given, by=request.user), about=given
    ):
        return done(request, given.person, _("%(name)s no longer shares this."))
    return ask(request, "people/withdraw_consent.html", given.person, form, given=given)


@page
@access.requires(Act.INVITE, Person)
def invite(request, person):
    circle_of_support = list(person.relationships.contactable().filter(user=None))
    form = forms.InviteForm(forms.posted(request), person=person, relationships=circle_of_support)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.INVITE,
        lambda: invitations.invite(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("The invitation is on its way."))
    days = rules.value(Figure.INVITATION_DAYS, site_id=person.site_id)
    return ask(request, "people/invite.html", person, form, days=days)
