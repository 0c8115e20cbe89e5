"""What an administrator sets for their own site: added from a day on, never changed."""

import datetime as dt
from decimal import Decimal

import pytest

from budgets import allocation
from budgets.models import AllocationPolicy, AllocationQuestion, AllocationRate, IndicativeBudget
from ipc.kernel.dates import today
from people.models import Role
from tests.factories import (
    AllocationAnswerFactory,
    AllocationFactory,
    AllocationPolicyFactory,
    AllocationQuestionFactory,
    AllocationRateFactory,
    OrganisationFactory,
    SiteFactory,
)
from tests.factories.people import staff

D = Decimal
RATES = "/admin/budgets/allocationrate/"
POLICIES = "/admin/budgets/allocationpolicy/"
QUESTIONS = "/admin/budgets/allocationquestion/"


@pytest.fixture
def administrator(house, signed_in):
    return signed_in(staff(Role.SITE_ADMIN))


def a_rate(house, **changes):
    return {
        "site": house.pk,
        "funder": "C",
        "effective_from": today().isoformat(),
        "pounds_per_point": "8.00",
        "source": "Cabinet decision 2026/41",
        **changes,
    }


def test_a_new_rate_is_added_from_today_and_nothing_shared_changes(house, administrator):
    coordinator = AllocationFactory().worker
    person = coordinator.allocations.get().person
    AllocationPolicyFactory(site=house)
    AllocationRateFactory(site=house)
    answer = AllocationAnswerFactory(question=AllocationQuestionFactory(site=house), points=24)
    shared = allocation.share(allocation.work_out(person, by=coordinator, answers=[answer]), by=coordinator)
    before = IndicativeBudget.objects.filter(pk=shared.pk).values().get()

    answered = administrator.post(RATES + "add/", a_rate(house))

    assert answered.status_code == 302
    assert AllocationRate.objects.count() == 2
    assert IndicativeBudget.objects.filter(pk=shared.pk).values().get() == before
    assert allocation.work_out(person, by=coordinator, answers=[answer]).weekly_amount == D("195.00")


def test_a_rate_from_a_day_in_the_past_is_refused(house, administrator):
    yesterday = today() - dt.timedelta(days=1)

    page = administrator.post(RATES + "add/", a_rate(house, effective_from=yesterday.isoformat()))

    assert "Enter today or a later day" in page.content.decode()
    assert not AllocationRate.objects.exists()


def test_a_second_rate_from_the_same_day_is_refused_kindly(house, administrator):
    administrator.post(RATES + "add/", a_rate(house))

    page = administrator.post(RATES + "add/", a_rate(house, pounds_per_point="9.00"))

    assert "There is already a rate from that day" in page.content.decode()


def test_a_rate_is_read_and_neither_changed_nor_deleted(house, administrator):
    rate = AllocationRateFactory(site=house)
    url = f"{RATES}{rate.pk}/change/"

    assert administrator.get(url).status_code == 200
    assert administrator.post(url, a_rate(house)).status_code == 403
    assert administrator.post(f"{RATES}{rate.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_policy_is_added_from_a_day_on(house, administrator):
    policy = {
        "site": house.pk,
        "effective_from": today().isoformat(),
        "tolerance_percent": "12.5",
        "round_up_to": "1.00",
        "source": "Cabinet decision 2026/42",
    }

    assert administrator.post(POLICIES + "add/", policy).status_code == 302
    assert AllocationPolicy.objects.get().tolerance_percent == D("12.5")


def test_a_question_is_written_with_its_answers(house, administrator):
    question = {
        "site": house.pk,
        "funder": "H",
        "position": 1,
        "words": "How is your breathing?",
        "is_in_use": "on",
        "answers-TOTAL_FORMS": 2,
        "answers-INITIAL_FORMS": 0,
        "answers-0-position": 0,
        "answers-0-words": "Fine",
        "answers-0-points": 0,
        "answers-1-position": 1,
        "answers-1-words": "Hard work",
        "answers-1-points": 12,
    }

    assert administrator.post(QUESTIONS + "add/", question).status_code == 302
    written = AllocationQuestion.objects.get()
    assert list(written.answers.values_list("words", "points")) == [("Fine", 0), ("Hard work", 12)]


def test_an_administrator_sees_and_writes_for_their_own_site_only(house, administrator):
    luton = SiteFactory(slug="luton")
    theirs = AllocationRateFactory(site=luton, source="Luton alone")

    assert "Luton alone" not in administrator.get(RATES).content.decode()
    assert administrator.get(f"{RATES}{theirs.pk}/change/").status_code == 302
    page = administrator.post(RATES + "add/", a_rate(luton))
    assert page.status_code == 200
    assert AllocationRate.objects.filter(site=luton).count() == 1


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MANAGER, Role.APPROVER, Role.FINANCE])
def test_nobody_else_enters(house, signed_in, role):
    somebody = staff(role, organisation=OrganisationFactory())

    assert signed_in(somebody).get(RATES).status_code == 302
