"""The pages of payments: what is due, the story of a pound, one click that is one payment."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from budgets import ledger, payments
from budgets.models import AccountKind, Payment, PaymentStatus
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from people.models import PersonStatus
from tests.budgets.running import COUNCIL, NHS, NOTIONAL, THIRD_PARTY, in_use, margaret, paid
from tests.factories import AllocationFactory, OrganisationFactory, PersonFactory, SiteFactory
from tests.factories.people import ConflictFactory, UserFactory, staff


def prepared(budget):
    return payments.prepare(budget, by=staff("coordinator"), starts_on=payments.next_starts_on(budget))


def page_of(client, name, *args, **query):
    return client.get(reverse(name, args=args), query).content.decode()


def test_what_needs_a_look_comes_first(house, signed_in):
    later = prepared(margaret(starts_on=today() + dt.timedelta(days=9)))
    late = prepared(margaret())
    over = prepared(margaret(starts_on=today() + dt.timedelta(days=20)))
    over.person.status = PersonStatus.MOVED
    over.person.save()

    page = page_of(signed_in(staff("finance")), "payments")

    places = [page.index(payment.person.name) for payment in (over, late, later)]
    assert places == sorted(places)
    assert "No longer supported here" in page
    assert "Late" in page


def test_what_is_released_has_a_list_of_its_own(house, signed_in):
    due, done = prepared(margaret()), paid(margaret())
    client = signed_in(staff("finance"))

    assert done.person.name not in page_of(client, "payments")
    released = page_of(client, "payments", show="released")
    assert done.person.name in released
    assert due.person.name not in released


def test_a_list_that_names_people_counts_as_a_look_at_each(house, signed_in):
    holder = OrganisationFactory(kind="provider")
    budget = in_use(({COUNCIL: "30.00"}, {"option": THIRD_PARTY, "holder": holder}), {NHS: "40.00"})
    payment = prepared(budget)

    for role, organisation, name in (("finance", None, "payments"), ("holder", holder, "held_budgets")):
        user = staff(role, organisation=organisation)
        assert page_of(signed_in(user), name)
        assert Event.objects.get(is_read=True, actor=user).person_id == payment.person_id


def test_the_list_costs_the_same_for_one_and_for_ten(house, signed_in, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(staff("finance"))
    prepared(margaret())
    page_of(client, "payments")
    with CaptureQueriesContext(connection) as one:
        page_of(client, "payments")
    for _payment in range(9):
        prepared(margaret())
    with django_assert_num_queries(len(one)):
        page_of(client, "payments")


def test_long_lists_go_on(house, signed_in):
    budget, made = margaret(), []
    for place in range(51):
        day = budget.starts_on + dt.timedelta(days=place * 28)
        made.append(
            Payment(
                site=budget.site, person=budget.person, budget=budget, starts_on=day,
                ends_on=day + dt.timedelta(days=27), amount=1, prepared_at=budget.opened_at,
            )
        )  # fmt: skip
    Payment.objects.bulk_create(made)
    client = signed_in(staff("finance"))
    first = page_of(client, "payments")
    token = Payment.objects.order_by("starts_on")[49].public_id

    assert f"after={token}" in first
    assert page_of(client, "payments", after=token).count(budget.person.name) == 1


def test_the_story_tells_whose_for_what_and_by_which_rules(house, signed_in):
    payment = prepared(margaret())
    page = page_of(signed_in(staff("finance")), "release_payment", payment.public_id)

    for told in (
        "£972.00 for",
        "£380.00",
        "£592.00",
        "£128.00",
        "I want to be up by nine",
        "Care Act 2014 s25 and s31",
        "Release the payment",
    ):
        assert told in page
    assert "Not kept" not in page


def test_a_double_click_on_release_is_one_payment(house, signed_in):
    payment = prepared(margaret())
    client, key = signed_in(staff("finance")), uuid.uuid4()
    address = reverse("release_payment", args=[payment.public_id])

    for _click in range(2):
        assert client.post(address, {"key": key}).status_code == 302
    page = client.get(address).content.decode()

    assert ledger.balances(payment.budget)[AccountKind.HELD][NHS] == 380
    assert "Release the payment" not in page
    assert "£972.00 is on its way" in page


def test_releasing_again_with_a_stale_page_is_told(house, signed_in):
    payment = paid(margaret())

    answer = signed_in(staff("finance")).post(
        reverse("release_payment", args=[payment.public_id]), {"key": uuid.uuid4()}
    )

    assert answer.status_code == 200
    assert "Nothing has been paid twice" in answer.content.decode()


def test_a_broken_rule_takes_the_button_away(house, signed_in):
    payment = prepared(margaret())
    payment.person.status = PersonStatus.DIED
    payment.person.save()
    client = signed_in(staff("finance"))
    page = page_of(client, "release_payment", payment.public_id)

    assert "Not kept" in page
    assert "Release the payment" not in page
    answer = client.post(reverse("release_payment", args=[payment.public_id]), {"key": uuid.uuid4()})
    assert "no longer supported" in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "there", "elsewhere"),
    [("finance", 200, 404), ("coordinator", 404, 404), ("manager", 403, 404), ("navigator", 404, 404)],
)
def test_only_finance_of_the_site_releases(house, signed_in, role, there, elsewhere):
    address = reverse("release_payment", args=[prepared(margaret()).public_id])

    assert signed_in(staff(role)).get(address).status_code == there
    assert signed_in(staff(role, SiteFactory(slug="luton"))).get(address).status_code == elsewhere
    assert Payment.objects.get().status == PaymentStatus.DUE


def test_the_person_sees_no_list_of_payments_of_staff(house, signed_in):
    budget = margaret()
    client = signed_in(UserFactory(person=budget.person))

    assert client.get(reverse("payments")).status_code == 403
    assert client.get(reverse("release_payment", args=[prepared(budget).public_id])).status_code == 403


def test_a_coordinator_prepares_and_a_second_click_changes_nothing(house, signed_in):
    budget = margaret()
    client = signed_in(AllocationFactory(person=budget.person).worker)
    address = reverse("prepare_payment", args=[budget.public_id])
    page = client.get(address).content.decode()
    assert "£972.00" in page
    day = budget.starts_on
    typed = {
        "key": uuid.uuid4(),
        "starts_on_day": day.day,
        "starts_on_month": day.month,
        "starts_on_year": day.year,
    }

    for _click in range(2):
        assert client.post(address, typed).status_code == 302
    assert Payment.objects.count() == 1
    again = client.post(address, {**typed, "key": uuid.uuid4()})
    assert "already a payment for some of these days" in again.content.decode()


def test_without_a_direct_payment_there_is_nothing_to_prepare(house, signed_in):
    budget = in_use(({NHS: "20.00"}, {"option": NOTIONAL}))
    client = signed_in(AllocationFactory(person=budget.person).worker)

    assert "nothing to prepare" in page_of(client, "prepare_payment", budget.public_id)


def test_a_holder_sees_the_lines_it_holds_and_no_others(house, signed_in):
    budget = in_use(
        ({COUNCIL: "30.00"}, {"option": THIRD_PARTY, "words": "Days out"}),
        ({NHS: "20.00"}, {"words": "Something private"}),
        person=PersonFactory(family_name="Heldperson"),
    )
    in_use(({COUNCIL: "31.00"}, {"option": NOTIONAL}), person=PersonFactory(family_name="Notheld"))
    holder = budget.lines.first().holder
    page = page_of(signed_in(staff("holder", organisation=holder)), "held_budgets")

    assert "Heldperson" in page
    assert "Days out" in page
    assert "£30.00" in page
    assert "Something private" not in page
    assert "Notheld" not in page
    assert "You hold no budget yet" in page_of(signed_in(staff("coordinator")), "held_budgets")


def test_a_holder_reaches_nothing_but_its_lines_even_past_the_pages(house, acting_for, signed_in):
    from budgets.models import Account, BudgetLine, Spend

    budget = in_use(({COUNCIL: "30.00"}, {"option": THIRD_PARTY}), {NHS: "20.00"})
    paid(budget)
    holder = staff("holder", organisation=budget.lines.first().holder)

    with acting_for(holder):
        assert list(BudgetLine.objects.visible_to(holder)) == [budget.lines.first()]
        assert not Account.objects.exists()
        assert not Payment.objects.exists()
        assert not Spend.objects.exists()
    client = signed_in(holder)
    assert client.get("/api/v1/payments/").status_code == 403
    assert client.get("/api/v1/spends/").json()["results"] == []


def test_a_holders_worker_never_opens_the_lines_of_somebody_close(house):
    from budgets.models import BudgetLine

    budget = in_use(({COUNCIL: "30.00"}, {"option": THIRD_PARTY}))
    holder = staff("holder", organisation=budget.lines.get().holder)
    ConflictFactory(user=holder, person=budget.person)

    assert not BudgetLine.objects.visible_to(holder).exists()
