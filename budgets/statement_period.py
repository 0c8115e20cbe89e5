"""One account over any days, of all budgets somebody had: what came in, went out, is left, by whose money.

Taken from the ledger as the statement of one budget is: what was carried from one year to the next comes and
goes within it, so that nothing is counted twice.
"""

from django.utils.translation import gettext as _

from budgets import statement, statement_account, statement_account_words, statement_spent
from budgets.statement_tables import day_in_words
from ipc.kernel import typesetting
from ipc.kernel.dates import today
from people.models import InformationFormat


def usual(budgets) -> statement_account.Period:
    """Return the days from the first of the budgets up to today."""
    first = min((one.starts_on for one in budgets if one.starts_on), default=today())
    return statement_account.Period(min(first, today()), today())


def words(person, budgets, days) -> dict:
    """Return what the page and the PDF say: three queries, however many budgets there were."""
    pots = statement_account.account_of(budgets, days)
    account = statement.account_in_text(pots, days)
    sections = statement_account_words.sections(
        {
            "account": account,
            "spent_on": statement_spent.by_line_of(budgets, days),
            "put_right": statement_spent.put_right_of(budgets, days),
        }
    )
    return {
        "title": _("My money over time"),
        "person": person.name,
        "period": statement_account_words.period_in_words(account),
        "sentences": [] if sections else [_("No money moved in these days, and there was none before.")],
        "sections": sections,
        "date": _("This statement is of %(day)s.") % {"day": day_in_words(today().isoformat())},
        "reference": "",
    }


def pdf(said, print_=InformationFormat.STANDARD) -> bytes:
    """Return it as a tagged PDF, in standard or large print."""
    common = {
        "size": statement.SIZES.get(print_, typesetting.STANDARD_PRINT),
        "programme": _("Integrated Personal Commissioning"),
        "page": _("Page"),
    }
    shown = {**said, "sentences": [said["period"], *said["sentences"]], "reference": said["date"]}
    return typesetting.pdf("statement", {**common, **shown})
