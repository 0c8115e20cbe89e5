"""The statement as a page shows it: its words, its picture, days to choose from, ways to take it along."""

from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from budgets import rule_sheet, statement_account
from budgets import statement as statements
from budgets.models import BudgetStatus
from ipc.kernel import charts
from ipc.kernel.dates import in_words
from people import information
from people.models import InformationFormat

PRINTS = (InformationFormat.STANDARD, InformationFormat.LARGE, InformationFormat.EASY_READ)


def statement(budget, form, *, page, args=()) -> dict:
    """Return what the page shows; ``page`` names its address, ``args`` are what that takes."""
    days = form.days
    content = statements.content(budget, days)
    said = statements.words(content)
    asked = urlencode({"first": days.first.isoformat(), "last": days.last.isoformat()})
    return {
        "budget": budget,
        "said": said,
        "split": charts.funder_split(
            name="whose",
            title=str(said["title"]),
            amounts={one["funder"]: Decimal(one["weekly"]) for one in content["funders"]},
        ),
        "form": form,
        "presets": _presets(budget, page, args),
        "files": _files(page, args, asked),
        "sheet": rule_sheet.sheet(budget),
        "not_in": information.not_in_print(budget.person),
    }


def _presets(budget, page, args):
    choices = (
        (_("This year"), statement_account.this_year(budget)),
        (_("The last four weeks"), statement_account.last_four_weeks()),
    )
    return [
        {
            "label": label,
            "url": f"{reverse(page, args=args)}?"
            + urlencode({"first": days.first.isoformat(), "last": days.last.isoformat()}),
        }
        for label, days in choices
        if days.first <= days.last
    ]


def _files(page, args, asked):
    pdf, sheet = reverse(f"{page}_pdf", args=args), reverse(f"{page}_csv", args=args)
    prints = [
        {"label": label, "url": f"{pdf}?{asked}&print={print_.value}"}
        for print_, label in zip(
            PRINTS, (_("PDF"), _("PDF in large print"), _("PDF in Easy Read")), strict=True
        )
    ]
    return [*prints, {"label": _("File for a spreadsheet (CSV)"), "url": f"{sheet}?{asked}"}]


def earlier(budgets) -> list[dict]:
    """Return the budgets of before, each with its days and its own statement."""
    ended = budgets.filter(status=BudgetStatus.ENDED).exclude(starts_on=None).order_by("-starts_on")
    return [
        {
            "label": _("From %(first)s to %(last)s")
            % {"first": in_words(one.starts_on), "last": in_words(one.ends_on or one.ended_at)},
            "url": reverse("statement", args=[one.public_id]),
        }
        for one in ended[:10]
    ]
