"""How a person says they are: four questions of their own answering, their sentences, scores by licence."""

import datetime as dt

import pytest
from django.db import IntegrityError

from careplans import wellbeing
from careplans.acts import Act
from careplans.models import HowTrueNow, LicensedScore, WellbeingCheck
from careplans.wellbeing import questions, reading
from ipc.kernel import dates
from ipc.kernel.models import Event
from people.leaving import HasDied
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    LicensedScoreFactory,
    LicensedToolFactory,
    OwnStatementFactory,
    PeopleRuleFactory,
    PersonFactory,
    SiteFactory,
    UserFactory,
    WellbeingCheckFactory,
)
from tests.factories.people import staff

ANSWERS = {"satisfied": 6, "worthwhile": 7, "happy": 5, "anxious": 3}
BY_PHONE = {"how_answered": "phone", "are_their_own": True}


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada")


@pytest.fixture
def own(person):
    return UserFactory(person=person)


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


def test_the_four_questions_are_asked_as_published():
    assert [question.words for question in questions.QUESTIONS] == [
        "Overall, how satisfied are you with your life nowadays?",
        "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
        "Overall, how happy did you feel yesterday?",
        "On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, how anxious "
        "did you feel yesterday?",
    ]
    assert [question.name for question in questions.QUESTIONS if question.lower_is_better] == ["anxious"]


def test_the_person_answers_today_and_may_leave_questions_out(person, own, acting_for):
    with acting_for(own):
        check = wellbeing.answer(person, by=own, satisfied=0, anxious=10, words=" A hard week. ")

    assert (check.satisfied, check.worthwhile, check.happy, check.anxious) == (0, None, None, 10)
    assert (check.answered_on, check.how_answered, check.words) == (dates.today(), "online", "A hard week.")
    assert Event.objects.filter(act=Act.NOTE_WELLBEING, person_id=person.pk, actor=own).count() == 1


def test_a_colleague_notes_what_the_person_said_and_how(person, worker, acting_for):
    said_on = dates.today() - dt.timedelta(days=2)
    with acting_for(worker):
        check = wellbeing.answer(person, by=worker, answered_on=said_on, **BY_PHONE, **ANSWERS)

    assert (check.how_answered, check.answered_on, check.noted_by) == ("phone", said_on, worker)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"how_answered": "phone"}, wellbeing.NotTheirOwnWords),
        ({"are_their_own": True}, wellbeing.HowWasItSaid),
        ({"are_their_own": True, "how_answered": "online"}, wellbeing.HowWasItSaid),
        ({**BY_PHONE, "answered_on": dt.date(2999, 1, 1)}, wellbeing.NotSaidYet),
    ],
)
def test_a_colleague_never_guesses(person, worker, facts, refusal):
    with pytest.raises(refusal):
        wellbeing.answer(person, by=worker, **facts, **ANSWERS)

    assert not WellbeingCheck.objects.exists()


def test_who_decides_for_somebody_never_answers_for_them(person):
    parent = AuthorityFactory(person=person, kind="deputy").holder

    with pytest.raises(wellbeing.OnlyThePersonAnswers):
        wellbeing.answer(person, by=parent, **ANSWERS)


def test_nothing_answered_is_refused(person, own):
    with pytest.raises(wellbeing.NothingAnswered):
        wellbeing.answer(person, by=own, words="Only words", **dict.fromkeys(ANSWERS))


def test_a_question_nobody_knows_is_a_mistake_of_ours(person, own):
    with pytest.raises(TypeError, match="cheerful"):
        wellbeing.answer(person, by=own, satisfied=1, cheerful=3)


def test_the_database_knows_the_scale(person):
    with pytest.raises(IntegrityError, match="wellbeingcheck_from_nought_to_ten"):
        WellbeingCheckFactory(person=person, happy=11)


def test_the_day_before_the_birthday_nobody_asks_yet(house):
    today = dates.today()
    young = PersonFactory(born_on=today.replace(year=today.year - 16) + dt.timedelta(days=1))
    old_enough = PersonFactory(born_on=today.replace(year=today.year - 16))

    with pytest.raises(wellbeing.TooYoungToAsk, match="16"):
        wellbeing.answer(young, by=UserFactory(person=young), **ANSWERS)
    assert wellbeing.answer(old_enough, by=UserFactory(person=old_enough), **ANSWERS).satisfied == 6


def test_the_age_is_a_figure(person, own):
    PeopleRuleFactory(figure="wellbeing_from", value=120, site=person.site)

    with pytest.raises(wellbeing.TooYoungToAsk):
        wellbeing.answer(person, by=own, **ANSWERS)


def test_nothing_is_written_about_the_life_of_somebody_who_died(house):
    person = PersonFactory(status="died")
    worker = AllocationFactory(person=person).worker
    statement, tool = OwnStatementFactory(person=person), LicensedToolFactory(is_in_use=True)

    for write in (
        lambda: wellbeing.answer(person, by=worker, **BY_PHONE, **ANSWERS),
        lambda: wellbeing.add_statement(person, by=worker, words="I sleep well."),
        lambda: wellbeing.say_how_true(statement, by=worker, how_true=3),
        lambda: wellbeing.note_score(person, by=worker, tool=tool, score=5, licence_reference="A"),
    ):
        with pytest.raises(HasDied):
            write()


def test_taking_back_keeps_the_row_and_shows_it_no_more(person, own):
    check = WellbeingCheckFactory(person=person, noted_by=own)

    wellbeing.take_back(check, by=own)

    check.refresh_from_db()
    assert check.taken_back_by == own
    assert reading.checks_of(person, own) == []
    with pytest.raises(wellbeing.AlreadyTakenBack):
        wellbeing.take_back(check, by=own)


def test_a_colleague_takes_back_only_what_they_noted(person, own, worker):
    theirs = WellbeingCheckFactory(person=person, noted_by=own)
    noted = WellbeingCheckFactory(person=person, noted_by=worker)

    with pytest.raises(wellbeing.NotYourAnswer):
        wellbeing.take_back(theirs, by=worker)
    assert wellbeing.take_back(noted, by=worker).taken_back_by == worker


# Sentences of their own


def test_a_sentence_is_added_once_and_said_to_be_true_over_time(person, own):
    statement = wellbeing.add_statement(person, by=own, words=" I get out when I want. ")
    for how_true in (2, 4):
        wellbeing.say_how_true(statement, by=own, how_true=how_true)

    assert statement.words == "I get out when I want."
    assert list(HowTrueNow.objects.values_list("how_true", flat=True)) == [2, 4]
    acts = Event.objects.filter(person_id=person.pk).values_list("act", flat=True)
    assert sorted(acts) == sorted([Act.KEEP_OWN_STATEMENT, Act.NOTE_WELLBEING, Act.NOTE_WELLBEING])
    with pytest.raises(wellbeing.SentenceIsThere):
        wellbeing.add_statement(person, by=own, words="i get out when I want.")


def test_an_empty_sentence_is_refused(person, own):
    with pytest.raises(wellbeing.NoSentence):
        wellbeing.add_statement(person, by=own, words="  ")


def test_more_than_ten_sentences_are_refused(person, own):
    for number in range(wellbeing.MOST_SENTENCES):
        OwnStatementFactory(person=person, words=f"Sentence {number}")

    with pytest.raises(wellbeing.TooManySentences, match="10"):
        wellbeing.add_statement(person, by=own, words="One more")


def test_a_sentence_taken_away_leaves_what_was_said_and_is_over(person, own):
    statement = OwnStatementFactory(person=person)
    wellbeing.say_how_true(statement, by=own, how_true=5)

    wellbeing.end_statement(statement, by=own)

    assert statement.answers.count() == 1
    for again in (
        lambda: wellbeing.end_statement(statement, by=own),
        lambda: wellbeing.say_how_true(statement, by=own, how_true=1),
    ):
        with pytest.raises(wellbeing.SentenceEnded):
            again()
    assert wellbeing.add_statement(person, by=own, words=statement.words).pk != statement.pk


def test_how_true_is_one_of_five(person, own):
    with pytest.raises(ValueError, match="6"):
        wellbeing.say_how_true(OwnStatementFactory(person=person), by=own, how_true=6)


# Scores under licence


@pytest.fixture
def tool(db):
    return LicensedToolFactory(is_in_use=True, lowest=0, highest=100)


def test_a_score_is_kept_with_its_licence(person, worker, tool):
    noted = wellbeing.note_score(
        person, by=worker, tool=tool, score=62, level="3", licence_reference="MADE-UP-7"
    )

    assert (noted.score, noted.level, noted.answered_on) == (62, "3", dates.today())
    assert Event.objects.filter(act=Act.NOTE_LICENSED_SCORE, person_id=person.pk).count() == 1


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"score": 101}, wellbeing.NotOnTheScale),
        ({"score": -1}, wellbeing.NotOnTheScale),
        ({"licence_reference": " "}, wellbeing.LicenceMissing),
        ({"answered_on": dt.date(2999, 1, 1)}, wellbeing.NotSaidYet),
    ],
)
def test_a_score_off_the_scale_or_without_a_licence_is_refused(person, worker, tool, facts, refusal):
    with pytest.raises(refusal):
        wellbeing.note_score(
            person, by=worker, tool=tool, **{"score": 5, "licence_reference": "MADE-UP", **facts}
        )
    assert not LicensedScore.objects.exists()


@pytest.mark.parametrize("why", ["not in use", "of another site"])
def test_a_questionnaire_that_is_not_used_here_is_refused(person, worker, why):
    elsewhere = SiteFactory(slug="luton")
    facts = {"is_in_use": False} if why == "not in use" else {"is_in_use": True, "site": elsewhere}
    tool = LicensedToolFactory(**facts)

    with pytest.raises(wellbeing.ToolNotInUse):
        wellbeing.note_score(person, by=worker, tool=tool, score=5, licence_reference="MADE-UP")


def test_the_questionnaires_that_come_with_us_are_not_in_use_before_there_is_a_licence(person):
    from careplans.models import LicensedTool

    assert set(LicensedTool.objects.filter(slug__in=["pam", "poet", "ascot"]).values_list("is_in_use")) == {
        (False,)
    }
    assert not wellbeing.tools_for(person).exists()


# Who reads it


def test_nobody_else_reads_it(person, own, worker, acting_for):
    rows = [
        WellbeingCheckFactory(person=person),
        OwnStatementFactory(person=person),
        LicensedScoreFactory(person=person),
    ]
    helper = AuthorityFactory(person=person, kind="deputy").holder
    others = [helper, staff("finance", person.site), staff("navigator", person.site)]

    for user in (own, worker, *others):
        with acting_for(user):
            seen = [type(row).objects.visible_to(user).filter(pk=row.pk).exists() for row in rows]
            behind = [type(row).objects.filter(pk=row.pk).exists() for row in rows]
        expected = [user not in others] * 3
        assert (seen, behind) == (expected, expected), user


# In words


def test_each_question_is_told_by_itself_and_anxiety_runs_the_other_way(person, own):
    WellbeingCheckFactory(person=person, answered_on=dt.date(2026, 8, 3), happy=4, anxious=8)
    WellbeingCheckFactory(person=person, answered_on=dt.date(2026, 11, 2), happy=7, anxious=5, satisfied=None)

    told = {one["name"]: one for one in reading.pictures(reading.checks_of(person, own))}

    assert "7 out of 10 on Monday 2 November 2026. That is 3 more" in told["happy"]["chart"]["sentence"]
    assert "That is 3 less" in told["anxious"]["chart"]["sentence"]
    assert "lower number is calmer" in told["anxious"]["chart"]["sentence"]
    assert "calmer" not in told["happy"]["chart"]["sentence"]
    assert len(told["satisfied"]["chart"]["bars"]) == 1
    assert len(told) == 4


@pytest.mark.parametrize(
    ("answers", "is_low"),
    [
        ({"satisfied": 2}, True),
        ({"happy": 3}, False),
        ({"anxious": 9}, True),
        ({"anxious": 0}, False),
        ({}, False),
    ],
)
def test_very_low_answers_bring_kind_words(answers, is_low):
    assert questions.is_very_low(WellbeingCheck(**answers)) is is_low
