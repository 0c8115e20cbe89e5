"""Where did this £31.42 come from, and where did it go? From any page, in two clicks."""

import json
import uuid
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budgets import ledger, payments, spending, tracing
from budgets.models import AccountKind, BudgetStatus, BudgetYear, Entry, Payment, Posting, PostingKind, Spend
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from people.models import Funder
from tests.budgets.running import COUNCIL, NHS, NOTIONAL, PERSON, in_use, margaret, paid
from tests.factories import AllocationFactory, OrganisationFactory
from tests.factories.budgets import BudgetFactory
from tests.factories.people import UserFactory, staff

AVAILABLE, HELD, SPENT = AccountKind.AVAILABLE, AccountKind.HELD, AccountKind.SPENT


@pytest.fixture
def budget(house):
    """NHS £50 a week, paid twice: £200 and £200."""
    budget = in_use({NHS: "50.00"})
    paid(budget)
    paid(budget)
    return budget


def spend(budget, amount):
    return spending.record(
        budget, by=None, key=uuid.uuid4(), line=budget.lines.first(), amount=Decimal(amount), spent_on=today()
    )


def parts(found):
    return [(part.posting and part.posting.kind, part.amount) for part in found]


def only_leg(posting):
    (leg,) = tracing.story(posting).legs
    return leg


def test_what_came_in_first_goes_out_first(budget):
    first, second = budget.payments.order_by("starts_on")
    spend(budget, "168.58")
    one = spend(budget, "31.42")
    other = spend(budget, "31.42")

    assert [(part.posting, part.amount) for part in only_leg(one.posting).earlier] == [
        (first.posting, Decimal("31.42"))
    ]
    assert [(part.posting, part.amount) for part in only_leg(other.posting).earlier] == [
        (second.posting, Decimal("31.42"))
    ]
    assert [(part.posting, part.amount) for part in only_leg(second.posting).later] == [
        (other.posting, Decimal("31.42")),
        (None, Decimal("168.58")),
    ]


def test_a_spend_over_two_payments_names_both(budget):
    spend(budget, "190.00")
    leg = only_leg(spend(budget, "31.42").posting)

    assert parts(leg.earlier) == [("payment", Decimal("10.00")), ("payment", Decimal("21.42"))]


def test_the_way_goes_back_to_the_funder_and_on_to_what_is_left(budget):
    payment = budget.payments.first()
    leg = only_leg(payment.posting)

    assert parts(leg.earlier) == [("allocation", Decimal("200.00"))]
    allocation = only_leg(leg.earlier[0].posting)
    assert allocation.earlier == []
    assert allocation.source == AccountKind.FUNDER
    assert parts(allocation.later) == [
        ("payment", Decimal("200.00")), ("payment", Decimal("200.00")), (None, Decimal("2200.00")),
    ]  # fmt: skip


def test_what_was_put_right_is_left_out_of_every_way(budget):
    wrong = spend(budget, "150.00")
    spending.put_right(wrong, because="Twice", by=None, key=uuid.uuid4())
    leg = only_leg(spend(budget, "31.42").posting)
    story = tracing.story(wrong.posting)

    assert leg.earlier[0].posting == budget.payments.order_by("starts_on").first().posting
    assert (story.put_right_by.reverses, story.legs[0].earlier, story.legs[0].later) == (
        wrong.posting,
        [],
        [],
    )
    assert tracing.story(story.put_right_by).about == wrong


def test_what_is_carried_over_leads_to_the_next_budget_and_back(budget):
    following = BudgetFactory(person=budget.person, came_from=budget, status=BudgetStatus.AGREED)
    what = {"kind": PostingKind.CARRIED, "value_on": today(), "by": None}
    amount = {NHS: Decimal("31.42")}
    out = ledger.move_between(budget, HELD, AccountKind.FUNDER, amount, key=uuid.uuid4(), **what)
    back = ledger.move_between(following, AccountKind.FUNDER, HELD, amount, key=uuid.uuid4(), **what)

    assert [(part.posting, part.amount) for part in only_leg(out).later] == [(back, Decimal("31.42"))]
    assert [(part.posting, part.amount) for part in only_leg(back).earlier] == [(out, Decimal("31.42"))]
    assert parts(only_leg(out).earlier) == [("payment", Decimal("31.42"))]


def test_each_funder_has_its_own_way(house):
    budget = margaret()
    payment = paid(budget)
    story = tracing.story(payment.posting)

    assert {leg.funder: [part.amount for part in leg.earlier] for leg in story.legs} == {
        NHS: [Decimal("380.00")],
        COUNCIL: [Decimal("592.00")],
    }


def test_every_posting_says_what_it_was_for(house):
    budget = in_use(
        {NHS: "50.00", COUNCIL: "50.00"}, ({NHS: "5.00"}, {"option": NOTIONAL}), contribution="9.00"
    )
    payment, year = paid(budget), budget.years.get()
    about = {posting.kind: tracing.story(posting).about for posting in Posting.objects.filter(budget=budget)}

    assert about == {
        PostingKind.ALLOCATION: year,
        PostingKind.COMMITMENT: year,
        PostingKind.PAYMENT: payment,
        PostingKind.CONTRIBUTION: payment,
    }
    assert isinstance(year, BudgetYear)
    assert isinstance(payment, Payment)


@pytest.mark.parametrize("seed", [7])
def test_every_pound_of_every_leg_is_accounted_for(house, seed):
    """Whatever is spent and put right in whatever order: the parts of a leg are always the whole leg."""
    import random

    chance, budget = random.Random(seed), margaret()
    spends = []
    for _step in range(12):
        if chance.random() < 0.3 or not budget.payments.exists():
            paid(budget)
        elif spends and chance.random() < 0.3:
            spending.put_right(spends.pop(), because="Wrong", by=None, key=uuid.uuid4())
        else:
            spends.append(spend(budget, Decimal(chance.randrange(1, 9000)) / 100))
    for posting in Posting.objects.filter(budget=budget, reverses=None, reversed_by=None):
        for leg in tracing.story(posting).legs:
            if leg.source != AccountKind.FUNDER:
                assert sum(part.amount for part in leg.earlier) == leg.amount
            assert sum(part.amount for part in leg.later) == leg.amount
    assert PERSON in ledger.balances(budget)[HELD]


def page_of(client, name, *args, **query):
    return client.get(reverse(name, args=args), query).content.decode()


def test_from_any_amount_to_its_story_in_two_clicks(budget, signed_in):
    """Payments → the payment → every pound, or at once where it came from and went."""
    one = spend(budget, "31.42")
    client = signed_in(staff("finance"))
    payment = budget.payments.order_by("starts_on").first()
    story, moved = (
        reverse("posting", args=[one.posting.public_id]),
        reverse("entries", args=[budget.public_id]),
    )

    first = page_of(client, "release_payment", payment.public_id)
    assert moved in first
    assert reverse("posting", args=[payment.posting.public_id]) in first
    assert story in client.get(moved).content.decode()
    told = client.get(story).content.decode()
    assert "£31.42: Direct payment," in told
    assert "£31.42 was spent on this" in told
    assert reverse("posting", args=[payment.posting.public_id]) in told


def test_the_list_is_narrowed_by_kind_funder_and_month(house, signed_in):
    budget = margaret()
    paid(budget)
    client = signed_in(staff("finance"))
    address = reverse("entries", args=[budget.public_id])

    def rows(**query):
        return (
            client.get(address, query).content.decode().count('<tr class="govuk-table__row"><th scope="row"')
        )

    assert rows() == 3
    assert rows(kind="payment") == 1
    assert rows(funder="Y") == 1
    assert rows(kind="payment", funder="E") == 0
    assert rows(month=f"{today():%Y-%m}", kind="payment") == 1
    assert rows(month="1999-01", kind="nonsense", funder="?") == 3
    assert "Nothing like this has moved" in page_of(client, "entries", budget.public_id, kind="carried")


def test_looking_is_written_down(budget, signed_in):
    posting = Posting.objects.filter(budget=budget).first()
    finance = staff("finance")
    client = signed_in(finance)
    for name, row in (("entries", budget), ("posting", posting)):
        page_of(client, name, row.public_id)

    assert Event.objects.filter(is_read=True, actor=finance, person_id=budget.person_id).count() == 2


def test_whoever_else_may_not_see_is_sent_elsewhere(budget, signed_in):
    posting = Posting.objects.filter(budget=budget).first()
    own = signed_in(UserFactory(person=budget.person))

    assert own.get(reverse("entries", args=[budget.public_id]))["Location"] == reverse("my_money")
    assert own.get(reverse("posting", args=[posting.public_id]))["Location"] == reverse("my_money")
    stranger = signed_in(staff("coordinator"))
    assert stranger.get(reverse("posting", args=[posting.public_id])).status_code == 404
    holder = signed_in(staff("holder", organisation=OrganisationFactory(kind="provider")))
    assert holder.get(reverse("posting", args=[posting.public_id])).status_code == 404
    mine = signed_in(AllocationFactory(person=budget.person).worker)
    assert mine.get(reverse("posting", args=[posting.public_id])).status_code == 200


MANY = """
SELECT ledger_post(%(budget)s, uuidv7(), 'many ' || n, 'payment', %(day)s, NULL, NULL,
                   CASE WHEN n %% 2 = 0 THEN %(back)s::jsonb ELSE %(there)s::jsonb END)
  FROM generate_series(1, %(times)s) AS n
"""
AT_ONCE = 250


def post_many(budget, times):
    """Post so many times there and back, three funders each time, in few statements."""
    funders = (NHS, COUNCIL, Funder.EDUCATION)
    ways = [(ledger.account(budget, AVAILABLE, one), ledger.account(budget, HELD, one)) for one in funders]
    there = [{"debit": one, "credit": other, "amount": "1.00"} for one, other in ways]
    back = [{"debit": other, "credit": one, "amount": "1.00"} for one, other in ways]
    facts = {"budget": budget.pk, "day": today(), "there": json.dumps(there), "back": json.dumps(back)}
    with connection.cursor() as cursor:
        for start in range(0, times, AT_ONCE):
            cursor.execute(MANY, {**facts, "times": min(AT_ONCE, times - start)})


@pytest.fixture
def of_three(house):
    return in_use({NHS: "50.00", COUNCIL: "50.00", Funder.EDUCATION: "50.00"})


def test_pages_and_api_are_flat_with_ten_and_with_three_thousand_entries(of_three, signed_in):
    one = paid(of_three).posting
    post_many(of_three, 2)
    client = signed_in(staff("finance"))
    asks = [
        lambda: page_of(client, "entries", of_three.public_id),
        lambda: page_of(client, "posting", one.public_id),
        lambda: client.get(f"/api/v1/postings/?budget={of_three.public_id}"),
        lambda: client.get(f"/api/v1/entries/?budget={of_three.public_id}"),
        lambda: client.get(f"/api/v1/postings/{one.public_id}/"),
    ]
    asks[0]()
    few = [_queries(ask) for ask in asks]
    post_many(of_three, 996)

    assert Entry.objects.filter(posting__budget=of_three).count() == 3000
    assert [_queries(ask) for ask in asks] == few
    assert max(few) < 40
    page = page_of(client, "entries", of_three.public_id)
    assert page.count("£3.00") >= 50
    assert "after=" in page


def _queries(ask):
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_the_next_page_goes_on_where_the_last_one_ended_with_what_was_asked(of_three, signed_in):
    post_many(of_three, 60)
    client = signed_in(staff("finance"))
    token = Posting.objects.filter(budget=of_three).order_by("-pk")[49].public_id
    page = page_of(client, "entries", of_three.public_id, kind="payment")

    assert f"kind=payment&amp;after={token}" in page
    following = page_of(client, "entries", of_three.public_id, kind="payment", after=token)
    assert following.count('<tr class="govuk-table__row"><th scope="row"') == 10


def test_the_api_tells_postings_their_story_and_entries(budget, signed_in):
    one = spend(budget, "31.42")
    client = signed_in(staff("finance"))
    posting = client.get(f"/api/v1/postings/?budget={budget.public_id}").json()["results"][0]
    story = client.get(f"/api/v1/postings/{one.posting.public_id}/").json()
    entry = client.get(f"/api/v1/entries/?budget={budget.public_id}").json()["results"][0]

    assert posting["legs"] == [{"funder": "H", "was_in": "held", "went_to": "spent", "amount": "31.42"}]
    assert story["legs"][0]["earlier"] == [
        {"posting": str(budget.payments.order_by("starts_on").first().posting.public_id), "amount": "31.42"}
    ]
    assert story["legs"][0]["later"] == [{"posting": None, "amount": "31.42"}]
    assert (entry["kind"], entry["amount"]) == ("spend", "31.42")
    assert client.get("/api/v1/entries/?budget=x").status_code == 400
    assert client.get(f"/api/v1/postings/?budget={margaret().public_id}").json()["results"] != []
    assert signed_in(staff("coordinator")).get("/api/v1/entries/").json()["results"] == []
    assert Spend.objects.count() == 1


def test_payments_are_explained_on_their_page(house, signed_in):
    from tests.budgets.test_correcting import WEEK, cheaper

    budget = in_use({COUNCIL: "100.00"}, starts_on=today() - 4 * WEEK)
    paid(budget)
    cheaper(budget, "90.00", budget.starts_on)
    worker = AllocationFactory(person=budget.person).worker
    page = page_of(signed_in(worker), "prepare_payment", budget.public_id)
    payment = payments.prepare(budget, by=worker, starts_on=payments.next_starts_on(budget))

    for told in (page, page_of(signed_in(staff("finance")), "release_payment", payment.public_id)):
        assert "These days alone come to £360.00." in told
        assert "£40.00 is taken off" in told
