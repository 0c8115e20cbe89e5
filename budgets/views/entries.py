"""The books, from a month down to a pound: what moved, the story of a posting, closing a month."""

from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgets import periods, tracing
from budgets.acts import Act
from budgets.forms.ledger import CloseMonthForm, EntriesForm
from budgets.models import Budget, Posting
from budgets.pages import books as book_pages
from budgets.pages import entries as pages
from budgets.views.frame import show
from ipc.kernel import access
from ipc.kernel.errors import RuleBroken
from ipc.kernel.paging import page_after
from people.models import Role, Site

ELSEWHERE = {Role.PERSON: "my_money", Role.HOLDER: "held_budgets"}


@require_safe
@access.requires(Act.SEE_BUDGET, Budget)
def entries(request, budget):
    """List what moved in a budget, the newest first."""
    if elsewhere := ELSEWHERE.get(request.user.hat.role):
        return redirect(elsewhere)
    form = EntriesForm(request.GET, months=tracing.months(budget, request.user))
    found = pages.for_list(tracing.postings(budget, request.user, **form.asked))
    found = found.annotate(newest=-F("pk"))
    rows, token = page_after(found, request.GET.get("after"), fields=("newest",))
    shown = {
        "budget": budget,
        "form": form,
        "header": pages.header(budget),
        "rows": [pages.row(one) for one in rows],
        "more": pages.more(form.cleaned_data, token),
        "may_record_cost": access.may(Act.RECORD_COST, request.user),
    }
    return show(request, "budgets/entries.html", Act.SEE_BUDGET, budget, budget.person, **shown)


@require_safe
@access.requires(Act.SEE_BUDGET, Posting)
def posting(request, posting):
    """Tell the story of one posting: where its pounds came from, and where they went."""
    if elsewhere := ELSEWHERE.get(request.user.hat.role):
        return redirect(elsewhere)
    told = pages.told(tracing.story(posting), request.user)
    return show(request, "budgets/posting.html", Act.SEE_BUDGET, posting, posting.person, **told)


@require_safe
@access.requires(Act.SEE_BOOKS)
def books(request):
    """Show the months of the site's books: nobody's name is in them."""
    shown = book_pages.books(request.user, request.GET.get("month", ""))
    may_close = access.may(Act.CLOSE_PERIOD, request.user)
    return render(request, "budgets/books.html", {**shown, "may_close": may_close})


@require_http_methods(["GET", "POST"])
@access.requires(Act.CLOSE_PERIOD)
def close_month(request):
    site = get_object_or_404(Site, pk=request.user.hat.site_id)
    months = periods.open_months(request.user)
    form = CloseMonthForm(request.POST if request.method == "POST" else None, months=months)
    if form.is_valid():
        try:
            periods.close(site, through=form.cleaned_data["month"], by=request.user)
        except RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            messages.success(request, _("The month is closed. Nothing can be posted in it any more."))
            return redirect("books")
    return render(request, "budgets/close_month.html", {"form": form, "months": months})
