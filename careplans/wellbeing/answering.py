"""Answering the four questions: by the person, or noted by a colleague to whom the person said it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans.acts import Act
from careplans.models import WellbeingCheck
from careplans.wellbeing.questions import NAMES
from ipc.kernel import audit, dates
from ipc.kernel.errors import RuleBroken
from people import leaving, rules
from people.models import Figure, HowGiven, Role

ONS = "Office for National Statistics, personal wellbeing (ONS4)"


class TooYoungToAsk(RuleBroken):
    message = _("These four questions are asked from the age of %(age)s.")
    source = ONS


class OnlyThePersonAnswers(RuleBroken):
    message = _("Only the person can say how they feel. Nobody answers these for somebody else.")
    source = ONS


class NotTheirOwnWords(RuleBroken):
    message = _("Note only what the person said themselves. If they did not answer, leave it out.")
    source = ONS


class HowWasItSaid(RuleBroken):
    message = _("Choose how they told you: in person, by telephone, or on paper.")


class NotSaidYet(RuleBroken):
    message = _("Choose today or a day before.")


class NothingAnswered(RuleBroken):
    message = _("Choose a number for at least one question. You can leave out the others.")


class AlreadyTakenBack(RuleBroken):
    message = _("This was taken back already.")


class NotYourAnswer(RuleBroken):
    message = _("Only the person, or whoever noted these answers, can take them back.")


@transaction.atomic
def answer(
    person, *, by, how_answered=None, answered_on=None, are_their_own=False, words="", **given
) -> WellbeingCheck:
    """Keep the person's answers of one day; ``given`` are numbers from 0 to 10 by the names of the questions.

    A question that is missing, or None, was left out. A colleague says how and when the person told them
    (``how_answered``, ``answered_on``) and that these are the person's own answers (``are_their_own``).

    Raises:
        HasDied, TooYoungToAsk, OnlyThePersonAnswers, NotTheirOwnWords, HowWasItSaid, NotSaidYet,
        NothingAnswered
    """
    leaving.refuse_after_death(person)
    how, day = _how(person, by, how_answered, answered_on, are_their_own)
    if not is_asked(person, day):
        raise TooYoungToAsk(age=rules.value(Figure.WELLBEING_FROM, site_id=person.site_id))
    numbers = {name: given.pop(name, None) for name in NAMES}
    if given:
        raise TypeError(f"No question is called {', '.join(given)}.")
    if all(number is None for number in numbers.values()):
        raise NothingAnswered
    check = WellbeingCheck.objects.create(
        site_id=person.site_id,
        person=person,
        answered_on=day,
        how_answered=how,
        words=words.strip(),
        noted_by=by,
        **numbers,
    )
    audit.record(Act.NOTE_WELLBEING, check, by=by)
    return check


def is_asked(person, on=None) -> bool:
    """Return whether the person is old enough to be asked, on a day (today)."""
    age = rules.value(Figure.WELLBEING_FROM, site_id=person.site_id)
    return (on or dates.today()) >= rules.birthday(person.born_on, age)


def _how(person, by, how_answered, answered_on, are_their_own):
    """Return how and on which day the person answered, by who writes it down."""
    if by.person_id == person.pk and by.hat.role == Role.PERSON:
        return HowGiven.ONLINE, dates.today()
    if not by.is_member_of_staff:
        raise OnlyThePersonAnswers
    if not are_their_own:
        raise NotTheirOwnWords
    if how_answered in (None, "", HowGiven.ONLINE):
        raise HowWasItSaid
    day = answered_on or dates.today()
    if day > dates.today():
        raise NotSaidYet
    return HowGiven(how_answered), day


@transaction.atomic
def take_back(check, *, by) -> WellbeingCheck:
    """Take answers back, by the person or whoever noted them; they are shown no more.

    Raises:
        AlreadyTakenBack, NotYourAnswer
    """
    check = WellbeingCheck.objects.select_for_update().get(pk=check.pk)
    if check.taken_back_at:
        raise AlreadyTakenBack
    if by.person_id != check.person_id and by.pk != check.noted_by_id:
        raise NotYourAnswer
    check.taken_back_at, check.taken_back_by = timezone.now(), by
    check.save(update_fields=["taken_back_at", "taken_back_by"])
    audit.record(Act.NOTE_WELLBEING, check, by=by, why="taken back")
    return check
