"""What money a site may bring together: read by everybody, asked by strangers, written by its team."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from budgets import offering_money
from budgets.acts import Act
from budgets.forms.offer import GuideForm, StatementForm
from budgets.models import StatementOfResources, StatementStatus
from budgets.pages import offer as pages
from ipc.kernel import access
from people.forms import FactsForm
from people.models import Site

page = require_http_methods(["GET", "POST"])


@require_safe
@login_not_required
def resources(request, slug):
    """Show what holds for everybody in a site, and lead to the groups and to every earlier version."""
    site = get_object_or_404(Site, slug=slug)
    return _published(request, site, offering_money.published(site))


@require_safe
@login_not_required
def resources_version(request, slug, statement_id):
    site = get_object_or_404(Site, slug=slug)
    return _published(request, site, get_object_or_404(offering_money.kept(site), public_id=statement_id))


def _published(request, site, shown):
    kept = list(offering_money.kept(site).select_related("site"))
    context = {
        "site": site,
        "shown": shown and pages.statement(shown),
        "versions": pages.versions(kept, shown),
        "is_easy": request.GET.get("format") == pages.EASY,
    }
    return render(request, "budgets/resources.html", context)


@never_cache
@page
@login_not_required
def can_i_get_one(request, slug):
    """Answer a stranger's few answers on the spot; nothing of them is kept, and no address holds them."""
    site = get_object_or_404(Site, slug=slug)
    form = GuideForm(request.POST if request.method == "POST" else None, site=site)
    answered = None
    if form.is_valid():
        answered = pages.answered(site, form.cleaned_data, offering_money.published(site))
    return render(request, "budgets/can_i_get_one.html", {"site": site, "form": form, "answered": answered})


@require_safe
@access.requires(Act.SEE_OFFER)
def offer(request):
    """List what the site wrote: the drafts first, then what holds, then what is over."""
    seen = StatementOfResources.objects.visible_to(request.user).select_related("site")
    seen = seen.order_by("published_at", "-pk")
    drafts = [one for one in seen if one.status == StatementStatus.DRAFT]
    shown = [one for one in reversed(seen) if one.status != StatementStatus.DRAFT]
    rows = pages.rows([*drafts, *sorted(shown, key=lambda one: one.status == StatementStatus.REPLACED)])
    return render(request, "budgets/offer.html", {"rows": rows})


@page
@access.requires(Act.WRITE_OFFER)
def begin_offer(request):
    form = StatementForm(request.POST or None)
    site = get_object_or_404(Site, pk=request.user.hat.site_id)
    if form.is_valid():
        made = form.carry_out(
            request.user,
            Act.WRITE_OFFER,
            lambda: offering_money.begin(site, by=request.user, **form.facts()),
        )
        if made:
            return redirect("write_offer", made)
    return render(request, "budgets/write_offer.html", {"form": form})


@page
@access.requires(Act.WRITE_OFFER, StatementOfResources)
def write_offer(request, statement):
    """Change a draft. From what is published, the next draft is begun with the same words."""
    draft = offering_money.draft(statement.site, statement.group)
    if draft is not None and draft != statement:
        return redirect("write_offer", draft.public_id)
    written = {part: getattr(statement, part) for part in offering_money.PARTS}
    form = StatementForm(request.POST or None, initial=written, is_begun=True)
    if form.is_valid():
        made = form.carry_out(
            request.user,
            Act.WRITE_OFFER,
            lambda: offering_money.write(
                statement.site, by=request.user, group=statement.group, **form.facts()
            ),
            about=statement,
        )
        if made:
            messages.success(request, _("The draft is saved. Read it through, then publish it."))
            return redirect("publish_offer", made)
    return render(request, "budgets/write_offer.html", {"form": form, "for": pages.for_whom(statement)})


@page
@access.requires(Act.WRITE_OFFER, StatementOfResources)
def publish_offer(request, statement):
    """Show a draft as everybody will read it; publish it."""
    form = FactsForm(request.POST or None)
    if form.is_valid() and form.carry_out(
        request.user,
        Act.WRITE_OFFER,
        lambda: offering_money.publish(statement, by=request.user),
        about=statement,
    ):
        messages.success(request, _("It is published. Everybody can read it now."))
        return redirect("offer")
    shown = {"shown": pages.statement(statement), "statement": statement}
    if statement.status != StatementStatus.DRAFT and request.method == "GET":
        raise Http404
    return render(request, "budgets/publish_offer.html", {**shown, "form": form})
