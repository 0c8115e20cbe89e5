"""The pages of colleagues: who may open them, what they show, what happens when something is wrong."""

import datetime as dt

import pytest
from django.urls import reverse

from ipc.kernel.models import Event
from people import surnames
from people.acts import Act
from people.models import Consent, InformationNeeds, Invitation, OrganisationKind, Person, Relationship
from tests.factories import (
    AllocationFactory,
    ConsentFactory,
    OrganisationFactory,
    PersonFactory,
    RelationshipFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import staff

ABOUT_A_PERSON = ["record_information_needs", "add_relationship", "record_consent", "invite"]
NEW = {
    "given_name": "Rose",
    "family_name": "Kelly",
    "born_on_day": "27",
    "born_on_month": "3",
    "born_on_year": "1947",
    "cohorts": ["older"],
    "referred_on": "2026-11-02",
}


@pytest.fixture
def sam(signed_in, coordinator):
    """A browser in which the coordinator is signed in."""
    return signed_in(coordinator)


@pytest.mark.parametrize("page", ABOUT_A_PERSON)
def test_page_about_somebody_of_the_own_caseload_opens_and_the_look_is_kept(sam, margaret, page):
    answer = sam.get(reverse(page, args=[margaret.public_id]))

    assert answer.status_code == 200
    assert "Margaret Hill" in answer.text
    assert "How to talk with them" in answer.text
    look = Event.objects.get(act=Act.SEE_PERSON, person_id=margaret.pk)
    assert look.is_read


def test_a_key_used_for_one_person_does_nothing_for_another(sam, coordinator, margaret):
    other = AllocationFactory(worker=coordinator).person
    sent = {"key": "0192a000-0000-7000-8000-000000000001", "name": "Dev Hill", "kind": "friend"}
    sent |= {"ring": "2", "may_be_contacted": "on"}
    sam.post(reverse("add_relationship", args=[margaret.public_id]), sent)

    answer = sam.post(reverse("add_relationship", args=[other.public_id]), sent)

    assert "already sent with something else" in answer.text
    assert Relationship.objects.get().person == margaret


@pytest.mark.parametrize("page", [*ABOUT_A_PERSON, "person"])
@pytest.mark.parametrize("whose", ["another caseload", "another site"])
def test_page_about_somebody_else_is_not_there(sam, page, whose):
    site = SiteFactory(slug="luton" if whose == "another site" else "barnsley")
    other = AllocationFactory(person__site=site).person

    assert sam.get(reverse(page, args=[other.public_id])).status_code == 404


@pytest.mark.parametrize("page", ABOUT_A_PERSON)
def test_who_may_see_but_not_do_is_refused(signed_in, margaret, page):
    for role in ("manager", "finance"):
        client = signed_in(staff(role))
        assert client.get(reverse(page, args=[margaret.public_id])).status_code == 403


@pytest.mark.parametrize("role", ["navigator", "holder", "site_admin", "programme_admin", "analyst"])
def test_who_has_nothing_to_do_with_records_finds_nothing(signed_in, margaret, role):
    client = signed_in(staff(role, organisation=OrganisationFactory() if role == "holder" else None))

    for page in [*ABOUT_A_PERSON, "person"]:
        assert client.get(reverse(page, args=[margaret.public_id])).status_code == 404
    assert client.get(reverse("register_person")).status_code == 403


@pytest.mark.parametrize("page", [*ABOUT_A_PERSON, "person"])
def test_stranger_is_asked_to_sign_in(client, margaret, page):
    answer = client.get(reverse(page, args=[margaret.public_id]))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_person_does_not_open_the_pages_of_colleagues(signed_in, margaret):
    client = signed_in(UserFactory(person=margaret))

    assert client.get(reverse("invite", args=[margaret.public_id])).status_code == 403
    assert client.get(reverse("register_person")).status_code == 403
    assert client.get(reverse("caseload")).status_code == 403


def test_registering_takes_two_steps_and_saves_at_the_second(sam, coordinator):
    page = reverse("register_person")

    looked = sam.post(page, {**NEW, "step": "compare"})
    assert "Nobody like this is here yet" in looked.text
    assert "Thursday 27 March 1947" in looked.text
    assert not Person.objects.exists()

    saved = sam.post(page, {**NEW, "key": "9b2f7a0e-1111-4222-8333-444455556666", "step": "register"})
    person = Person.objects.get()
    assert saved["Location"] == reverse("person", args=[person.public_id])
    assert person.allocations.get().worker == coordinator


def test_registering_twice_by_a_double_click_registers_once(sam):
    typed = {**NEW, "key": "9b2f7a0e-1111-4222-8333-444455556666", "step": "register"}

    first, second = (sam.post(reverse("register_person"), typed) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Person.objects.count() == 1


def test_possible_match_is_shown_with_why_and_every_answer_is_kept(sam):
    surnames.learn("Kelley")
    AllocationFactory(
        worker=staff("coordinator", name="Ann Other"),
        person__family_name="Kelley",
        person__born_on=dt.date(1947, 3, 27),
    )

    answer = sam.post(reverse("register_person"), {**NEW, "step": "compare"})

    assert "Is it one of these people?" in answer.text
    assert "The birthday is the same and the surname is nearly the same." in answer.text
    assert "Ann Other" in answer.text
    assert '<input type="hidden" name="born_on_month" value="3">' in answer.text
    assert "It is somebody new: register" in answer.text


def test_same_nhs_number_leaves_only_the_way_back(sam):
    other = PersonFactory()

    answer = sam.post(reverse("register_person"), {**NEW, "nhs_number": other.nhs_number, "step": "compare"})
    assert "The NHS number is the same." in answer.text
    assert 'value="register"' not in answer.text

    forced = sam.post(reverse("register_person"), {**NEW, "nhs_number": other.nhs_number, "step": "register"})
    assert "Somebody here already has this NHS number." in forced.text
    assert 'value="Kelly"' in forced.text


def test_changing_the_answers_goes_back_to_them(sam):
    answer = sam.post(reverse("register_person"), {**NEW, "step": "change"})

    assert 'value="Kelly"' in answer.text
    assert not answer.context["form"].errors


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"nhs_number": "999 000 0019"}, "This is not an NHS number."),
        ({"nhs_number": "12"}, "You typed 2."),
        ({"born_on_day": "30", "born_on_month": "2"}, "as a real date"),
        ({"born_on_year": "2999"}, "as today or a day before today"),
        ({"given_name": ""}, "Enter the first name"),
        ({"cohorts": []}, "Choose at least one"),
        ({"postcode": "nowhere"}, "Enter the whole postcode"),
    ],
)
def test_wrong_answer_is_said_kindly_and_nothing_typed_is_lost(sam, typed, said):
    answer = sam.post(reverse("register_person"), {**NEW, **typed, "step": "compare"})

    assert answer.status_code == 200
    assert said in answer.text
    assert 'value="Kelly"' in answer.text
    assert not Person.objects.exists()


def test_information_needs_are_written_down_and_stand_in_the_banner(sam, margaret):
    page = reverse("record_information_needs", args=[margaret.public_id])

    answer = sam.post(
        page,
        {"contact_method": "letter", "information_format": "easy_read", "how_to_talk": "Speak slowly"},
        follow=True,
    )

    assert InformationNeeds.objects.get().how_to_talk == "Speak slowly"
    assert "Letter · Easy Read · Speak slowly" in answer.text
    assert "We know how to give Margaret information." in answer.text
    assert 'value="easy_read" checked' in sam.get(page).text.replace("\n", " ").replace("  ", " ")


def test_refusal_of_a_rule_is_an_error_of_the_form(sam, margaret):
    answer = sam.post(
        reverse("record_information_needs", args=[margaret.public_id]),
        {"contact_method": "email", "information_format": "large"},
    )

    assert "We have no email address or telephone number for this." in answer.text
    assert "govuk-error-summary" in answer.text


def test_somebody_is_added_to_the_circle_once_by_a_double_click(sam, margaret):
    typed = {"name": "Susan Hill", "kind": "child", "key": "9b2f7a0e-1111-4222-8333-444455556666"}
    typed |= {"ring": "2", "may_be_contacted": "on"}

    for _ in range(2):
        answer = sam.post(reverse("add_relationship", args=[margaret.public_id]), typed, follow=True)

    assert Relationship.objects.count() == 1
    assert "Susan Hill" in answer.text


def test_what_was_agreed_is_written_down_and_stopped(sam, margaret):
    susan = RelationshipFactory(person=margaret, name="Susan Hill")
    voluntary = OrganisationFactory(kind=OrganisationKind.VOLUNTARY, name="Age Together")
    page = reverse("record_consent", args=[margaret.public_id])

    named = {"reader": "organisation", "organisation": str(voluntary.public_id)}
    for reader in ({"reader": f"circle-{susan.public_id}"}, named):
        sam.post(page, {**reader, "sections": ["plan"], "how_given": "paper"})
    assert {str(one.reader) for one in Consent.objects.live()} == {"Susan Hill", "Age Together"}

    given = Consent.objects.get(organisation=voluntary)
    stop = reverse("withdraw_consent", args=[given.public_id])
    assert "From now on Age Together no longer sees" in sam.get(stop).text
    sam.post(stop)
    assert [str(one.reader) for one in Consent.objects.live()] == ["Susan Hill"]


def test_reader_of_another_person_cannot_be_chosen(sam, margaret):
    stranger = RelationshipFactory(person=PersonFactory())

    answer = sam.post(
        reverse("record_consent", args=[margaret.public_id]),
        {"reader": f"circle-{stranger.public_id}", "sections": ["plan"], "how_given": "paper"},
    )

    assert answer.context["form"].errors["reader"]
    assert not Consent.objects.exists()


def test_consent_of_another_caseload_cannot_be_stopped(sam):
    given = ConsentFactory()

    assert sam.post(reverse("withdraw_consent", args=[given.public_id])).status_code == 404


def test_invitation_goes_to_the_address_that_is_known(sam, margaret):
    susan = RelationshipFactory(person=margaret, name="Susan Hill", email="susan@example.org")

    sam.post(reverse("invite", args=[margaret.public_id]), {"who": str(susan.public_id)})

    assert Invitation.objects.get().email == "susan@example.org"


def test_invitation_asks_for_an_address_where_none_is_known(sam, margaret):
    page = reverse("invite", args=[margaret.public_id])

    assert "Enter the email address like name@example.org" in sam.post(page, {"who": "person"}).text
    sam.post(page, {"who": "person", "email": "m@example.org"})
    assert Invitation.objects.get().email == "m@example.org"


@pytest.mark.parametrize("page", ABOUT_A_PERSON)
def test_page_costs_the_same_for_one_and_for_ten_around_the_person(sam, margaret, page, queries_of):
    address = reverse(page, args=[margaret.public_id])
    RelationshipFactory(person=margaret)
    with_one = queries_of(sam, address)
    for _ in range(9):
        RelationshipFactory(person=margaret)

    assert queries_of(sam, address) == with_one <= 8
