"""A person's question about somebody who looked at their record, and the answer."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting, audit, dates, letters
from ipc.kernel.errors import RuleBroken
from ipc.kernel.models import Event
from people import notices, rules, todos
from people.acts import Act
from people.models import Figure, LookQuestion, Person, Role, Todo, TodoKind


class NoSuchLook(RuleBroken):
    message = _("This entry is not about your record. Go back to the list and choose one.")


class AlreadyAsked(RuleBroken):
    message = _("You have asked about this already. The answer will be shown beside the entry.")


class AlreadyAnswered(RuleBroken):
    message = _("Somebody has answered this already.")


class NotAboutYourself(RuleBroken):
    message = _("It was you who looked. Another manager answers this.")


@transaction.atomic
def ask(person, *, by, event_id, words) -> LookQuestion:
    """Ask the managers about one entry of who looked; they have the days the rule gives to answer.

    Raises:
        NoSuchLook, AlreadyAsked
    """
    with acting.for_the_site("ask about a look at one's own record", site_id=person.site_id):
        person = Person.objects.select_for_update(of=["self"]).get(pk=person.pk)
        theirs = [person.pk, *person.merged.values_list("pk", flat=True)]
        if not Event.objects.filter(pk=event_id, person_id__in=theirs).exists():
            raise NoSuchLook
        if LookQuestion.objects.filter(person=person, event_id=event_id, answered_at=None).exists():
            raise AlreadyAsked
        question = LookQuestion.objects.create(
            site_id=person.site_id, person=person, event_id=event_id, words=words, asked_by=by
        )
        audit.record(Act.ASK_ABOUT_LOOK, question, by=by)
        todos.ask(
            person,
            TodoKind.LOOK_QUESTION,
            key=_key(question),
            due_on=due_on(question),
            role=Role.MANAGER,
            by=by,
        )
    return question


def due_on(question, days=None):
    """Return the day by which a question has to be answered; ``days`` are the rule's, where known."""
    days = days_to_answer(question.site_id) if days is None else days
    return timezone.localdate(question.asked_at) + dt.timedelta(days=days)


def days_to_answer(site_id) -> int:
    return rules.value(Figure.ANSWER_DAYS, site_id=site_id)


@transaction.atomic
def answer(question, *, by, answer) -> LookQuestion:
    """Answer a question about a look, and tell the person that there is an answer.

    Raises:
        AlreadyAnswered
        NotAboutYourself: ``by`` is who looked.
    """
    question = LookQuestion.objects.select_for_update(of=["self"]).get(pk=question.pk)
    if question.answered_at:
        raise AlreadyAnswered
    if Event.objects.filter(pk=question.event_id, actor_id=by.pk).exists():
        raise NotAboutYourself
    question.answer, question.answered_at, question.answered_by = answer, timezone.now(), by
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    audit.record(Act.ANSWER_ABOUT_LOOK, question, by=by)
    _settle(question, by)
    link = letters.link("my_record_of_looks")
    notices.tell(question.person, "look_answered", key=_key(question), facts={"link": link}, by=by)
    return question


def _settle(question, by):
    asked = Todo.objects.open().filter(person_id=question.person_id, key=_key(question)).first()
    if asked is not None:
        todos.settle(
            asked, by=by, outcome=str(_("Answered on %(day)s") % {"day": dates.in_words(dates.today())})
        )


def _key(question):
    return f"look:{question.public_id}"
