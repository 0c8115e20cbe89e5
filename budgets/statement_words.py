"""What the statement says, in plain words: made once from its facts, printed by the page and the PDF."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budgets import statement_account_words
from budgets.models import Frequency, ManagementOption
from budgets.statement_tables import day_in_words, funder_name, in_pounds, table


def words(content) -> dict:
    """Return the title, the first sentences and the sections (heading, sentences, table) of a statement."""
    return {
        "title": _("My IPC personal budget"),
        "person": content["person"],
        "period": statement_account_words.period_in_words(content["account"]),
        "sentences": opening_sentences(content),
        "sections": [
            *sections(content),
            *_own_extras(content),
            *statement_account_words.sections(content),
            _disagree(),
        ],
        "date": _("This statement is of %(day)s.") % {"day": day_in_words(content["on"])},
        "reference": _("Reference: %(reference)s") % {"reference": content["reference"]},
    }


def agreed_words(facts) -> dict:
    """Return what was agreed about the money in words, without the account and what goes on in it."""
    return {
        "title": _("My IPC personal budget"),
        "person": facts["person"],
        "sentences": opening_sentences(facts),
        "sections": sections(facts),
    }


def sections(facts) -> list[dict]:
    """Return whose money it is, for what, how it is managed and what the person pays."""
    return [_whose(facts), _what_for(facts), _how_managed(facts), _what_you_pay(facts)]


def opening_sentences(content) -> list[str]:
    """Return the numbers in words, the most important first."""
    sentences = []
    paid = content["direct_payment"]
    if paid and Decimal(paid["period"]):
        sentences.append(every_period(paid))
        if Decimal(paid["own_weekly"]) and content["contribution"]["is_paid_into_the_account"]:
            sentences.append(
                _("You put in %(own)s yourself each time.") % {"own": in_pounds(paid["own_period"])}
            )
    if paid and Decimal(paid["once"]):
        sentences.append(
            _("With the first payment you get %(once)s, one time only.") % {"once": in_pounds(paid["once"])}
        )
    sentences.append(
        _("Your whole budget is %(weekly)s a week. That is %(yearly)s in a year of %(weeks)s weeks.")
        % {
            "weekly": in_pounds(content["weekly"]),
            "yearly": in_pounds(content["yearly"]),
            "weeks": content["weeks_in_a_year"],
        }
    )
    if content["starts_on"]:
        sentences.append(_("It starts on %(day)s.") % {"day": day_in_words(content["starts_on"])})
    return sentences


def every_period(paid) -> str:
    """Return ``You have £972.00 every 4 weeks. That is £243 a week.``; to the nearest pound it says about."""
    return ngettext(
        "You have %(period)s every week.",
        "You have %(period)s every %(weeks)s weeks. That is %(weekly)s a week.",
        paid["weeks"],
    ) % {"period": in_pounds(paid["period"]), "weeks": paid["weeks"], "weekly": _round(paid["weekly"])}


def _round(amount):
    exact = Decimal(amount)
    nearest = exact.quantize(Decimal(1))
    text = f"£{nearest:,}"
    return text if nearest == exact else _("about %(amount)s") % {"amount": text}


def _whose(content):
    has_once = any(Decimal(one["once"]) for one in content["funders"])
    heads = [_("Who pays"), _("Every week"), *([_("One time")] if has_once else []), _("In a year")]
    columns = ("weekly", "once", "yearly") if has_once else ("weekly", "yearly")
    return {
        "name": "whose",
        "heading": _("Whose money it is"),
        "sentences": [_("This is how much comes from whom.")],
        "table": table(
            _("Whose money it is"),
            heads,
            [
                [funder_name(one["funder"]), *(in_pounds(one[column]) for column in columns)]
                for one in content["funders"]
            ],
            [_("Together"), *(in_pounds(content[column]) for column in columns)],
        ),
    }


def _what_for(content):
    rows = []
    for line in content["lines"]:
        how_often = _("a week") if line["frequency"] == Frequency.WEEKLY else _("one time")
        shares = [f"{funder_name(funder)} {in_pounds(amount)}" for funder, amount in line["shares"].items()]
        rows.append([line["words"], f"{in_pounds(line['amount'])} {how_often}", ", ".join(shares)])
    return {
        "name": "what_for",
        "heading": _("What the money is for"),
        "sentences": [
            _("Use it for what your plan says, in the way and at the times that suit you."),
            *([_("Each pays only for its own part.")] if len(content["funders"]) > 1 else []),
        ],
        "table": table(
            _("What the money is for"), [_("For"), _("How much"), _("Who pays")], rows, None, numbers=()
        ),
    }


def _how_managed(content):
    lines = [line for line in content["lines"] if not line["is_contingency"]]
    rows = [
        [option.label, _meaning(option, of_it), ", ".join(line["words"] for line in of_it)]
        for option in ManagementOption
        if (of_it := [line for line in lines if line["option"] == option])
    ]
    return {
        "name": "managed",
        "heading": _("How each part is managed"),
        "sentences": [
            _("Whoever holds the money: you have your say in what, when and from whom."),
            _("You can ask to change this at any time."),
            *(
                _("“%(line)s” is kept for emergencies. It is paid when you need it.")
                % {"line": line["words"]}
                for line in content["lines"]
                if line["is_contingency"]
            ),
        ],
        "table": table(
            _("How each part is managed"), [_("Way"), _("What it means"), _("For")], rows, None, numbers=()
        ),
    }


def _meaning(option, lines):
    if option == ManagementOption.DIRECT_PAYMENT:
        return _("The money is paid to you. You buy the support.")
    if option == ManagementOption.NOTIONAL:
        return _("You choose. The NHS or the council buys it and pays for it.")
    holders = ", ".join(dict.fromkeys(line["holder"] for line in lines))
    return _("%(holder)s looks after the money and pays for your support.") % {"holder": holders}


def _what_you_pay(content):
    own = content["contribution"]
    sentences = [_("You never pay for NHS or education support.")]
    if Decimal(own["weekly"]):
        sentences.append(
            _("You pay %(weekly)s a week towards your council support.")
            % {"weekly": in_pounds(own["weekly"])}
        )
        sentences.append(_where_to_pay(own["weekly"], content))
        sentences.append(
            _("The council looked at your money to work this out. Ask them to explain the sums.")
        )
    else:
        sentences += [_("You pay nothing."), *_why_nothing(content)]
    figures = content["care_act"]
    return {
        "name": "own_part",
        "heading": _("What you pay"),
        "sentences": sentences,
        "table": figures
        and table(
            _("The three figures for council support, every week (Care Act 2014, section 26)"),
            [_("Figure"), _("Every week")],
            [
                [_("What your council support costs"), in_pounds(figures["cost"])],
                [_("What you must pay towards it"), in_pounds(figures["person_pays"])],
                [_("What the council pays"), in_pounds(figures["council_pays"])],
            ],
            None,
        ),
    }


def _where_to_pay(own, content):
    """Say where the person's part goes: beside the direct payment as far as it is for that."""
    if not content["contribution"]["is_paid_into_the_account"]:
        return _("You get the whole amount, and pay your part to the council.")
    into_account = content["direct_payment"] and content["direct_payment"]["own_weekly"]
    if into_account == own:
        return _("You pay it into the same account as your direct payment.")
    if into_account and Decimal(into_account):
        return _(
            "You pay %(part)s of it into the account of your direct payment, and the rest to the council."
        ) % {"part": in_pounds(into_account)}
    return _("You pay it to the council.")


def _why_nothing(content):
    """Say why nothing is asked for: by age, by what is free, or by what the council found."""
    if content["contribution"]["is_a_child"]:
        return [_("Nobody under 18 pays for support from the council.")]
    council = [line for line in content["lines"] if "C" in line["shares"]]
    if council and all(line["charge_exempt_reason"] for line in council):
        return [_("What the council buys for you is free by law.")]
    return [_("The council has not asked you to pay.")] if council else []


def _own_extras(content):
    extras, heading = content["own_extras"], _("What you choose to buy yourself")
    if not extras:
        return []
    told = _("You buy this with your own money. It is not part of your budget, nor of any total here.")
    rows = [[one["words"], in_pounds(one["weekly"])] for one in extras]
    return [
        {
            "name": "own_extras",
            "heading": heading,
            "sentences": [told],
            "table": table(heading, [_("What"), _("Every week")], rows, None),
        }
    ]


def _disagree():
    return {
        "name": "disagree",
        "heading": _("If you do not agree"),
        "sentences": [
            _("Tell your care team. You can do this at any time. It will not count against you."),
            _("They will look at it again and write to you with reasons."),
            _("You can also complain to the council or the NHS, and then to the Ombudsman."),
        ],
        "table": None,
    }
