"""What a person shares and shared, links and the evaluation, as colleagues write it down."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access, audit
from people import evaluation, forms, links, rules, shared
from people.acts import Act
from people.banner import banner_for
from people.models import Consent, Figure, Person, ShareLink
from people.views.frame import ask, done, page


@require_safe
@access.requires(Act.SEE_PERSON, Person, by=Consent)
def consents(request, person):
    """Show what the person shares now, and everything they shared before."""
    audit.read(Act.SEE_PERSON, person, by=request.user)
    now, before = shared.consents(request.user, person)
    live, over = shared.links(request.user, person)
    shown = {"shared": now, "before": before, "links": live, "links_before": over}
    may_change = access.may(Act.RECORD_CONSENT, request.user)
    above = {"person": person, "banner": banner_for(request.user, person), "may_change": may_change}
    return render(request, "people/consents.html", {**above, **shown})


@page
@access.requires(Act.RECORD_CONSENT, Person)
def record_evaluation(request, person):
    form = forms.EvaluationForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RECORD_CONSENT,
        lambda: evaluation.answer(person, by=request.user, **form.facts()),
        about=person,
    ):
        return done(request, person, _("We wrote down what %(name)s said about the evaluation."))
    given = shared.evaluation(request.user, person)
    return ask(request, "people/record_evaluation.html", person, form, given=given)


@page
@access.requires(Act.SHARE_BY_LINK, Person)
def share_by_link(request, person):
    """Make a link for the person; the page that follows shows the three words, this once."""
    most = rules.value(Figure.LINK_DAYS, site_id=person.site_id)
    form = forms.LinkForThemForm(forms.posted(request), most=most)
    made = form.is_valid() and form.carry_out(
        request.user,
        Act.SHARE_BY_LINK,
        lambda: links.make(person, by=request.user, **form.facts()),
        about=person,
    )
    if made:
        link = access.find(ShareLink, Act.SEE_PERSON, request.user, made)
        told = {"link": link, "words": links.words_of(link)}
        return ask(request, "people/share_by_link_made.html", person, None, **told)
    return ask(request, "people/share_by_link.html", person, form)


@page
@access.requires(Act.WITHDRAW_LINK, ShareLink)
def withdraw_link(request, link):
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.WITHDRAW_LINK, lambda: links.withdraw(link, by=request.user), about=link
    ):
        return done(request, link.person, _("The link of %(name)s opens nothing any more."))
    return ask(request, "people/withdraw_link.html", link.person, form, link=link)
