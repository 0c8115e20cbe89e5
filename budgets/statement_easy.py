"""The statement in Easy Read: one idea a line, a drawing for each, no hard words; the same numbers."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets.models import Frequency, ManagementOption
from budgets.statement_tables import day_in_words, in_pounds
from careplans import pictures
from careplans.easy_lines import line
from careplans.models import LineKind
from people.models import Funder

GIVES = {
    Funder.NHS: gettext_lazy("The NHS gives %(amount)s a week."),
    Funder.COUNCIL: gettext_lazy("The council gives %(amount)s a week."),
    Funder.EDUCATION: gettext_lazy("The education service gives %(amount)s a week."),
    Funder.PERSON: gettext_lazy("You pay %(amount)s a week."),
}
GIVES_ONCE = {
    Funder.NHS: gettext_lazy("The NHS gives %(amount)s one time."),
    Funder.COUNCIL: gettext_lazy("The council gives %(amount)s one time."),
    Funder.EDUCATION: gettext_lazy("The education service gives %(amount)s one time."),
    Funder.PERSON: gettext_lazy("You pay %(amount)s one time."),
}
WHO_DRAWN = {
    Funder.NHS: "heartbeat",
    Funder.COUNCIL: "house",
    Funder.EDUCATION: "school",
    Funder.PERSON: "person",
}
MANAGED = {
    ManagementOption.DIRECT_PAYMENT: ("card", gettext_lazy("The money is paid to you. You buy the support.")),
    ManagementOption.NOTIONAL: ("people", gettext_lazy("You choose. The NHS or the council buys it.")),
    ManagementOption.THIRD_PARTY: ("hand", gettext_lazy("You choose. %(holder)s looks after the money.")),
}


def sections(content) -> list[dict]:
    """Return ``[{"heading", "lines"}]``; each line has a drawing and one short sentence.

    Facts without an account tell nothing of one.
    """
    found = [
        (_("Your money"), _whole(content)),
        (_("Who gives it"), _who(content)),
        (_("What it is for"), _what_for(content)),
        (_("Who looks after it"), _managed(content)),
        (_("What you pay"), _own(content)),
        (_("Your account"), _account(content) if "account" in content else []),
        (_("If you do not agree"), _disagree()),
    ]
    return [{"heading": heading, "lines": lines} for heading, lines in found if lines]


def _whole(content):
    paid = content["direct_payment"]
    lines = [line("money", _("You have %(weekly)s a week.") % {"weekly": in_pounds(content["weekly"])})]
    if Decimal(content["once"]):
        once = _("You also have %(once)s. It comes one time.") % {"once": in_pounds(content["once"])}
        lines.append(line("money", once))
    if paid and Decimal(paid["period"]):
        told = _("We pay you %(period)s every %(weeks)s weeks.")
        lines.append(line("calendar", told % {"period": in_pounds(paid["period"]), "weeks": paid["weeks"]}))
    return lines


def _who(content):
    lines = []
    for one in content["funders"]:
        funder = Funder(one["funder"])
        for amount, words in ((one["weekly"], GIVES), (one["once"], GIVES_ONCE)):
            if Decimal(amount):
                said = str(words[funder]) % {"amount": in_pounds(amount)}
                lines.append(line(WHO_DRAWN[funder], said))
    return lines


def _what_for(content):
    lines = []
    for one in content["lines"]:
        told = (
            _("This costs %(amount)s a week:")
            if one["frequency"] == Frequency.WEEKLY
            else _("This costs %(amount)s one time:")
        )
        picture = pictures.for_words(one["words"], LineKind.ACTION)
        lines.append(line(picture, told % {"amount": in_pounds(one["amount"])}, one["words"]))
    return lines


def _managed(content):
    lines = []
    for option, (picture, words) in MANAGED.items():
        of_it = [one for one in content["lines"] if one["option"] == option]
        for holder in dict.fromkeys(one["holder"] for one in of_it):
            named = ", ".join(one["words"] for one in of_it if one["holder"] == holder)
            lines.append(line(picture, str(words) % {"holder": holder} if holder else str(words), named))
    if lines:
        lines.append(line("talk", _("You can ask to change this at any time.")))
    return lines


def _own(content):
    own = content["contribution"]
    lines = [line("heartbeat", _("You never pay for NHS or education support."))]
    if Decimal(own["weekly"]):
        told = _("You pay %(weekly)s a week for council support.") % {"weekly": in_pounds(own["weekly"])}
        return [*lines, line("card", told), line("question", _("Ask the council to explain the sums."))]
    return [*lines, line("tick", _("You pay nothing."))]


def _account(content):
    held = next((pot for pot in content["account"]["pots"] if pot["name"] == "held"), None)
    if held is None:
        return []
    whole, days = held["together"], content["account"]
    said = [
        ("calendar", _("This is from %(first)s to %(last)s.")
         % {"first": day_in_words(days["first"]), "last": day_in_words(days["last"])}),
        ("money", _("There was %(amount)s at the start.") % {"amount": in_pounds(whole["opening"])}),
        ("card", _("%(amount)s came in.") % {"amount": in_pounds(whole["came_in"])}),
        ("shop", _("You spent %(amount)s.") % {"amount": in_pounds(whole["spent"])}),
    ]  # fmt: skip
    for column, words in (
        ("given_back", _("%(amount)s was given back.")),
        ("carried", _("%(amount)s was carried over.")),
        ("put_right", _("%(amount)s was put right.")),
    ):
        if column in whole:
            said.append(("tick", words % {"amount": in_pounds(whole[column])}))
    said.append(("money", _("There is %(amount)s at the end.") % {"amount": in_pounds(whole["closing"])}))
    return [line(picture, words) for picture, words in said]


def _disagree():
    return [
        line("talk", _("Tell your care team.")),
        line("happy", _("It will not count against you.")),
        line("letter", _("They look again. Then they write to you.")),
    ]
