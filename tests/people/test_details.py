"""Details of a person: changed by the coordinator, and how to reach them by the person."""

import datetime as dt

import pytest
from django.urls import reverse

from ipc.kernel import dates
from ipc.kernel.errors import Changed
from ipc.kernel.models import Event
from people import details
from people.acts import Act
from people.models import ContactMethod, Person, PersonStatus, Surname
from people.registration import NhsNumberTaken, NotBornYet
from tests.factories import (
    AllocationFactory,
    ConsentFactory,
    InformationNeedsFactory,
    PersonFactory,
    UserFactory,
)
from tests.factories.people import staff


def sent(person, **changed):
    """Return what the page sends for ``person`` as the record stands."""
    stands = {name: getattr(person, name) for name in details.DETAILS}
    stands |= {"nhs_number": person.nhs_number or "", "revision": details.revision(person)}
    if not stands["has_no_fixed_abode"]:
        del stands["has_no_fixed_abode"]
    return {**stands, **changed}


@pytest.fixture
def sam(signed_in, coordinator):
    return signed_in(coordinator)


def test_change_keeps_what_is_not_named_and_says_which_details(coordinator, margaret, acting_for):
    with acting_for(coordinator):
        changed = details.change(
            margaret, by=coordinator, phone="01632 960001", cohorts=["older", "learning"]
        )

    assert (changed.phone, changed.cohorts, changed.given_name) == (
        "01632 960001",
        ["older", "learning"],
        "Margaret",
    )
    event = Event.objects.get(act=Act.CHANGE_PERSON, person_id=margaret.pk)
    assert event.why == "Telephone, groups"
    assert "960001" not in event.why


def test_change_to_the_same_changes_nothing(coordinator, margaret):
    details.change(margaret, by=coordinator, given_name="Margaret")

    assert not Event.objects.filter(act=Act.CHANGE_PERSON).exists()


def test_new_surname_is_found_by_a_misspelling(coordinator, margaret, acting_for):

    with acting_for(coordinator):
        details.change(margaret, by=coordinator, family_name="Quillfeather")

    assert Surname.objects.filter(key="quillfeather").exists()


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(coordinator, margaret):
    before = details.revision(margaret)
    details.change(margaret, by=coordinator, revision=before, phone="01632 960001")

    with pytest.raises(Changed):
        details.change(margaret, by=coordinator, revision=before, phone="01632 960002")


def test_number_of_somebody_else_here_is_refused(coordinator, margaret):
    other = PersonFactory()

    with pytest.raises(NhsNumberTaken):
        details.change(margaret, by=coordinator, nhs_number=other.nhs_number)


def test_number_may_be_taken_out(coordinator, margaret):
    assert details.change(margaret, by=coordinator, nhs_number="").nhs_number is None


def test_birthday_is_not_ahead(coordinator, margaret):
    with pytest.raises(NotBornYet):
        details.change(margaret, by=coordinator, born_on=dates.today() + dt.timedelta(days=1))


def test_somebody_is_in_one_group_at_least(coordinator, margaret):
    with pytest.raises(details.NoGroup):
        details.change(margaret, by=coordinator, cohorts=[])


@pytest.mark.parametrize(("method", "field"), [(ContactMethod.EMAIL, "email"), (ContactMethod.TEXT, "phone")])
def test_the_way_information_is_given_is_not_taken_away(coordinator, margaret, method, field):
    Person.objects.filter(pk=margaret.pk).update(email="m@example.org", phone="01632 960001")
    InformationNeedsFactory(person=margaret, contact_method=method)

    with pytest.raises(details.StillReachedThatWay):
        details.change_contact(margaret, by=UserFactory(person=margaret), **{field: ""})


@pytest.mark.parametrize("status", [PersonStatus.DISPOSED, PersonStatus.MERGED])
def test_a_closed_record_is_not_changed(coordinator, margaret, status):
    margaret.status = status
    margaret.merged_into = PersonFactory() if status == PersonStatus.MERGED else None
    margaret.save()

    with pytest.raises(details.RecordClosed):
        details.change(margaret, by=coordinator, phone="1")


def test_the_person_changes_how_to_reach_them_and_no_more(margaret, acting_for):
    herself = UserFactory(person=margaret)

    with acting_for(herself):
        changed = details.change_contact(margaret, by=herself, known_as="Maggie", phone="01632 960001")
        with pytest.raises(TypeError):
            details.change_contact(margaret, by=herself, born_on=dt.date(1990, 1, 1))

    assert changed.called == "Maggie"
    assert Event.objects.filter(act=Act.CHANGE_CONTACT, actor=herself).count() == 1


class TestPage:
    def test_saves_and_goes_back_to_the_person(self, sam, margaret):
        address = reverse("change_person", args=[margaret.public_id])

        answer = sam.post(address, sent(margaret, gp_practice="High Street Surgery"))

        assert answer.status_code == 302
        margaret.refresh_from_db()
        assert margaret.gp_practice == "High Street Surgery"

    def test_shows_what_changed_meanwhile_keeps_what_was_typed_and_saves_the_second_time(
        self, sam, coordinator, margaret
    ):
        address = reverse("change_person", args=[margaret.public_id])
        typed = sent(margaret, phone="01632 960002")
        details.change(margaret, by=coordinator, phone="01632 960001")

        refused = sam.post(address, typed)
        again = sam.post(address, {**typed, "revision": refused.context["form"]["revision"].value()})

        assert "Somebody else changed this" in refused.text
        assert "What is different now" in refused.text
        assert "01632 960001" in refused.text
        assert 'value="01632 960002"' in refused.text
        assert again.status_code == 302
        margaret.refresh_from_db()
        assert margaret.phone == "01632 960002"

    def test_a_number_that_is_none_is_an_error_of_the_field(self, sam, margaret):
        address = reverse("change_person", args=[margaret.public_id])

        answer = sam.post(address, sent(margaret, nhs_number="9990000000"))

        assert answer.status_code == 200
        assert "govuk-error-summary" in answer.text

    @pytest.mark.parametrize("role", ["manager", "finance"])
    def test_is_the_coordinators(self, signed_in, margaret, role):
        client = signed_in(staff(role))

        assert client.get(reverse("change_person", args=[margaret.public_id])).status_code == 403

    def test_of_somebody_else_is_not_there(self, sam, house):
        other = AllocationFactory(person__site=house).person

        assert sam.get(reverse("change_person", args=[other.public_id])).status_code == 404


class TestMyPage:
    def test_the_person_changes_it(self, signed_in, margaret):
        herself = UserFactory(person=margaret)
        client = signed_in(herself)

        assert client.get(reverse("my_details")).status_code == 200
        answer = client.post(reverse("my_details"), {"known_as": "Maggie", "phone": "01632 960001"})

        assert answer.status_code == 302
        margaret.refresh_from_db()
        assert (margaret.known_as, margaret.phone) == ("Maggie", "01632 960001")

    def test_a_helper_may_not(self, signed_in, margaret):
        friend = ConsentFactory(person=margaret).user

        assert signed_in(friend).get(reverse("my_details")).status_code == 403


class TestApi:
    def test_reads_changes_and_refuses_what_is_older(self, sam, margaret):
        address = f"/api/v1/details/{margaret.public_id}/"
        read = sam.get(address).json()
        first = sam.post(
            f"{address}change/",
            {"phone": "01632 960001", "revision": read["revision"]},
            content_type="application/json",
        )
        second = sam.post(
            f"{address}change/",
            {"phone": "01632 960002", "revision": read["revision"]},
            content_type="application/json",
        )

        assert first.status_code == 200
        assert first.json()["phone"] == "01632 960001"
        assert second.status_code == 409
        assert Event.objects.filter(act=Act.SEE_PERSON, person_id=margaret.pk, is_read=True).exists()

    def test_refuses_a_number_that_is_none(self, sam, margaret):
        answer = sam.post(
            f"/api/v1/details/{margaret.public_id}/change/",
            {"nhs_number": "9990000000"},
            content_type="application/json",
        )

        assert answer.status_code == 400

    def test_the_person_has_their_own(self, signed_in, margaret):
        client = signed_in(UserFactory(person=margaret))

        answer = client.post(
            f"/api/v1/contact/{margaret.public_id}/change/",
            {"known_as": "Maggie"},
            content_type="application/json",
        )

        assert (answer.status_code, answer.json()["known_as"]) == (200, "Maggie")
        assert client.get(f"/api/v1/details/{margaret.public_id}/").status_code == 403
