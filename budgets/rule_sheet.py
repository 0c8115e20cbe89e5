"""One sheet of plain rules for a person: those of all who pay, merged, with the stricter one named."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from budgets import contribution, rules
from budgets.models import PUBLIC_FUNDERS
from budgets.rules import (
    Rule,
    Stage,
    charging,
    connected,
    coordinating,
    council,
    education,
    excluded,
    forbidden,
)
from people.models import Funder


class Section(NamedTuple):
    """Some rules about one thing."""

    title: Promise
    rules: tuple[Rule, ...]


SECTIONS = (
    Section(
        gettext_lazy("What the money is not for"),
        (
            forbidden.nothing_forbidden,
            forbidden.no_cost_of_living_from_the_council,
            council.no_health_care_from_the_council,
            charging.reablement_is_outside,
            education.no_school_place,
            council.only_some_weeks_in_a_care_home,
        ),
    ),
    Section(
        gettext_lazy("Paying somebody close to you"),
        (connected.nhs_pays_nobody_of_the_home, connected.council_pays_no_close_family),
    ),
    Section(
        gettext_lazy("Direct payments"),
        (
            excluded.no_direct_payment_to_the_excluded,
            coordinating.somebody_coordinates_the_care,
            education.head_agrees_to_help_inside_school,
            council.no_council_payment_where_the_person_pays_it_all,
        ),
    ),
    Section(
        gettext_lazy("What you pay"),
        (
            charging.nhs_and_education_are_never_charged,
            charging.no_more_than_the_chargeable_cost,
            charging.free_by_law_is_not_charged,
            charging.equipment_is_free_below_a_figure,
            charging.looked_at_again_when_the_nhs_takes_over,
        ),
    ),
    Section(
        gettext_lazy("Education money"),
        (education.asked_for_in_its_window, education.not_out_of_a_block_arrangement),
    ),
)

OF_THE_COUNCIL = gettext_lazy(
    "The council is stricter here. It counts for all that the council helps to pay."
)
STRICTER = {
    forbidden.no_cost_of_living_from_the_council.name: OF_THE_COUNCIL,
    council.no_health_care_from_the_council.name: OF_THE_COUNCIL,
    council.only_some_weeks_in_a_care_home.name: OF_THE_COUNCIL,
    connected.nhs_pays_nobody_of_the_home.name: gettext_lazy("The NHS is stricter here: friends count too."),
    connected.council_pays_no_close_family.name: gettext_lazy(
        "The council is stricter here: a partner counts wherever they live."
    ),
}


def sheet(budget=None) -> dict:
    """Return the rules about a budget, in sections; without one, the rules about all the money there is.

    ``{"sections": [{"title", "rules": [{"words", "source", "letters", "stricter"}]}]}``: ``letters`` are
    whose rule it is, ``stricter`` says in words that the rule of one counts for all that pay together.
    """
    paid = _who_pays_each_line(budget)
    sections = [
        {
            "title": section.title,
            "rules": [_told(rule, paid) for rule in section.rules if _of(rule, paid)],
        }
        for section in SECTIONS
    ]
    return {"sections": [section for section in sections if section["rules"]]}


def speaking(budget, fundings=None) -> list[dict]:
    """Return what the rules say about a budget as it is now, the broken ones alone; for staff."""
    return [
        {"words": one.words, "source": one.source, "letter": one.funder or "", "blocks": one.blocks}
        for one in rules.speaking(Stage.SIGN, budget=budget, fundings=fundings)
        if one.is_broken
    ]


def _who_pays_each_line(budget) -> list[set[Funder]]:
    lines = contribution.lines_of(budget) if budget else []
    return [{Funder(share.funder) for share in line.shares.all()} for line in lines] or [set(PUBLIC_FUNDERS)]


def _of(rule, paid) -> list[Funder]:
    paying = set().union(*paid)
    return [funder for funder in PUBLIC_FUNDERS if funder in rule.of and funder in paying]


def _told(rule, paid) -> dict:
    is_blended = any(funders & rule.of and funders - rule.of for funders in paid)
    return {
        "words": rule.plain,
        "source": rule.source,
        "letters": [funder.value for funder in _of(rule, paid)],
        "stricter": STRICTER.get(rule.name, "") if is_blended else "",
    }
