"""What an administrator sets for their own site: added from a day on, never changed."""

import datetime as dt
from decimal import Decimal

import pytest

from budgets import allocation, rates
from budgets.models import (
    AllocationBand,
    AllocationMethod,
    AllocationPolicy,
    AllocationQuestion,
    AllocationRate,
    AllocationTariff,
    DelegatedLimit,
    IndicativeBudget,
)
from ipc.kernel.dates import today
from ipc.kernel.models import Event
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
METHODS = "/admin/budgets/allocationmethod/"


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
        "is_informal_support": "on",
        "group": "child",
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
    written = AllocationQuestion.objects.get(group="child", is_informal_support=True)
    assert list(written.answers.values_list("words", "points")) == [("Fine", 0), ("Hard work", 12)]


def a_method(house, bands=(), tariffs=(), **changes):
    """Return what the form of a method sends, with its bands (from, to, pounds) and fixed sums."""
    typed = {
        "site": house.pk,
        "funder": "C",
        "method": "bands",
        "words": "The council uses bands.",
        "effective_from": today().isoformat(),
        "source": "Cabinet decision 2026/43",
        "bands-TOTAL_FORMS": len(bands),
        "bands-INITIAL_FORMS": 0,
        "tariffs-TOTAL_FORMS": len(tariffs),
        "tariffs-INITIAL_FORMS": 0,
        **changes,
    }
    for number, (first, last, amount) in enumerate(bands):
        named = {"points_from": first, "points_to": last, "weekly_amount": amount}
        typed |= {f"bands-{number}-{name}": value for name, value in named.items()}
    for number, (words, amount) in enumerate(tariffs):
        named = {"position": number, "words": words, "is_one_off": "on", "amount": amount}
        typed |= {f"tariffs-{number}-{name}": value for name, value in named.items()}
    return typed


def test_a_method_is_added_with_its_bands(house, administrator):
    bands = [(0, 9, "50.00"), (10, "", "120.00")]

    assert administrator.post(METHODS + "add/", a_method(house, bands)).status_code == 302

    method = AllocationMethod.objects.get(funder="C", method="bands", group="")
    assert list(method.bands.values_list("points_from", "points_to")) == [(0, 9), (10, None)]
    assert administrator.get(f"{METHODS}{method.pk}/change/").status_code == 200
    assert administrator.post(f"{METHODS}{method.pk}/change/", a_method(house, bands)).status_code == 403


def test_a_method_is_added_with_its_fixed_sums_for_one_group(house, administrator):
    typed = a_method(house, tariffs=[("A wheelchair", "600.00")], method="tariff", funder="H", group="older")

    assert administrator.post(METHODS + "add/", typed).status_code == 302
    assert AllocationMethod.objects.get(group="older").tariffs.get().amount == D("600.00")


@pytest.mark.parametrize(
    ("bands", "tariffs", "method", "refused"),
    [
        ([], [], "bands", "Bands begin at 0 points"),
        ([(1, "", "5.00")], [], "bands", "Bands begin at 0 points"),
        ([(0, 4, "5.00"), (6, "", "9.00")], [], "bands", "Bands begin at 0 points"),
        ([(0, 4, "5.00")], [], "bands", "Bands begin at 0 points"),
        ([(0, "", "-5.00")], [], "bands", "Enter an amount of £0.00 or more"),
        ([(0, "", "5.00")], [], "points", "Bands belong to the method of bands"),
        ([], [], "tariff", "Add a fixed sum"),
        ([], [("Nothing", "0.00")], "tariff", "Enter an amount of £0.01 or more"),
        ([], [("A wheelchair", "6.00")], "cost", "Fixed sums belong to the method of fixed sums"),
    ],
)
def test_a_method_has_what_belongs_to_it_and_nothing_else(
    house, administrator, bands, tariffs, method, refused
):
    page = administrator.post(METHODS + "add/", a_method(house, bands, tariffs, method=method))

    assert refused in page.content.decode()
    assert not AllocationMethod.objects.exists()


@pytest.mark.parametrize(
    ("method", "bands", "tariffs", "refusal"),
    [
        ("bands", [AllocationBand(points_from=1, weekly_amount=5)], [], rates.BandsWrong),
        ("cost", [AllocationBand(points_from=0, weekly_amount=5)], [], rates.OnlyForBands),
        ("tariff", [], [], rates.TariffsMissing),
        ("points", [], [AllocationTariff(words="A chair", amount=5)], rates.OnlyForTariffs),
    ],
)
def test_the_verb_refuses_parts_that_do_not_belong(house, method, bands, tariffs, refusal):
    row = AllocationMethod(site=house, funder="C", method=method, effective_from=today(), source="Made up")

    with pytest.raises(refusal):
        rates.add_method(row, bands=bands, tariffs=tariffs, by=staff(Role.SITE_ADMIN))


def test_the_verb_keeps_a_method_whole(house):
    row = AllocationMethod(site=house, funder="C", method="bands", effective_from=today(), source="Made up")
    band = AllocationBand(points_from=0, weekly_amount=D("5.00"))

    kept = rates.add_method(row, bands=[band], by=staff(Role.SITE_ADMIN))

    assert AllocationMethod.objects.get(pk=kept.pk).bands.get().weekly_amount == D("5.00")
    assert Event.objects.filter(act="budgets.add_allocation_rule").exists()


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


LIMITS = "/admin/budgets/delegatedlimit/"


def test_limits_are_added_for_approvers_and_then_for_managers(house, administrator):
    row = {
        "site": house.pk,
        "funder": "C",
        "weekly_up_to": "150.00",
        "one_off_up_to": "500.00",
        "effective_from": today().isoformat(),
        "source": "Scheme of delegation 2026",
    }
    page = administrator.get(f"{LIMITS}add/").content.decode()
    assert "A funder without any limit here is signed for by its approvers without one" in page

    refused = administrator.post(f"{LIMITS}add/", {**row, "role": "manager"}).content.decode()
    assert "Set a limit for this funder’s approvers first." in refused
    for role in ("approver", "manager"):
        assert administrator.post(f"{LIMITS}add/", {**row, "role": role}).status_code == 302

    listed = administrator.get(LIMITS).content.decode()
    assert "Approver for a funder" in listed
    assert DelegatedLimit.objects.filter(site=house, weekly_up_to=D("150.00")).count() == 2
