"""The four questions about wellbeing, word for word as published, and what their numbers mean.

Source: Office for National Statistics, personal wellbeing (ONS4); Government Statistical Service,
harmonised standard. Asked of the person alone, from 16. Each stands for itself: they make no sum.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from ipc.kernel.errors import StrOrPromise

LOWEST, HIGHEST = 0, 10
# So low that kind words come first; chosen by us, and no diagnosis.
VERY_LOW, VERY_ANXIOUS = 2, 9
SOURCE = _("The four questions are from the Office for National Statistics.")


class Question(NamedTuple):
    """A question as published; ``lowest`` and ``highest`` say what 0 and 10 mean."""

    name: str
    short: StrOrPromise
    words: StrOrPromise
    lowest: StrOrPromise
    highest: StrOrPromise
    icon: str
    lower_is_better: bool = False


NOT_AT_ALL, COMPLETELY = _("not at all"), _("completely")
QUESTIONS = (
    Question(
        "satisfied",
        _("Your life"),
        _("Overall, how satisfied are you with your life nowadays?"),
        NOT_AT_ALL,
        COMPLETELY,
        "heart",
    ),
    Question(
        "worthwhile",
        _("The things you do"),
        _("Overall, to what extent do you feel that the things you do in your life are worthwhile?"),
        NOT_AT_ALL,
        COMPLETELY,
        "star",
    ),
    Question(
        "happy",
        _("Happy"),
        _("Overall, how happy did you feel yesterday?"),
        NOT_AT_ALL,
        COMPLETELY,
        "happy",
    ),
    Question(
        "anxious",
        _("Anxious"),
        _(
            "On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, "
            "how anxious did you feel yesterday?"
        ),
        _("not at all anxious"),
        _("completely anxious"),
        "worried",
        lower_is_better=True,
    ),
)
NAMES = tuple(question.name for question in QUESTIONS)


def is_very_low(check) -> bool:
    """Return whether an answer was so low, or so anxious, that kind words come first."""
    return any(
        (given >= VERY_ANXIOUS if question.lower_is_better else given <= VERY_LOW)
        for question in QUESTIONS
        if (given := getattr(check, question.name)) is not None
    )
