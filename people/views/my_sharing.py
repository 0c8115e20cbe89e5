"""What I share: now and before, with whom next, through a link, and with the evaluation."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access
from people import consent, evaluation, forms, links, portal, rules, shared
from people.acts import Act
from people.models import Consent, Figure, Organisation, Relationship, ShareLink
from people.views.frame import page


@require_safe
@portal.my(Act.WITHDRAW_CONSENT, Consent)
def my_sharing(request, person):
    now, before = shared.consents(request.user, person)
    live, over = shared.links(request.user, person)
    return render(
        request,
        "people/my_sharing.html",
        {
            "evaluation": next((one for one in now if one["is_evaluation"]), None),
            "shared": [one for one in now if not one["is_evaluation"]],
            "before": before,
            "links": live,
            "links_before": over,
        },
    )


@page
@portal.my(Act.RECORD_CONSENT)
def my_share(request, person):
    form = forms.MyShareForm(
        forms.posted(request),
        relationships=list(Relationship.objects.visible_to(request.user).live().filter(person=person)),
        organisations=list(Organisation.objects.filter(site_id=person.site_id)),
    )
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RECORD_CONSENT,
        lambda: consent.record(person, by=request.user, **form.facts()),
        about=person,
    ):
        messages.success(request, _("It is shared from now on. You can stop at any time."))
        return redirect("my_sharing")
    return render(request, "people/my_share.html", {"form": form})


@page
@portal.my(Act.SHARE_BY_LINK)
def my_link(request, person):
    """Make a link; the page that follows shows the three words, this once."""
    form = forms.LinkForm(forms.posted(request), most=rules.value(Figure.LINK_DAYS, site_id=person.site_id))
    made = form.is_valid() and form.carry_out(
        request.user,
        Act.SHARE_BY_LINK,
        lambda: links.make(person, by=request.user, **form.facts()),
        about=person,
    )
    if made:
        link = access.find(ShareLink, Act.SEE_PERSON, request.user, made)
        return render(request, "people/my_link_made.html", {"link": link, "words": links.words_of(link)})
    return render(request, "people/my_link.html", {"form": form})


@page
@portal.my(Act.WITHDRAW_LINK, ShareLink)
def my_withdraw_link(request, person, link_id):
    link = access.find(ShareLink, Act.WITHDRAW_LINK, request.user, link_id)
    form = forms.FactsForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user, Act.WITHDRAW_LINK, lambda: links.withdraw(link, by=request.user), about=link
    ):
        messages.success(request, _("The link for %(name)s opens nothing any more.") % {"name": link.reader})
        return redirect("my_sharing")
    return render(request, "people/my_withdraw_link.html", {"form": form, "link": link})


@page
@portal.my(Act.RECORD_CONSENT)
def my_evaluation(request, person):
    form = forms.MyEvaluationForm(forms.posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.RECORD_CONSENT,
        lambda: evaluation.answer(person, by=request.user, **form.facts()),
        about=person,
    ):
        messages.success(request, _("Thank you. We wrote down your answer."))
        return redirect("my_sharing")
    given = shared.evaluation(request.user, person)
    return render(request, "people/my_evaluation.html", {"form": form, "given": given})
