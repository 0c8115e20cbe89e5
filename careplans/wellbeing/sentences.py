"""Sentences of the person's own that should be true for them, and how true they are as time goes on."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from careplans.acts import Act
from careplans.models import HowTrue, HowTrueNow, OwnStatement
from ipc.kernel import audit, dates
from ipc.kernel.errors import RuleBroken
from people import leaving
from people.models import Person

MOST_SENTENCES = 10


class NoSentence(RuleBroken):
    message = _("Write the sentence, as you would say it.")


class SentenceIsThere(RuleBroken):
    message = _("This sentence is on the list already.")


class TooManySentences(RuleBroken):
    message = _("There are %(most)s sentences already. Take one away first.")


class SentenceEnded(RuleBroken):
    message = _("This sentence was taken away. Write it again if it matters now.")


@transaction.atomic
def add_statement(person, *, by, words) -> OwnStatement:
    """Add a sentence that should be true for ``person``, in their words.

    Raises:
        HasDied, NoSentence, SentenceIsThere, TooManySentences
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    leaving.refuse_after_death(person)
    words = words.strip()
    if not words:
        raise NoSentence
    there = list(OwnStatement.objects.filter(person=person, ended_at=None).values_list("words", flat=True))
    if words.casefold() in {one.casefold() for one in there}:
        raise SentenceIsThere
    if len(there) >= MOST_SENTENCES:
        raise TooManySentences(most=MOST_SENTENCES)
    statement = OwnStatement.objects.create(site_id=person.site_id, person=person, words=words, added_by=by)
    audit.record(Act.KEEP_OWN_STATEMENT, statement, by=by)
    return statement


@transaction.atomic
def end_statement(statement, *, by) -> OwnStatement:
    """Take a sentence off the list; what was said about it stays.

    Raises:
        SentenceEnded
    """
    statement = _live(statement)
    statement.ended_at, statement.ended_by = timezone.now(), by
    statement.save(update_fields=["ended_at", "ended_by"])
    audit.record(Act.KEEP_OWN_STATEMENT, statement, by=by, why="taken away")
    return statement


@transaction.atomic
def say_how_true(statement, *, by, how_true) -> HowTrueNow:
    """Keep how true the sentence is for the person today, as they say it.

    Raises:
        HasDied, SentenceEnded
    """
    statement = _live(statement)
    leaving.refuse_after_death(statement.person)
    said = HowTrueNow.objects.create(
        site_id=statement.site_id,
        person_id=statement.person_id,
        statement=statement,
        how_true=HowTrue(int(how_true)),
        said_on=dates.today(),
        noted_by=by,
    )
    audit.record(Act.NOTE_WELLBEING, said, by=by)
    return said


def _live(statement):
    locked = OwnStatement.objects.select_for_update(of=["self"]).select_related("person")
    statement = locked.get(pk=statement.pk)
    if statement.ended_at:
        raise SentenceEnded
    return statement
