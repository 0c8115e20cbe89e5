"""The indicative budget: worked out from the day's rates, shown once, never changed afterwards."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.db.utils import InternalError

from budgets import allocation
from budgets.models import AllocationRate, IndicativeBudget, IndicativeStatus
from budgets.tasks import tell_of_indicative
from ipc.kernel.models import Effect, Event
from ipc.kernel.tasks import deliver_effects
from people.models import Funder
from tests.factories import (
    AllocationAnswerFactory,
    AllocationFactory,
    AllocationPolicyFactory,
    AllocationQuestionFactory,
    AllocationRateFactory,
    AuthorityFactory,
    IndicativeBudgetFactory,
    PersonFactory,
    SiteFactory,
    UserFactory,
)

D = Decimal


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def coordinator(person):
    return AllocationFactory(person=person).worker


def asked(site, funder=Funder.COUNCIL, points=24, **question):
    """Return the answer to a new question of the site."""
    return AllocationAnswerFactory(
        question=AllocationQuestionFactory(site=site, funder=funder, **question), points=points
    )


@pytest.fixture
def answers(house):
    """24 council points at £7.50 and 19 NHS points at £4.97, to be rounded up to £95."""
    AllocationPolicyFactory(site=house)
    AllocationRateFactory(site=house)
    AllocationRateFactory(site=house, funder=Funder.NHS, pounds_per_point=D("4.97"))
    return [asked(house, points=20), asked(house, points=4), asked(house, Funder.NHS, points=19)]


def test_working_out_adds_points_times_rate_for_each_funder(person, coordinator, answers):
    indicative = allocation.work_out(person, by=coordinator, answers=answers)

    shares = dict(indicative.shares.values_list("funder", "weekly_amount"))
    assert shares == {"C": D("180.00"), "H": D("95.00")}
    assert indicative.weekly_amount == D("275.00")
    assert (indicative.weekly_low_amount, indicative.weekly_high_amount) == (D("247.50"), D("302.50"))
    assert indicative.status == IndicativeStatus.DRAFT


def test_working_out_keeps_every_question_answer_point_and_rate_in_words(person, coordinator, answers):
    working = allocation.work_out(person, by=coordinator, answers=answers).working

    nhs, council = working["funders"]
    rate = AllocationRate.objects.get(funder=Funder.NHS)
    assert nhs["questions"] == [
        {
            "id": str(answers[2].question.public_id),
            "words": answers[2].question.words,
            "answer": answers[2].words,
            "points": 19,
        }
    ]
    assert nhs["rate"] == {
        "id": str(rate.public_id),
        "pounds_per_point": "4.97",
        "effective_from": "2026-04-01",
        "source": "Made-up rates 2026",
    }
    assert nhs["in_words"] == (
        "NHS: 19 points × £4.97 a point = £94.43 a week. Rounded up to the next £5.00: £95.00 a week."
    )
    assert council["in_words"] == "Council: 24 points × £7.50 a point = £180.00 a week."
    assert working["in_words"] == [
        "All together: £95.00 + £180.00 = £275.00 a week.",
        "Plans differ, so we allow 10% either way: from £247.50 to £302.50 a week.",
    ]


def test_the_rate_is_the_newest_whose_day_has_come(person, coordinator, answers, house):
    AllocationRateFactory(site=house, effective_from=dt.date(2026, 6, 1), pounds_per_point=D("10.00"))
    AllocationRateFactory(site=house, effective_from=dt.date(2999, 1, 1), pounds_per_point=D("99.00"))

    indicative = allocation.work_out(person, by=coordinator, answers=answers)

    assert indicative.shares.get(funder="C").weekly_amount == D("240.00")


def test_another_sites_rates_and_questions_do_not_count(person, coordinator, answers):
    luton = SiteFactory(slug="luton")
    AllocationRateFactory(site=luton, effective_from=dt.date(2026, 6, 1), pounds_per_point=D("99.00"))
    asked(luton)

    assert allocation.work_out(person, by=coordinator, answers=answers).weekly_amount == D("275.00")


def test_every_question_in_use_needs_an_answer(person, coordinator, answers):
    with pytest.raises(allocation.QuestionsUnanswered):
        allocation.work_out(person, by=coordinator, answers=answers[:2])


def test_an_answer_to_a_question_out_of_use_is_refused(person, coordinator, answers, house):
    old = asked(house, is_in_use=False)

    with pytest.raises(allocation.QuestionsUnanswered):
        allocation.work_out(person, by=coordinator, answers=[*answers, old])


def test_a_site_without_questions_is_refused(person, coordinator):
    with pytest.raises(allocation.NoQuestions):
        allocation.work_out(person, by=coordinator, answers=[])


def test_a_funder_without_a_rate_is_refused_by_name(person, coordinator, answers, house):
    with pytest.raises(allocation.RateMissing, match="no Education rate"):
        allocation.work_out(
            person, by=coordinator, answers=[*answers, asked(house, Funder.EDUCATION, points=0)]
        )


def test_a_site_without_a_policy_for_today_is_refused(person, coordinator, house):
    AllocationPolicyFactory(site=house, effective_from=dt.date(2999, 1, 1))
    AllocationRateFactory(site=house)

    with pytest.raises(allocation.PolicyMissing):
        allocation.work_out(person, by=coordinator, answers=[asked(house)])


def test_every_one_is_kept_and_sharing_replaces_the_one_before(person, coordinator, answers):
    first = allocation.share(allocation.work_out(person, by=coordinator, answers=answers), by=coordinator)
    draft = allocation.work_out(person, by=coordinator, answers=answers)

    second = allocation.share(allocation.work_out(person, by=coordinator, answers=answers), by=coordinator)

    statuses = dict(IndicativeBudget.objects.filter(person=person).values_list("pk", "status"))
    assert statuses == {
        first.pk: IndicativeStatus.REPLACED,
        draft.pk: IndicativeStatus.DRAFT,
        second.pk: IndicativeStatus.SHARED,
    }
    assert second.shared_by == coordinator
    assert second.shared_at is not None


def test_sharing_again_is_refused(person, coordinator, answers):
    indicative = allocation.share(
        allocation.work_out(person, by=coordinator, answers=answers), by=coordinator
    )

    with pytest.raises(allocation.AlreadyShown):
        allocation.share(indicative, by=coordinator)


def test_a_rate_that_changes_later_changes_nothing_that_was_shown(person, coordinator, answers, house):
    indicative = allocation.share(
        allocation.work_out(person, by=coordinator, answers=answers), by=coordinator
    )
    before = IndicativeBudget.objects.filter(pk=indicative.pk).values().get()
    shares_before = list(indicative.shares.values())

    AllocationRateFactory(
        site=house, effective_from=dt.datetime.now(dt.UTC).date(), pounds_per_point=D("1.00")
    )
    AllocationPolicyFactory(
        site=house, effective_from=dt.datetime.now(dt.UTC).date(), tolerance_percent=D("50.0")
    )

    assert IndicativeBudget.objects.filter(pk=indicative.pk).values().get() == before
    assert list(indicative.shares.values()) == shares_before
    assert allocation.work_out(person, by=coordinator, answers=answers).weekly_amount != D("275.00")


@pytest.mark.parametrize(
    "change", [{"weekly_amount": D("280.00")}, {"working": {}}, {"status": IndicativeStatus.DRAFT}]
)
def test_the_database_refuses_a_change_of_what_was_shown(person, change):
    shown = IndicativeBudgetFactory(person=person)

    with pytest.raises(InternalError, match="never changes"), transaction.atomic():
        IndicativeBudget.objects.filter(pk=shown.pk).update(**change)


def test_the_database_refuses_a_change_of_a_rate_or_a_share(person, house):
    rate = AllocationRateFactory(site=house)
    shown = IndicativeBudgetFactory(person=person)

    for rows, change in (
        (AllocationRate.objects.filter(pk=rate.pk), {"pounds_per_point": D("1.00")}),
        (shown.shares.all(), {"weekly_amount": D("1.00")}),
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            rows.update(**change)


def test_working_out_and_sharing_are_audited(person, coordinator, answers):
    allocation.share(allocation.work_out(person, by=coordinator, answers=answers), by=coordinator)

    acts = list(
        Event.objects.filter(person_id=person.pk, actor=coordinator)
        .order_by("pk")
        .values_list("act", flat=True)
    )
    assert acts == ["budgets.work_out_indicative", "budgets.share_indicative"]


def test_sharing_sends_word_without_content_to_the_person_and_whoever_acts_for_them(
    person, coordinator, answers
):
    own = UserFactory(person=person, name="Ada Maddup")
    parent = AuthorityFactory(person=person).holder
    UserFactory()

    indicative = allocation.share(
        allocation.work_out(person, by=coordinator, answers=answers), by=coordinator
    )

    effect = Effect.objects.get(task="budgets.tell_of_indicative")
    assert effect.subject_id == indicative.pk
    tell_of_indicative.run(indicative.pk)
    deliver_effects()
    assert sorted(message.to[0] for message in mail.outbox) == sorted([own.email, parent.email])
    for message in mail.outbox:
        assert "something new" in message.subject
        assert "£" not in message.body
        assert "/my/money/indicative/" in message.body


def test_word_of_one_that_was_replaced_meanwhile_is_not_sent(person):
    UserFactory(person=person)

    tell_of_indicative.run(IndicativeBudgetFactory(person=person, status=IndicativeStatus.REPLACED).pk)

    assert mail.outbox == []


@pytest.mark.parametrize(
    ("exact", "step", "rounded"),
    [
        ("94.43", "5.00", "95.00"),
        ("95.00", "5.00", "95.00"),
        ("0.00", "5.00", "0.00"),
        ("95.01", "0.01", "95.01"),
    ],
)
def test_rounding_goes_up_to_the_next_step(exact, step, rounded):
    assert allocation.round_up(D(exact), D(step)) == D(rounded)
