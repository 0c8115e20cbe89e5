"""One plan, many laws: each block of a plan, who asks for it, and the function that finds what is missing.

A block stops the agreement where a law says so, which may depend on whose money the plan uses and how it
is managed; everything else is a reminder. Source: domain.md §3.5. Consent to a direct payment and its
account are no part of a plan: they are asked for before the first payment.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from careplans.completeness import blocks
from careplans.completeness.facts import Facts, Law

CARE_ACT_S25 = "Care Act 2014 s25"
NHS_REG_8 = "NHS (Direct Payments) Regulations 2013 reg 8"
EHC_J = "SEND Regulations 2014 reg 12, section J"
PRSB = "PRSB Personalised Care and Support Plan 2.0"
CRITERION = "NHS England, personal plan, point %s"


class Missing(NamedTuple):
    """What is not there yet: in words, by which source, and where it is written (a page and its row)."""

    words: str
    source: str
    is_blocking: bool
    block: str = ""
    page: str = ""
    row: object = None
    more: tuple = ()


class Block(NamedTuple):
    """One part of a plan, who asks for it with their source, and what of it is missing."""

    name: str
    label: str | Promise
    laws: dict[Law, str]
    find: Callable[[Facts], Iterator[tuple]]

    def asked_by(self, facts):
        """Return the laws that ask for this block of this plan, each with its source."""
        return {law: self.laws[law] for law in Law if law in self.laws and facts.asks(law)}

    def missing(self, facts):
        sources = list(self.asked_by(facts).values()) or list(self.laws.values())
        for words, is_blocking, *where in self.find(facts):
            yield Missing(words, sources[0], is_blocking, self.name, *where)


MATRIX = (
    Block(
        "what_matters",
        gettext_lazy("What matters to the person"),
        {
            Law.CARE_ACT: "Care Act 2014 s25(1)(d)",
            Law.EHC_J: "SEND Regulations 2014 reg 12, section A",
            Law.PRSB: PRSB,
            Law.CRITERIA: CRITERION % 2,
        },
        blocks.what_matters,
    ),
    Block(
        "needs",
        gettext_lazy("What they need"),
        {
            Law.CARE_ACT: f"{CARE_ACT_S25}(1)(a)",
            Law.NHS_REG_8: NHS_REG_8,
            Law.EHC_J: EHC_J,
            Law.PRSB: PRSB,
        },
        blocks.needs,
    ),
    Block(
        "eligibility",
        gettext_lazy("What the council must meet"),
        {Law.CARE_ACT: f"{CARE_ACT_S25}(1)(b)"},
        blocks.eligibility,
    ),
    Block(
        "goals",
        gettext_lazy("What they want to reach"),
        {
            Law.CARE_ACT: CARE_ACT_S25,
            Law.NHS_REG_8: NHS_REG_8,
            Law.PRSB: PRSB,
            Law.CRITERIA: CRITERION % 3,
        },
        blocks.goals,
    ),
    Block("learning", gettext_lazy("What they want to learn"), {Law.EHC_J: EHC_J}, blocks.learning),
    Block(
        "how_met",
        gettext_lazy("What will be done, and who does it"),
        {
            Law.CARE_ACT: f"{CARE_ACT_S25}(1)(c)",
            Law.NHS_REG_8: NHS_REG_8,
            Law.EHC_J: EHC_J,
            Law.PRSB: PRSB,
            Law.CRITERIA: CRITERION % 4,
        },
        blocks.how_met,
    ),
    Block(
        "how_often",
        gettext_lazy("How often it happens, where money is paid directly"),
        {Law.CARE_ACT: f"{CARE_ACT_S25}(2)", Law.NHS_REG_8: NHS_REG_8, Law.EHC_J: EHC_J},
        blocks.how_often,
    ),
    Block(
        "money",
        gettext_lazy("Who pays how much"),
        {
            Law.CARE_ACT: f"{CARE_ACT_S25}(1)(e), s26",
            Law.NHS_REG_8: NHS_REG_8,
            Law.EHC_J: EHC_J,
            Law.PRSB: PRSB,
        },
        blocks.money,
    ),
    Block(
        "coordinator",
        gettext_lazy("A named care coordinator"),
        {Law.NHS_REG_8: NHS_REG_8},
        blocks.coordinator,
    ),
    Block(
        "health_watched",
        gettext_lazy("Who keeps an eye on their health"),
        {Law.NHS_REG_8: NHS_REG_8},
        blocks.health_watched,
    ),
    Block(
        "review",
        gettext_lazy("When it is looked at again, and by whom"),
        {
            Law.CARE_ACT: "Care Act 2014 s27",
            Law.NHS_REG_8: NHS_REG_8,
            Law.EHC_J: "SEND Regulations 2014 reg 12",
            Law.PRSB: PRSB,
            Law.CRITERIA: CRITERION % 5,
        },
        blocks.review,
    ),
    Block(
        "notice",
        gettext_lazy("How many days of notice"),
        {Law.NHS_REG_8: NHS_REG_8},
        blocks.notice,
    ),
    Block(
        "risk", gettext_lazy("What could go wrong"), {Law.NHS_REG_8: NHS_REG_8, Law.PRSB: PRSB}, blocks.risk
    ),
    Block(
        "contingency",
        gettext_lazy("What to do if things go wrong"),
        {Law.CARE_ACT: "Care and support statutory guidance, chapter 10", Law.PRSB: PRSB},
        blocks.contingency,
    ),
    Block(
        "prevention",
        gettext_lazy("Advice on staying well"),
        {Law.CARE_ACT: f"{CARE_ACT_S25}(1)(f)"},
        blocks.prevention,
    ),
    Block(
        "together",
        gettext_lazy("Who takes part"),
        {Law.CARE_ACT: f"{CARE_ACT_S25}(3)", Law.PRSB: PRSB, Law.CRITERIA: CRITERION % 1},
        blocks.together,
    ),
    Block(
        "agreed",
        gettext_lazy("What people do not agree about"),
        {Law.CARE_ACT: f"{CARE_ACT_S25}(5)", Law.NHS_REG_8: NHS_REG_8, Law.PRSB: PRSB},
        blocks.agreed,
    ),
)
