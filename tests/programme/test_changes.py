"""What was changed in a record: which field, from what to what, who and when; for managers."""

import pytest
from django.urls import reverse

from careplans.models import AboutHeading
from ipc.kernel import acting
from ipc.kernel.models import Event
from ipc.programme import changes
from people.acts import Act
from tests.factories import (
    AllocationFactory,
    ConsentFactory,
    FlagFactory,
    PersonFactory,
    RelationshipFactory,
    RestrictionFactory,
    SiteFactory,
    StatementFactory,
    UserFactory,
)
from tests.factories.people import staff


@pytest.fixture
def manager(house):
    return staff("manager", house)


@pytest.fixture
def margaret(house):
    worker = staff("coordinator", house, name="Sam Okafor")
    return AllocationFactory(
        worker=worker, person__given_name="Margaret", person__family_name="Hill", person__phone="01226 1"
    ).person


@pytest.fixture
def moved(margaret, acting_for):
    """The coordinator changed the telephone number."""
    with acting_for(margaret.allocations.get().worker):
        margaret.phone = "01226 2"
        margaret.save()
    return margaret


def of(person, user, **asked):
    with acting.acting_as(user.acting()):
        return changes.page(person, user, **asked)


def test_a_change_tells_field_before_now_who_and_when(moved, manager):
    newest = of(moved, manager)[0][0]

    assert newest["what"] == "Person"
    assert newest["who"] == "Sam Okafor"
    assert newest["when"]
    assert newest["fields"] == [{"label": "Phone", "before": "01226 1", "now": "01226 2"}]


def test_something_new_tells_only_what_was_written_in_words(margaret, manager):
    dev = RelationshipFactory(person=margaret, name="Dev Hill", kind="friend")
    ConsentFactory(person=margaret, user=None, relationship=dev, sections=["identity", "plan"])
    new = {change["what"]: change for change in of(margaret, manager)[0]}

    told = {field["label"]: field["now"] for field in new["Consent"]["fields"]}
    assert told["Sections"] == "Name and how to reach you, My plan"
    assert told["Relationship"] == "Dev Hill, Friend or neighbour"
    assert new["Consent"]["is_new"]
    assert "Notes" not in {field["label"] for field in new["Relationship"]["fields"]}


def test_changes_of_every_room_are_there(margaret, manager):
    StatementFactory(person=margaret, heading=AboutHeading.MATTERS, words="My garden")
    FlagFactory(person=margaret)
    told = {change["what"] for change in of(margaret, manager)[0]}

    assert {"Person", "Flag", "Statement"} <= told
    assert {label.split(".")[0] for label in changes.histories()} >= {"people", "careplans", "budgets"}


def test_pages_follow_each_other_without_a_gap(margaret, manager, monkeypatch):
    monkeypatch.setattr(changes, "PAGE", 3)
    for number in range(10):
        margaret.phone = f"01226 {number + 100}"
        margaret.save()
    seen, before = [], ""
    while True:
        found, before = of(margaret, manager, before=before)
        seen += [field["now"] for change in found for field in change["fields"] if field["label"] == "Phone"]
        if not before:
            break

    assert seen == [*(f"01226 {number + 100}" for number in reversed(range(10))), "01226 1"]


@pytest.mark.parametrize("before", ["x", "1:2:3", "", "\x00"])
def test_a_wrong_token_begins_at_the_beginning(margaret, manager, before):
    assert of(margaret, manager, before=before) == of(margaret, manager)


def test_page_is_read_by_the_manager_and_the_look_is_kept(signed_in, moved, manager):
    page = signed_in(manager).get(reverse("changes", args=[moved.public_id]))

    assert "01226 1" in page.text
    assert "01226 2" in page.text
    assert Event.objects.filter(act=Act.SEE_CHANGES, person_id=moved.pk, is_read=True).exists()


@pytest.mark.parametrize(
    ("role", "status"), [("coordinator", 404), ("finance", 403), ("approver", 403), ("navigator", 404)]
)
def test_nobody_else_reads_it(signed_in, house, margaret, role, status):
    from tests.factories import OrganisationFactory

    user = staff(role, house, OrganisationFactory(site=house) if role == "approver" else None)

    assert signed_in(user).get(reverse("changes", args=[margaret.public_id])).status_code == status


def test_the_coordinator_and_family_are_refused(signed_in, margaret):
    address = reverse("changes", args=[margaret.public_id])

    assert signed_in(margaret.allocations.get().worker).get(address).status_code == 403
    assert signed_in(UserFactory(person=margaret)).get(address).status_code == 403


def test_another_site_finds_nothing(signed_in, margaret):
    client = signed_in(staff("manager", SiteFactory(slug="luton")))

    assert client.get(reverse("changes", args=[margaret.public_id])).status_code == 404


def test_postgres_keeps_the_history_of_a_restricted_record_from_those_not_named(moved, manager):
    RestrictionFactory(person=moved)
    other = PersonFactory(site=moved.site)

    assert of(moved, manager) == ([], "")
    assert of(other, manager)[0]


def test_page_costs_the_same_for_few_and_for_many_changes(
    signed_in, margaret, manager, django_assert_max_num_queries
):
    client, address = signed_in(manager), reverse("changes", args=[margaret.public_id])
    counts = []
    for number in range(20):
        margaret.phone = f"01226 {number}"
        margaret.save()
        if number in (0, 19):
            client.get(address)
            with django_assert_max_num_queries(30) as asked:
                client.get(address)
            counts.append(len([one for one in asked if "SAVEPOINT" not in one["sql"]]))

    assert counts[0] == counts[1]
