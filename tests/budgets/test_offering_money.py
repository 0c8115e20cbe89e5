"""The statement of resources: written as a draft, published with a number, and kept as it was."""

import pytest
from django.db import DatabaseError, transaction

from budgets import offering_money
from budgets.models import StatementOfResources, StatementStatus
from ipc.kernel.models import Event
from people.models import Cohort, Role
from tests.factories import StatementOfResourcesFactory
from tests.factories.people import staff

WORDS = {part: f"About {part}" for part in offering_money.PARTS}


@pytest.fixture
def manager(house):
    return staff(Role.MANAGER, house)


@pytest.fixture
def draft(house, manager):
    return offering_money.write(house, by=manager, **WORDS)


def test_a_draft_is_written_once_and_then_changed(house, draft, manager):
    again = offering_money.write(house, by=manager, **{**WORDS, "who_to_ask": " Ask Rosa. "})

    assert again == draft
    assert again.who_to_ask == "Ask Rosa."
    assert again.written_by == manager
    assert (again.status, again.number) == (StatementStatus.DRAFT, 0)
    assert Event.objects.filter(act="budgets.write_offer", subject_id=draft.public_id).count() == 2


def test_nobody_writes_over_a_draft_that_is_there(house, draft, manager):
    with pytest.raises(offering_money.DraftThere):
        offering_money.begin(house, by=manager, **WORDS)

    assert offering_money.begin(house, by=manager, group=Cohort.CHILD, **WORDS) != draft


def test_what_is_published_has_a_number_a_day_and_who_did_it(house, draft, manager):
    published = offering_money.publish(draft, by=manager)

    assert (published.number, published.published_by) == (1, manager)
    assert published.published_at is not None
    assert offering_money.published(house) == published
    assert offering_money.draft(house) is None


def test_the_next_one_takes_its_place_and_the_first_is_kept_with_its_days(house, draft, manager):
    first = offering_money.publish(draft, by=manager)
    second = offering_money.publish(offering_money.write(house, by=manager, **WORDS), by=manager)

    first.refresh_from_db()
    assert (first.status, first.replaced_at) == (StatementStatus.REPLACED, second.published_at)
    assert second.number == 2
    assert list(offering_money.kept(house)) == [second, first]
    assert offering_money.published(house) == second


def test_each_group_has_its_own_numbers(house, draft, manager):
    offering_money.publish(draft, by=manager)
    for_children = offering_money.write(house, by=manager, group=Cohort.CHILD, **WORDS)

    assert offering_money.publish(for_children, by=manager).number == 1
    assert offering_money.published(house, Cohort.CHILD) == for_children
    assert offering_money.published(house).group == ""


def test_what_is_published_is_not_published_again(draft, manager):
    offering_money.publish(draft, by=manager)

    with pytest.raises(offering_money.AlreadyPublished):
        offering_money.publish(draft, by=manager)


def test_a_draft_with_an_empty_part_is_not_published(house, manager):
    draft = offering_money.write(house, by=manager, **{**WORDS, "who_to_ask": "  "})

    with pytest.raises(offering_money.PartsMissing):
        offering_money.publish(draft, by=manager)


def test_the_database_lets_nobody_change_or_delete_what_was_published(house):
    kept = StatementOfResourcesFactory(site=house, number=1, status=StatementStatus.PUBLISHED)
    rows = StatementOfResources.objects.filter(pk=kept.pk)

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        rows.update(who_can_get_it="Nobody")
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
