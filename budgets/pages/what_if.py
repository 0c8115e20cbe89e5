"""Another mix beside the one of now: money, hours, whose money, and the rules that speak, in words."""

from django.utils.translation import gettext as _

from budgets import what_if
from ipc.kernel import charts
from ipc.kernel.charts import FUNDERS
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import NOTHING, pounds


def page(budget, form, ask) -> dict:
    """Return what the page shows; ``form`` holds the mix that is tried, ``ask`` asks for it."""
    now = what_if.now(budget, form.in_force)
    shown = {"form": form, "ask": ask, "now": _in_words(now), "then": None}
    if form.is_bound and form.is_valid():
        try:
            then = what_if.tried(budget, form.in_force, form.choices())
        except RuleBroken as broken:
            form.add_error(None, broken.message)
        else:
            shown["then"] = _beside(now, then)
    return shown


def _in_words(mix):
    return _("Now it is %(weekly)s a week. That is %(year)s in a year.") % {
        "weekly": pounds(mix.money.weekly),
        "year": pounds(mix.year),
    }


def _beside(now, then):
    return {
        "sentence": _sentence(now, then),
        "rows": _rows(now, then),
        "findings": [
            {"words": one.words, "source": one.source, "blocks": one.blocks} for one in then.findings
        ],
        "is_another": then.lines != now.lines or _has_moved(now, then),
        "chart": charts.bar_chart(
            name="mixes",
            title=_("The money a week, now and then"),
            sentence=_("This is how much it is a week."),
            heads=(_("Which"), _("A week")),
            rows=[(_("Now"), now.money.weekly), (_("What you try"), then.money.weekly)],
        ),
    }


def _has_moved(now, then):
    before = [(line.amount, line.option, line.unit_amount, line.quantity) for line in now.lines]
    return before != [(line.amount, line.option, line.unit_amount, line.quantity) for line in then.lines]


def _sentence(now, then):
    more = then.money.weekly - now.money.weekly
    facts = {"weekly": pounds(then.money.weekly), "more": pounds(abs(more))}
    if more > NOTHING:
        return _("This mix is %(weekly)s a week. That is %(more)s more than now.") % facts
    if more < NOTHING:
        return _("This mix is %(weekly)s a week. That is %(more)s less than now.") % facts
    return _("This mix is %(weekly)s a week. That is as much as now.") % facts


def _rows(now, then):
    rows = [
        (_("Money every week"), now.money.weekly, then.money.weekly),
        (_("Money that comes one time"), now.money.one_off, then.money.one_off),
        (_("In a year"), now.year, then.year),
    ]
    rows += [
        (_("%(who)s, every week") % {"who": name}, _of(now, letter), _of(then, letter))
        for letter, name in FUNDERS.items()
        if _of(now, letter) or _of(then, letter)
    ]
    told = [
        {
            "label": label,
            "now": pounds(before),
            "then": pounds(after),
            "difference": _difference(after - before),
        }
        for label, before, after in rows
        if before or after
    ]
    if now.hours or then.hours:
        told.insert(1, _hours(now.hours, then.hours))
    return told


def _of(mix, letter):
    money = mix.by_funder.get(letter)
    return money.weekly if money else NOTHING


def _hours(before, after):
    more = after - before
    sign = "+" if more > 0 else "−"
    return {
        "label": _("Hours of help every week"),
        "now": _plain(before),
        "then": _plain(after),
        "difference": f"{sign}{_plain(abs(more))}" if more else _("the same"),
    }


def _difference(more):
    if not more:
        return _("the same")
    return f"{'+' if more > 0 else '−'}{pounds(abs(more))}"


def _plain(number):
    return f"{number:.2f}".rstrip("0").rstrip(".")
