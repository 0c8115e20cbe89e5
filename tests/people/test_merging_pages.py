"""The pages and the API around two records of one person."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from ipc.kernel.models import Event
from people import merging
from people.acts import Act
from people.models import Merge, Person, PersonStatus
from tests.factories import (
    AllocationFactory,
    CarePlanFactory,
    MergeFactory,
    PersonFactory,
    RelationshipFactory,
    RestrictionFactory,
    SiteFactory,
)
from tests.factories.people import nhs_number, staff

BORN = dt.date(1947, 3, 27)


@pytest.fixture
def manager(house):
    return staff("manager", house, name="Ann Manager")


@pytest.fixture
def rose(coordinator):
    """Somebody on the coordinator's caseload, without an NHS number."""
    person = PersonFactory(given_name="Rose", family_name="Kelly", born_on=BORN, nhs_number=None)
    AllocationFactory(person=person, worker=coordinator)
    return person


@pytest.fixture
def rosie(rose):
    """The same person again, on somebody else's caseload."""
    other = PersonFactory(
        given_name="Rosie", family_name="Kelly", born_on=BORN, nhs_number=None, phone="07700 900123"
    )
    AllocationFactory(person=other, worker=staff("coordinator", name="Ann Other"))
    return other


@pytest.fixture
def asked(rose, rosie, coordinator, acting_for):
    with acting_for(coordinator):
        return merging.propose(rose, rosie, by=coordinator, reason="Told us both names")


def address(name, row):
    return reverse(name, args=[row.public_id])


def test_record_that_is_alike_is_offered_though_on_another_caseload(signed_in, coordinator, rose, rosie):
    sam, page = signed_in(coordinator), address("propose_merge", rose)

    shown = sam.get(page)
    sam.post(page, {"other": str(rosie.public_id), "reason": "Told us both names"})

    assert "Rosie Kelly" in shown.text
    assert "The birthday and the surname are the same." in shown.text
    assert (Merge.objects.get().person, Merge.objects.get().other) == (rose, rosie)
    assert Event.objects.filter(person_id=rosie.pk, is_read=True).exists()


def test_record_that_is_not_alike_is_searched_for(signed_in, manager, rose):
    other = PersonFactory(given_name="Ada", family_name="Maddup", nhs_number=None)
    ann, page = signed_in(manager), address("propose_merge", rose)

    assert "Ada Maddup" not in ann.get(page).text
    assert "Ada Maddup" in ann.post(page, {"step": "find", "q": "maddup"}).text
    assert "at least two letters" in ann.post(page, {"step": "find", "q": "m"}).text
    ann.post(page, {"other": str(other.public_id), "reason": "Married since"})

    assert Merge.objects.get().other == other


@pytest.mark.parametrize("chosen", ["restricted", "far", "not alike", "nobody"])
def test_record_that_was_not_shown_cannot_be_named(signed_in, coordinator, rose, chosen):
    others = {
        "restricted": PersonFactory(family_name="Kelly", born_on=BORN, nhs_number=None),
        "far": PersonFactory(
            site=SiteFactory(slug="luton"), family_name="Kelly", born_on=BORN, nhs_number=None
        ),
        "not alike": PersonFactory(family_name="Abernathy", nhs_number=None),
    }
    RestrictionFactory(person=others["restricted"])
    named = others[chosen].public_id if chosen in others else uuid.uuid4()

    answer = signed_in(coordinator).post(
        address("propose_merge", rose), {"other": str(named), "reason": "Guessed"}
    )

    assert "Choose two records of this site" in answer.text
    assert not Merge.objects.exists()


def test_somebody_elses_person_is_not_proposed(signed_in, coordinator, rosie):
    assert signed_in(coordinator).get(address("propose_merge", rosie)).status_code == 404


def test_manager_sees_both_and_what_would_happen_and_decides(signed_in, manager, asked, rosie):
    RelationshipFactory(person=rosie)
    ann, page = signed_in(manager), address("merge", asked)

    shown = ann.get(page)
    assert Person.objects.get(pk=rosie.pk).status == PersonStatus.REFERRED
    after = ann.post(page, {"decision": "merge"}, follow=True)

    for words in ("Told us both names", "Rose Kelly", "Rosie Kelly", "1 relationship", "Ann Other"):
        assert words in shown.text
    assert "Take them apart again" in after.text
    assert Person.objects.get(pk=rosie.pk).status == PersonStatus.MERGED
    assert {one.pk for one in (asked.person, asked.other)} <= set(
        Event.objects.filter(is_read=True, actor=manager).values_list("person_id", flat=True)
    )


def test_manager_is_led_there_by_what_is_to_be_done(signed_in, manager, asked):
    assert address("merge", asked) in signed_in(manager).get(reverse("todos")).text


def test_manager_says_no(signed_in, manager, asked):
    ann, page = signed_in(manager), address("merge", asked)

    assert "Choose yes or no" in ann.post(page, {}).text
    assert "keep them apart" in ann.post(page, {"decision": "refuse"}, follow=True).text
    assert "Somebody has already decided this." in ann.post(page, {"decision": "merge"}).text
    assert not Person.objects.filter(status=PersonStatus.MERGED).exists()


def test_page_says_why_they_cannot_be_put_together(signed_in, manager, asked, rose, rosie):
    for number, one in enumerate((rose, rosie)):
        Person.objects.filter(pk=one.pk).update(nhs_number=nhs_number(9000 + number))

    shown = signed_in(manager).get(address("merge", asked))

    assert "The NHS numbers differ" in shown.text


def test_who_may_not_open_the_other_does_not_decide(signed_in, manager, asked, rosie):
    RestrictionFactory(person=rosie)
    ann = signed_in(manager)

    assert ann.get(address("merge", asked)).status_code == 404
    assert ann.post(address("merge", asked), {"decision": "merge"}).status_code == 404
    assert ann.post(f"/api/v1/merges/{asked.public_id}/merge/").status_code == 404


def test_coordinator_asks_and_does_not_decide(signed_in, coordinator, asked):
    sam = signed_in(coordinator)

    assert sam.post(address("merge", asked), {"decision": "merge"}).status_code == 403
    assert sam.post(address("undo_merge", asked)).status_code == 403


def test_taken_apart_by_its_page(signed_in, manager, asked, rosie):
    ann = signed_in(manager)
    ann.post(address("merge", asked), {"decision": "merge"})

    assert "goes back to where it was" in ann.get(address("undo_merge", asked)).text
    ann.post(address("undo_merge", asked))

    assert Person.objects.get(pk=rosie.pk).status == PersonStatus.REFERRED
    assert "took them apart again" in ann.get(address("merge", asked)).text


def test_preview_says_what_stays_and_why(signed_in, manager, asked, rose, rosie):
    for one in (rose, rosie):
        CarePlanFactory(person=one)

    shown = signed_in(manager).get(address("merge", asked))

    assert "1 care plan. The record that is kept has one already." in shown.text


def test_page_to_decide_costs_the_same_for_one_row_and_for_ten(signed_in, manager, asked, rosie, queries_of):
    ann = signed_in(manager)
    RelationshipFactory(person=rosie)
    with_one = queries_of(ann, address("merge", asked))
    for _ in range(9):
        RelationshipFactory(person=rosie)

    assert queries_of(ann, address("merge", asked)) == with_one


# The API


def test_api_asks_decides_and_takes_apart(signed_in, coordinator, manager, rose, rosie):
    facts = {"person": str(rose.public_id), "other": str(rosie.public_id), "reason": "Told us both names"}
    made = signed_in(coordinator).post("/api/v1/merges/", facts, content_type="application/json").json()
    api = signed_in(manager)
    done = api.post(f"/api/v1/merges/{made['id']}/merge/").json()
    again = api.post(f"/api/v1/merges/{made['id']}/merge/")
    apart = api.post(f"/api/v1/merges/{made['id']}/undo/").json()

    assert done["merged_at"]
    assert (again.status_code, again.json()["title"]) == (409, "Somebody has already decided this.")
    assert apart["undone_at"]
    assert set(Event.objects.filter(act=Act.MERGE).values_list("way_in", flat=True)) == {"api"}


def test_api_refuses_and_shows(signed_in, manager, asked):
    api = signed_in(manager)

    assert api.post(f"/api/v1/merges/{asked.public_id}/refuse/").json()["refused_at"]
    assert api.get(f"/api/v1/merges/{asked.public_id}/").json()["person"] == str(asked.person.public_id)


def test_api_names_nobody_who_was_not_shown(signed_in, coordinator, rose):
    other = PersonFactory(family_name="Abernathy")
    facts = {"person": str(rose.public_id), "other": str(other.public_id), "reason": "Guessed"}

    assert (
        signed_in(coordinator).post("/api/v1/merges/", facts, content_type="application/json").status_code
        == 404
    )


def test_merge_of_another_site_is_not_seen(signed_in, manager):
    far = MergeFactory(person=PersonFactory(site=SiteFactory(slug="luton")))

    assert signed_in(manager).get(address("merge", far)).status_code == 404
