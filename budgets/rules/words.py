"""The plain words by which something may be recognised that the money cannot buy.

``surely`` are words that mean little else; ``perhaps`` are words that often mean something else. Where a
word stands beside them that takes the sense away ("stop smoking", "taxi to the GP"), nothing is meant.
"""

import re
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Thing(NamedTuple):
    """Something that the money cannot buy; ``instead`` says who looks after it, where somebody does."""

    name: Promise
    surely: re.Pattern[str]
    perhaps: re.Pattern[str] | None = None
    instead: Promise | str = ""


def any_of(*words) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words) + r")\b", re.IGNORECASE)


TAKES_AWAY = any_of(
    r"stop(?:ping)?", r"quit(?:ting)?", r"without", r"free", r"non", r"anti", r"help\w*", r"support\w*",
    r"advice", r"advis\w+", r"recovery", r"anonymous", r"counsell\w+", r"lifts?", r"tax(?:i|is)", r"bus",
    r"travel\w*", r"transport", r"driv\w+", r"going", r"get(?:ting)? to", r"tak(?:e|es|ing)", r"with me",
    r"go with", r"company", r"cook(?:ing)?", r"shop(?:ping)? with", r"after", r"alarm", r"assistant",
    r"workers?", r"carers?", r"agency",
)  # fmt: skip
SOFTENS = any_of(r"course", r"class(?:es)?", r"group", r"club", r"lessons?", r"museum", r"history")
BY_THE_NHS = _("The NHS looks after that.")

FOR_NOBODY = (
    Thing(
        _("alcohol"),
        any_of(
            r"alcohol", r"wines?", r"(?<!ginger )beers?", r"lager", r"whisk(?:e)?y", r"vodka", r"gin", r"rum",
            r"cider",
        ),
        any_of(r"pub"),
    ),
    Thing(
        _("tobacco"),
        any_of(r"cigarettes?", r"tobacco", r"cigars?", r"rolling papers?"),
        any_of(r"vap(?:e|es|ing)", r"smok(?:e|es|ing)"),
    ),
    Thing(
        _("gambling"),
        any_of(r"gambling", r"betting", r"lottery", r"lotto", r"scratch ?cards?", r"casino", r"bookmakers?"),
        any_of(r"bingo", r"raffle"),
    ),
    Thing(
        _("paying off debts"),
        any_of(r"debts?", r"overdraft", r"credit card", r"arrears", r"court fines?", r"loan repayments?"),
        any_of(r"loans?"),
    ),
    Thing(
        _("something illegal"),
        any_of(r"cannabis", r"cocaine", r"heroin", r"illegal(?:ly)?", r"stolen"),
        any_of(r"drugs?", r"cash in hand"),
    ),
    Thing(
        _("seeing a GP or a dentist"),
        any_of(r"dentists?", r"dental", r"dentures?", r"private gp", r"gp (?:fees?|appointments?|visits?)"),
        any_of(r"gp", r"doctors?"),
        BY_THE_NHS,
    ),
    Thing(
        _("emergency care or an operation"),
        any_of(
            r"emergency (?:care|treatment)", r"a ?(?:&|and) ?e", r"surgery", r"surgical",
            r"(?:hip|knee) replacement", r"(?:my|planned|private|eye|knee|hip) operation", r"cataracts?",
        ),
        any_of(r"operations?", r"ambulance", r"hospital"),
        BY_THE_NHS,
    ),
    Thing(
        _("an NHS charge, such as for a prescription"),
        any_of(r"prescriptions?(?: (?:charges?|certificates?))?", r"nhs charges?"),
        any_of(r"medicines?"),
    ),
    Thing(
        _("a vaccination, screening or a health check"),
        any_of(
            r"vaccinat\w+", r"vaccines?", r"immunisations?", r"(?:flu|covid|travel) jabs?", r"mammograms?",
            r"(?:cancer|health|breast|bowel|cervical) screening", r"health checks?",
        ),
        any_of(r"screening", r"jabs?"),
        BY_THE_NHS,
    ),
)  # fmt: skip
HOME = Thing(
    _("rent, a mortgage, food or heating"),
    any_of(
        r"(?:my|the|weekly|monthly|house|flat|home|^) ?rent(?: payments?)?$", r"mortgage", r"council tax",
        r"grocer(?:y|ies)", r"food (?:shop(?:ping)?|bills?)", r"weekly (?:food|shop)",
        r"(?:heating|gas|electricity|energy|fuel|water) (?:bills?|costs?)", r"heating",
    ),
    any_of(r"rent", r"food", r"gas", r"electricity", r"bills?"),
)  # fmt: skip


def sure(thing, words) -> bool | None:
    """Return whether ``words`` surely mean ``thing``, or perhaps; None where they do not mean it at all."""
    if TAKES_AWAY.search(words):
        return None
    if thing.surely.search(words):
        return not SOFTENS.search(words)
    return False if thing.perhaps and thing.perhaps.search(words) else None
