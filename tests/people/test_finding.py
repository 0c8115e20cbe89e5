"""Finding somebody among those one may see."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipc.kernel.models import Event
from people import finding, registration, surnames
from people.acts import Act
from people.finding import TooLittleToFindBy, TooShortANumber
from people.models import Person, Surname
from tests.factories import (
    AllocationFactory,
    OrganisationFactory,
    PersonFactory,
    RestrictionFactory,
    SiteFactory,
)
from tests.factories.people import nhs_number, staff

BORN = dt.date(1947, 3, 27)


@pytest.fixture
def manager(house):
    return staff("manager", house)


@pytest.fixture
def found(manager, acting_for):
    """Return a function that finds as the manager and gives ``{name: why}``."""

    def find(words="", born_on=None, by=manager):
        with acting_for(by):
            return {
                one.person.name: one.why for one in finding.find(by=by, words=words, born_on=born_on).matches
            }

    return find


def somebody(given="John", family="Smith", **more):
    person = PersonFactory(given_name=given, family_name=family, **more)
    surnames.learn(family)
    return person


@pytest.mark.parametrize("between", ["", " ", "-"])
def test_nhs_number_is_found_with_and_without_spaces(found, between):
    number = nhs_number(9000)
    somebody(nhs_number=number)
    PersonFactory()

    assert found(between.join([number[:3], number[3:6], number[6:]])) == {
        "John Smith": "The NHS number is the same."
    }


@pytest.mark.parametrize(
    "typed", ["07700 900123", "+44 7700 900123", "00447700900123", "7700900123", "(07700) 900-123"]
)
def test_telephone_is_found_however_it_is_typed(found, typed):
    somebody(phone="07700 900 123")
    PersonFactory(phone="07700 900124")
    PersonFactory(phone="")

    assert found(typed) == {"John Smith": "The telephone number is the same."}


@pytest.mark.parametrize(
    "typed",
    [
        "smi",
        "SMI",
        "smith",
        "smith, j",
        "smith,j",
        "smith, john",
        "john smi",
        "john smith",
        "smith john",
        "jo smith",
    ],
)
def test_name_is_found_by_its_beginning_in_either_order(found, typed):
    somebody()
    somebody(given="Ada", family="Smyle")
    somebody(given="Cora", family="Jones")

    assert found(typed)["John Smith"] == "The name begins like this."
    assert "Cora Jones" not in found(typed)


@pytest.mark.parametrize("typed", ["smith, k", "kate smith", "smith kate", "mith", "jones, j"])
def test_name_that_begins_otherwise_is_not_the_beginning(found, typed):
    somebody()

    assert found(typed).get("John Smith") != "The name begins like this."


def test_surname_of_several_words_is_found(found):
    somebody(given="Ana", family="de la Cruz")

    assert found("de la c") == {"Ana de la Cruz": "The name begins like this."}
    assert found("ana de la cruz") == {"Ana de la Cruz": "The name begins like this."}


def test_sign_that_means_anything_in_a_pattern_means_itself(found):
    somebody()

    assert "The name begins like this." not in found("smith %").values()
    assert "The name begins like this." not in found("_o smith").values()


@pytest.mark.parametrize(
    "typed",
    [
        "smith 27 3 1947",
        "smith 27/03/1947",
        "smith, john 27.3.1947",
        "27 March 1947 smith",
        "smith 27-mar-1947",
    ],
)
def test_birthday_may_stand_beside_the_name(found, typed):
    somebody(born_on=BORN)
    somebody(given="Jack", born_on=dt.date(1947, 3, 28))

    assert found(typed) == {"John Smith": "The birthday is the same and the name begins like this."}


def test_birthday_may_be_given_by_itself_or_with_a_first_name(found):
    somebody(born_on=BORN)
    somebody(given="Maggie", family="Hill", born_on=BORN)

    assert set(found("27 3 1947")) == set(found(born_on=BORN)) == {"John Smith", "Maggie Hill"}
    assert set(found("maggie", BORN)) == {"Maggie Hill"}


@pytest.mark.parametrize(
    ("has", "typed"),
    [
        ("Smith", "simth"),
        ("Smith", "smithh"),
        ("Smith", "smtih"),
        ("Smith", "smyth"),
        ("Smithson", "smithsn"),
        ("Kelly", "celly"),
        ("Kelly", "kely"),
        ("Kélly", "kelly"),
        ("O'Neil", "oneil"),
        ("Kelly-Jones", "jones"),
        ("Lee", "lea"),
        ("Hathersage", "hathersedge"),
        ("Wolstenholm", "wolstenhome"),
        ("Kowalska", "kovalska"),
    ],
)
def test_misspelt_surname_is_found(found, has, typed):
    somebody(family=has)
    for other in ("Abbotsway", "Featherstone", "Quarmby", "Twelvetrees"):
        somebody(given="Other", family=other)

    assert found(typed) == {f"John {has}": "The surname is nearly the same."}


def test_misspelt_surname_with_a_birthday_finds_one_of_many(found):
    somebody(born_on=BORN)
    somebody(given="Jack", born_on=dt.date(1947, 3, 28))

    assert found("simth 27 3 1947") == {
        "John Smith": "The birthday is the same and the surname is nearly the same."
    }


def test_what_begins_like_it_stands_before_what_is_nearly_the_same(found):
    somebody(given="Ada", family="Smitt")
    somebody()

    assert list(found("smith")) == ["John Smith", "Ada Smitt"]


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", TooLittleToFindBy),
        ("s", TooLittleToFindBy),
        (" , ", TooLittleToFindBy),
        ("999 000", TooShortANumber),
        ("31 2 1947", TooShortANumber),
    ],
)
def test_too_little_is_refused(found, typed, refusal):
    with pytest.raises(refusal):
        found(typed)


def test_only_the_own_caseload_is_searched_by_a_coordinator(found, coordinator):
    mine = somebody(given="Mine")
    AllocationFactory(person=mine, worker=coordinator)
    somebody(given="Theirs")

    assert set(found("smith", by=coordinator)) == {"Mine Smith"}
    assert set(found("simth", by=coordinator)) == {"Mine Smith"}


def test_another_site_is_not_searched(found):
    somebody(site=SiteFactory(slug="luton"), nhs_number=nhs_number(9000), phone="07700 900123", born_on=BORN)

    for words in (nhs_number(9000), "07700 900123", "smith", "simth", "smith 27 3 1947", "27 3 1947"):
        assert found(words) == {}


def test_restricted_record_is_not_revealed(found):
    person = somebody(nhs_number=nhs_number(9000), phone="07700 900123", born_on=BORN)
    RestrictionFactory(person=person)

    for words in (nhs_number(9000), "07700 900123", "smith", "simth", "smith 27 3 1947", "27 3 1947"):
        assert found(words) == {}


@pytest.mark.parametrize("status", ["merged", "disposed"])
def test_record_that_is_no_more_is_left_out(found, status):
    kept = PersonFactory()
    somebody(status=status, merged_into=kept if status == "merged" else None)

    assert found("smith") == {}
    assert found("simth") == {}


def test_those_who_have_died_or_moved_are_found(found):
    somebody(status="died", died_on=dt.date(2026, 11, 1))
    somebody(given="Ada", status="moved")

    assert set(found("smith")) == {"John Smith", "Ada Smith"}


@pytest.mark.parametrize(("words", "born_on"), [("smith", None), ("simth", None), ("", BORN)])
def test_twenty_are_shown_and_that_there_are_more(manager, acting_for, words, born_on):
    for number in range(21):
        somebody(given=f"John{number:02}", born_on=BORN)

    with acting_for(manager):
        first = finding.find(by=manager, words=words, born_on=born_on)

    assert [one.person.given_name for one in first.matches] == [f"John{number:02}" for number in range(20)]
    assert first.is_more


def test_everybody_shown_counts_as_looked_at_and_nobody_else(found, manager):
    shown = somebody()
    somebody(family="Jones")

    found("smith")

    look = Event.objects.get()
    assert (look.act, look.person_id, look.actor, look.is_read, look.why) == (
        Act.FIND_PEOPLE,
        shown.pk,
        manager,
        True,
        "found by searching",
    )


@pytest.mark.parametrize(
    "words",
    ["999 000 9001", "07700 900123", "smith", "john smith", "simth", "smith 27 3 1947", "simth 27 3 1947"],
)
def test_search_asks_three_times_at_most_however_many_are_found(manager, acting_for, words):
    def asked():
        with acting_for(manager), CaptureQueriesContext(connection) as queries:
            finding.find(by=manager, words=words)
        return len(queries)

    somebody(born_on=BORN, phone="07700 900123")
    with_one = asked()
    for number in range(9):
        somebody(given=f"John{number}", born_on=BORN, phone="07700 900123")

    assert asked() == with_one <= 3


# The dictionary

LETTERS = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x24F) | st.sampled_from("’-'. ßİıŁłﬁńǅΣςσЖж"),
    min_size=1,
    max_size=30,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(surname=LETTERS)
def test_key_is_what_postgres_says_it_is(house, surname):
    person = PersonFactory(family_name=surname)

    assert surnames.key_of(surname) == Person.objects.values_list("surname_key", flat=True).get(pk=person.pk)


def test_registering_teaches_the_surname(coordinator, acting_for):
    facts = {"given_name": "Rose", "family_name": "O'Kelly-Jones", "born_on": BORN, "cohorts": ["older"]}
    with acting_for(coordinator):
        registration.register(by=coordinator, **facts)
        registration.register(by=coordinator, **facts)

    assert list(Surname.objects.values_list("key", flat=True)) == ["okelly jones"]


def test_learning_everybody_says_the_same_as_learning_each(house):
    names = ["Smith", "O'Neil", "de la Cruz", "Kelly-Jones", "Ng", "Kélly"]
    for name in names:
        PersonFactory(family_name=name)
        PersonFactory(family_name=name)

    surnames.learn_everybody()
    at_once = dict(Surname.objects.values_list("key", "trigrams"))
    Surname.objects.all().delete()
    for name in names:
        surnames.learn(name)

    assert {key: sorted(trigrams) for key, trigrams in at_once.items()} == dict(
        Surname.objects.values_list("key", "trigrams")
    )
    assert len(at_once) == len(names)


# The page


@pytest.fixture
def page():
    return reverse("find_people")


def test_page_finds_by_post_and_says_why(signed_in, manager, page):
    person = somebody(born_on=BORN)

    answer = signed_in(manager).post(page, {"q": "simth"}, follow=True)

    assert reverse("person", args=[person.public_id]) in answer.text
    assert "The surname is nearly the same." in answer.text
    assert "Thursday 27 March 1947" in answer.text
    assert answer["Cache-Control"] == "no-store, private"


def test_page_asked_for_shows_nobody(signed_in, manager, page):
    somebody()

    answer = signed_in(manager).get(page, {"q": "smith"})

    assert "John Smith" not in answer.text
    assert not Event.objects.filter(act=Act.FIND_PEOPLE).exists()


@pytest.mark.parametrize("role", ["finance", "approver"])
def test_page_shows_finance_and_approvers_the_name_alone(signed_in, house, page, role):
    somebody(born_on=BORN, nhs_number=nhs_number(9000))
    colleague = staff(role, house, OrganisationFactory(site=house))

    answer = signed_in(colleague).post(page, {"q": "smith"}, follow=True)

    assert "John Smith" in answer.text
    assert "27 March 1947" not in answer.text
    assert nhs_number(9000) not in answer.text


@pytest.mark.parametrize("role", ["navigator", "site_admin", "analyst"])
def test_page_is_not_for_others(house, signed_in, page, role):
    assert signed_in(staff(role)).post(page, {"q": "smith"}).status_code == 403


def test_page_says_what_to_type(signed_in, manager, page):
    sam = signed_in(manager)

    assert "at least two letters" in sam.post(page, {"q": "s"}, follow=True).text
    not_a_day = {"born_on_day": "31", "born_on_month": "2", "born_on_year": "1947"}
    assert (
        "Enter the birthday as a real date" in sam.post(page, {"q": "smith", **not_a_day}, follow=True).text
    )
    assert "Nobody you may see fits this" in sam.post(page, {"q": "smith"}, follow=True).text


def test_search_can_be_come_back_to_until_it_is_cleared_and_is_in_no_address(signed_in, manager, page):
    somebody()
    ann = signed_in(manager)

    answer = ann.post(page, {"q": "smith"})
    assert answer["Location"] == page
    assert "John Smith" in ann.get(page).text
    ann.post(page, {"clear": ""})

    assert "John Smith" not in ann.get(page).text


def test_page_asks_three_times_beyond_its_frame(signed_in, manager, page, queries_of):
    somebody()
    ann = signed_in(manager)
    ann.post(page, {"clear": ""})
    frame = queries_of(ann, page)
    ann.post(page, {"q": "smith"})

    assert queries_of(ann, page) - frame <= 3


# The API


def test_api_finds_by_post(signed_in, manager):
    person = somebody(born_on=BORN)

    answer = signed_in(manager).post(
        "/api/v1/people/find/", {"words": "smith", "born_on": "1947-03-27"}, content_type="application/json"
    )

    assert answer.json()["results"] == [
        {
            "id": str(person.public_id),
            "given_name": "John",
            "family_name": "Smith",
            "known_as": "",
            "born_on": "1947-03-27",
            "status": "referred",
            "why": "The birthday is the same and the name begins like this.",
        }
    ]
    assert Event.objects.filter(act=Act.FIND_PEOPLE, way_in="api").count() == 1


def test_api_gives_finance_no_birthday(signed_in, house):
    somebody()

    answer = signed_in(staff("finance", house)).post(
        "/api/v1/people/find/", {"words": "smith"}, content_type="application/json"
    )

    assert "born_on" not in answer.json()["results"][0]


def test_api_refuses_too_little(signed_in, manager):
    answer = signed_in(manager).post("/api/v1/people/find/", {}, content_type="application/json")

    assert answer.status_code == 409
