"""A person's money over any days and all their budgets: as a page, as a PDF and for a spreadsheet."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from budgets import statement_csv, statement_period
from budgets.acts import Act
from budgets.forms.statement import PeriodForm
from budgets.models import Budget
from budgets.pages import statement_period as pages
from people import portal
from people.models import InformationFormat


def _asked(request, budgets):
    """Return the form with the days asked for, looked at; days that make no sense leave the usual ones."""
    form = PeriodForm(request.GET, usual=statement_period.usual(budgets))
    form.is_valid()
    return form


@require_safe
@portal.my(Act.TAKE_STATEMENT, Budget)
def my_statement_period(request, person):
    budgets = pages.budgets_of(person, request.user)
    shown = pages.page(person, budgets, _asked(request, budgets))
    return render(request, "budgets/my_statement_period.html", shown)


@require_safe
@portal.my(Act.TAKE_STATEMENT, Budget)
def my_statement_period_pdf(request, person):
    budgets = pages.budgets_of(person, request.user)
    said = statement_period.words(person, budgets, _asked(request, budgets).days)
    is_large = request.GET.get("print") == InformationFormat.LARGE
    pdf = statement_period.pdf(said, InformationFormat.LARGE if is_large else InformationFormat.STANDARD)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="my-money.pdf"'
    return answer


@require_safe
@portal.my(Act.TAKE_STATEMENT, Budget)
def my_statement_period_csv(request, person):
    budgets = pages.budgets_of(person, request.user)
    sheet = statement_csv.file_of(budgets, _asked(request, budgets).days)
    # A spreadsheet knows by the mark at the beginning how the letters are written.
    answer = HttpResponse("\ufeff" + sheet, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="my-money.csv"'
    return answer
