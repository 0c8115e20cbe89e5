"""Topics, terms and kept messages."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from ipc.programme import models


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = models.Topic

    slug = factory.Sequence(lambda n: f"made-up-topic-{n}")
    question = "Is this made up?"
    answer_short = "Yes."
    body = "It is made up.\n\n- for tests\n- for nothing else"
    easy_read = "question: Is it made up?\ntick: Yes."
    reviewed_on = dt.date(2026, 11, 2)


class TermFactory(DjangoModelFactory):
    class Meta:
        model = models.Term

    slug = factory.Sequence(lambda n: f"made-up-word-{n}")
    word = factory.Sequence(lambda n: f"Made-up word {n}")
    meaning = "A word for tests."


class CaughtMailFactory(DjangoModelFactory):
    class Meta:
        model = models.CaughtMail

    to = "somebody@example.org"
    subject = "A made-up message"
    body = "Hello. Look at https://ipc.example/"


class TopicVersionFactory(DjangoModelFactory):
    class Meta:
        model = models.TopicVersion

    topic = factory.SubFactory(TopicFactory)
    number = factory.Sequence(lambda n: n + 1)
    question = "Is this made up?"
    answer_short = "Yes, all of it."


class TopicVoteFactory(DjangoModelFactory):
    class Meta:
        model = models.TopicVote

    topic = factory.SubFactory(TopicFactory)
    week = dt.date(2026, 11, 2)
    clear = 1
