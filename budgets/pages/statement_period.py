"""My money over time, as a page shows it: its words, days to choose from, ways to take it along."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from budgets import statement_account, statement_period
from budgets.models import Budget
from people.models import InformationFormat


def budgets_of(person, user):
    """Return the budgets of ``person`` that ever held money, as ``user`` may see them."""
    seen = Budget.objects.visible_to(user).filter(person=person)
    return list(seen.exclude(opened_at=None).order_by("pk"))


def page(person, budgets, form) -> dict:
    asked = _asked(form.days)
    return {
        "person": person,
        "form": form,
        "has_money": bool(budgets),
        "said": statement_period.words(person, budgets, form.days),
        "presets": _presets(budgets),
        "files": _files(asked),
    }


def _asked(days):
    return urlencode({"first": days.first.isoformat(), "last": days.last.isoformat()})


def _presets(budgets):
    choices = [
        (_("From the beginning"), statement_period.usual(budgets)),
        (_("The last four weeks"), statement_account.last_four_weeks()),
    ]
    return [
        {"label": label, "url": f"{reverse('my_statement_period')}?{_asked(days)}"} for label, days in choices
    ]


def _files(asked):
    pdf, sheet = reverse("my_statement_period_pdf"), reverse("my_statement_period_csv")
    return [
        {"label": _("PDF"), "url": f"{pdf}?{asked}"},
        {"label": _("PDF in large print"), "url": f"{pdf}?{asked}&print={InformationFormat.LARGE.value}"},
        {"label": _("File for a spreadsheet (CSV)"), "url": f"{sheet}?{asked}"},
    ]
