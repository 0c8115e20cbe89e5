"""What the cast and their teams write to each other, what they ask to put right, and how they are."""

import datetime as dt

import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from careplans import wellbeing
from careplans.models import HowTrue
from ipc.kernel.dates import today
from ipc.programme.demonstration.cast.together import Team
from people import complaints, documents, messaging
from people.models import (
    ComplaintAbout,
    ComplaintKind,
    ComplaintOutcome,
    Conversation,
    DocumentKind,
    HowGiven,
    User,
)

APPOINTMENT = """#set text(size: 14pt, lang: "en")
#set document(title: "Your appointment at the breathing clinic")
= Your appointment at the breathing clinic
A made-up letter. Please come on the first Monday of next month, at 10 in the morning.
Bring your inhalers. Somebody may come with you.
"""


def begin():
    """Let the cast talk, once."""
    if Conversation.objects.exists():
        return
    _margaret(_user("margaret@example.org"), _user("susan@example.org"))
    _aiden(_user("claire@example.org"))
    _priya(_user("priya@example.org"))
    _leon(_user("leon@example.org"))


def _user(email):
    return User.objects.get(email=email)


def _margaret(margaret, susan):
    team, person = Team("barnsley.example"), margaret.person
    _answered(
        person,
        team,
        by=margaret,
        subject="My visit on Friday",
        words="Could you come after eleven? My breathing is better then.",
        answer="Of course. I will come at half past eleven. See you on Friday.",
    )
    messaging.begin(
        person,
        by=susan,
        subject="Receipts from the chemist",
        words="Do you need a receipt for every small thing, or is one list a month enough?",
    )
    letter = typst.compile(APPOINTMENT.encode(), format="pdf")
    documents.keep(
        person,
        by=margaret,
        upload=SimpleUploadedFile("letter.pdf", letter, "application/pdf"),
        title="Letter from the breathing clinic",
        kind=DocumentKind.LETTER,
    )
    for days, numbers in ((120, (4, 5, 4, 6)), (30, (6, 7, 5, 4))):
        _told(person, team, days, numbers)
    _true(person, margaret, "I can sit in my garden when I want.", HowTrue.MOSTLY)


def _aiden(claire):
    team = Team("barnsley.example")
    aiden = claire.authorities.live().select_related("person").first().person
    _answered(
        aiden,
        team,
        by=claire,
        subject="Aiden's new chair",
        words="The chair has come and he loves it. Who adjusts the straps?",
        answer="Wonderful! The wheelchair service does. They call you this week.",
    )


def _priya(priya):
    team = Team("barnsley.example")
    worry = complaints.raise_(
        priya.person,
        by=priya,
        kind=ComplaintKind.CONCERN,
        about=ComplaintAbout.CARE,
        words="A different person comes each week. I get upset when I do not know them.",
        wish="The same two people. A photo before somebody new comes.",
    )
    complaints.acknowledge(
        worry,
        by=team.member("manager"),
        words="Thank you for telling us. I talk with the provider this week.",
    )


def _leon(leon):
    team = Team("barnsley.example")
    question = complaints.raise_(
        leon.person,
        by=leon,
        kind=ComplaintKind.QUESTION,
        about=ComplaintAbout.MONEY,
        words="Why do I not pay anything? A friend pays for his help.",
    )
    complaints.answer(
        question,
        by=team.coordinator,
        outcome=ComplaintOutcome.ANSWERED,
        words="Your help is after-care under section 117. By law nobody pays for that.",
    )
    for days, numbers in ((90, (3, 4, 3, 7)), (45, (5, 5, 4, 6)), (3, (6, 7, 6, 4))):
        _told(leon.person, team, days, numbers)
    _true(leon.person, leon, "I have something to get up for.", HowTrue.PARTLY)


def _answered(person, team, *, by, subject, words, answer):
    """Let somebody write, and the coordinator read it and answer."""
    conversation = messaging.begin(person, by=by, subject=subject, words=words)
    messaging.read(conversation, by=team.coordinator)
    messaging.send(conversation, by=team.coordinator, words=answer)


def _told(person, team, days, numbers):
    """Write down what the person answered some days ago, face to face."""
    wellbeing.answer(
        person,
        by=team.coordinator,
        how_answered=HowGiven.IN_PERSON,
        answered_on=today() - dt.timedelta(days=days),
        are_their_own=True,
        **dict(zip(("satisfied", "worthwhile", "happy", "anxious"), numbers, strict=True)),
    )


def _true(person, user, words, how_true):
    statement = wellbeing.add_statement(person, by=user, words=words)
    wellbeing.say_how_true(statement, by=user, how_true=how_true)
