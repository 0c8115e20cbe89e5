"""How a person says they are: four questions as published, sentences of their own, scores under licence.

Four things and never one score. The person answers, and nobody else for them.
"""

from careplans.wellbeing.answering import (
    AlreadyTakenBack,
    HowWasItSaid,
    NothingAnswered,
    NotSaidYet,
    NotTheirOwnWords,
    NotYourAnswer,
    OnlyThePersonAnswers,
    TooYoungToAsk,
    answer,
    is_asked,
    take_back,
)
from careplans.wellbeing.scores import LicenceMissing, NotOnTheScale, ToolNotInUse, note_score, tools_for
from careplans.wellbeing.sentences import (
    MOST_SENTENCES,
    NoSentence,
    SentenceEnded,
    SentenceIsThere,
    TooManySentences,
    add_statement,
    end_statement,
    say_how_true,
)

__all__ = [
    "MOST_SENTENCES",
    "AlreadyTakenBack",
    "HowWasItSaid",
    "LicenceMissing",
    "NoSentence",
    "NotOnTheScale",
    "NotSaidYet",
    "NotTheirOwnWords",
    "NotYourAnswer",
    "NothingAnswered",
    "OnlyThePersonAnswers",
    "SentenceEnded",
    "SentenceIsThere",
    "TooManySentences",
    "TooYoungToAsk",
    "ToolNotInUse",
    "add_statement",
    "answer",
    "end_statement",
    "is_asked",
    "note_score",
    "say_how_true",
    "take_back",
    "tools_for",
]
