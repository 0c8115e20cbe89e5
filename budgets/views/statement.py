"""The statement for any days: as a page, as a PDF and for a spreadsheet; for the person and for staff."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from budgets import statement as statements
from budgets import statement_account
from budgets import statement_csv as sheets
from budgets.acts import Act
from budgets.forms.statement import PeriodForm
from budgets.models import Budget
from budgets.pages import statement as pages
from ipc.kernel import access, audit
from people import portal


def _asked(request, budget):
    """Return the form with the days asked for, looked at; days that make no sense leave the usual ones."""
    form = PeriodForm(request.GET, usual=statement_account.this_year(budget))
    form.is_valid()
    return form


def _as_pdf(request, budget):
    asked_for = request.GET.get("print")
    print_ = asked_for if asked_for in pages.PRINTS else None
    pdf = statements.letter(budget, _asked(request, budget).days, print_)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="statement.pdf"'
    return answer


def _as_csv(request, budget):
    sheet = sheets.file(budget, _asked(request, budget).days)
    # A spreadsheet knows by the mark at the beginning how the letters are written.
    answer = HttpResponse("\ufeff" + sheet, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="statement.csv"'
    return answer


def _own(request, person):
    return get_object_or_404(Budget.objects.visible_to(request.user).in_use(), person=person)


@require_safe
@portal.my(Act.TAKE_STATEMENT, Budget)
def my_statement(request, person):
    budget = _own(request, person)
    shown = pages.statement(budget, _asked(request, budget), page="my_statement")
    before = pages.earlier(Budget.objects.visible_to(request.user).filter(person=person))
    return render(request, "budgets/my_statement.html", {**shown, "person": person, "earlier": before})


@require_safe
@portal.my(Act.TAKE_STATEMENT, Budget)
def my_statement_pdf(request, person):
    return _as_pdf(request, _own(request, person))


@require_safe
@portal.my(Act.TAKE_STATEMENT, Budget)
def my_statement_csv(request, person):
    return _as_csv(request, _own(request, person))


@require_safe
@access.requires(Act.TAKE_STATEMENT, Budget)
def statement(request, budget):
    audit.read(Act.TAKE_STATEMENT, budget, by=request.user)
    shown = pages.statement(budget, _asked(request, budget), page="statement", args=[budget.public_id])
    return render(request, "budgets/statement.html", shown)


@require_safe
@access.requires(Act.TAKE_STATEMENT, Budget)
def statement_pdf(request, budget):
    audit.read(Act.TAKE_STATEMENT, budget, by=request.user)
    return _as_pdf(request, budget)


@require_safe
@access.requires(Act.TAKE_STATEMENT, Budget)
def statement_csv(request, budget):
    audit.read(Act.TAKE_STATEMENT, budget, by=request.user)
    return _as_csv(request, budget)
