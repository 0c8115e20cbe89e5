"""The statement: as a page and as a PDF, for the person and for staff."""

from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from budgets import statement as statements
from budgets.acts import Act
from budgets.models import Budget
from ipc.kernel import access, audit, charts
from people import information, portal


def _shown(request, budget, template, **more):
    content = statements.content(budget)
    amounts = {one["funder"]: Decimal(one["weekly"]) for one in content["funders"]}
    split = charts.funder_split(name="whose", title=str(statements.words(content)["title"]), amounts=amounts)
    shown = {"said": statements.words(content), "split": split, "budget": budget, **more}
    return render(request, template, {**shown, "not_in": information.not_in_print(budget.person)})


def _as_pdf(budget):
    answer = HttpResponse(statements.letter(budget), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="statement.pdf"'
    return answer


def _own(request, person):
    return get_object_or_404(Budget.objects.visible_to(request.user).in_use(), person=person)


@require_safe
@portal.my(Act.TAKE_STATEMENT, Budget)
def my_statement(request, person):
    return _shown(request, _own(request, person), "budgets/my_statement.html", person=person)


@require_safe
@portal.my(Act.TAKE_STATEMENT, Budget)
def my_statement_pdf(request, person):
    return _as_pdf(_own(request, person))


@require_safe
@access.requires(Act.TAKE_STATEMENT, Budget)
def statement(request, budget):
    audit.read(Act.TAKE_STATEMENT, budget, by=request.user)
    return _shown(request, budget, "budgets/statement.html")


@require_safe
@access.requires(Act.TAKE_STATEMENT, Budget)
def statement_pdf(request, budget):
    audit.read(Act.TAKE_STATEMENT, budget, by=request.user)
    return _as_pdf(budget)
