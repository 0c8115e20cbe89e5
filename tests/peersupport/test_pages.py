"""The pages: asking, one's own support, the navigator's day; who may, who may not, what is never shown."""

import uuid

import pytest
from django.urls import reverse

from ipc.kernel.models import Event
from peersupport import introductions
from peersupport.acts import Act
from peersupport.models import Introduction, IntroductionStatus
from people import consent
from people.models import AuthorityKind, Role, Section
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    ConsentFactory,
    InformationNeedsFactory,
    IntroductionFactory,
    PersonFactory,
    ServiceFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import staff

PRIVATE = ("5 Private Road", "ZZ99 5AA", "1950")
STAFF = [role for role in Role if role not in (Role.PERSON, Role.APPROVER, Role.HOLDER)]


def address(name, row):
    return reverse(name, args=[row.public_id])


def words(answer):
    return answer.content.decode()


# -- Asking


def test_a_visitor_signs_in_and_comes_back(choir, client):
    answer = client.get(address("ask_to_join", choir))

    assert answer.status_code == 302
    assert answer["Location"] == f"/accounts/login/?next={address('ask_to_join', choir)}"


def test_what_is_shared_is_listed_before_anybody_agrees(margaret, choir, signed_in):
    InformationNeedsFactory(person=margaret, how_to_talk="Speak slowly")

    page = words(signed_in(margaret.signs_in).get(address("ask_to_join", choir)))

    for fact in (
        "Margaret Hill",
        "01226 111111",
        "margaret@home.example",
        "Speak slowly",
        "Sunrise Together",
    ):
        assert fact in page
    assert "They will not see your plan" in page
    for private in (*PRIVATE, margaret.nhs_number):
        assert private not in page
    assert not Introduction.objects.exists()


def test_asking_twice_by_a_double_click_asks_once(margaret, choir, signed_in):
    client, form = (
        signed_in(margaret.signs_in),
        {"wish": "Sing", "has_agreed": "on", "key": str(uuid.uuid4())},
    )

    answers = [client.post(address("ask_to_join", choir), form) for _ in range(2)]

    assert [one["Location"] for one in answers] == [reverse("my_support")] * 2
    assert Introduction.objects.get().wish == "Sing"


def test_without_agreement_nothing_is_asked_and_nothing_typed_is_lost(margaret, choir, signed_in):
    answer = signed_in(margaret.signs_in).post(address("ask_to_join", choir), {"wish": "Sing with others"})

    assert "Tick the box if you agree" in words(answer)
    assert "Sing with others" in words(answer)
    assert not Introduction.objects.exists()


def test_asking_again_says_why_not(margaret, choir, signed_in):
    IntroductionFactory(person=margaret, service=choir)

    answer = signed_in(margaret.signs_in).post(address("ask_to_join", choir), {"has_agreed": "on"})

    assert "You have already asked to join this" in words(answer)


def test_another_area_is_no_dead_end(margaret, signed_in):
    far = ServiceFactory(site=SiteFactory(slug="luton"))

    page = words(signed_in(margaret.signs_in).get(address("ask_to_join", far)))

    assert "This is in Luton, outside your area." in page
    assert "/directory/?site=barnsley" in page


def test_hidden_entries_cannot_be_asked_for(margaret, signed_in):
    hidden = ServiceFactory(is_internal=True)

    assert signed_in(margaret.signs_in).get(address("ask_to_join", hidden)).status_code == 404


@pytest.mark.parametrize("role", STAFF)
def test_staff_do_not_ask_in_the_place_of_the_person(choir, signed_in, role):
    assert signed_in(staff(role)).get(address("ask_to_join", choir)).status_code == 403


def test_a_parent_asks_for_their_child(margaret, choir, signed_in):
    parent = UserFactory()
    AuthorityFactory(person=margaret, holder=parent, kind=AuthorityKind.PARENT)

    answer = signed_in(parent).post(address("ask_to_join", choir), {"has_agreed": "on"})

    assert answer.status_code == 302
    assert Introduction.objects.get().person == margaret


@pytest.mark.parametrize("sections", [[Section.IDENTITY], [Section.IDENTITY, Section.SUPPORT]])
def test_somebody_who_may_look_may_not_ask(margaret, choir, signed_in, sections):
    friend = UserFactory()
    ConsentFactory(person=margaret, user=friend, sections=sections)

    assert signed_in(friend).get(address("ask_to_join", choir)).status_code == 403


# -- My support


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (IntroductionStatus.ASKED, "A community navigator reads what you wrote"),
        (IntroductionStatus.ACCEPTED, "You are expected"),
        (IntroductionStatus.DECLINED, "There may be something else"),
        (IntroductionStatus.WITHDRAWN, "You can ask again at any time"),
        (IntroductionStatus.ENDED, "This has come to its end"),
    ],
)
def test_my_support_says_what_happens_next(margaret, choir, navigator, signed_in, status, sentence):
    IntroductionFactory(
        person=margaret, service=choir, status=status, answer="Said Nina", answered_by=navigator
    )

    page = words(signed_in(margaret.signs_in).get(reverse("my_support")))

    assert sentence in page
    assert "Breathe Easy Choir" in page
    assert "Said Nina" in page
    assert ("I changed my mind" in page) == (status in ("asked", "accepted"))


def test_my_support_says_when_sharing_has_stopped(margaret, choir, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir)
    consent.withdraw(introduction.consent, by=margaret.signs_in)

    assert "You stopped sharing your name" in words(signed_in(margaret.signs_in).get(reverse("my_support")))


def test_my_support_suggests_what_fits_and_was_not_asked(margaret, choir, signed_in):
    IntroductionFactory(person=margaret, service=ServiceFactory(name="Asked already", cohorts=["older"]))
    ServiceFactory(name="For me", cohorts=["older"])
    ServiceFactory(name="For others", cohorts=["child"])
    ServiceFactory(name="For staff", cohorts=["older"], is_internal=True)

    answer = signed_in(margaret.signs_in).get(reverse("my_support"))

    assert [one["name"] for one in answer.context["suggestions"]] == ["For me"]


def test_my_support_begins_with_where_to_look(margaret, signed_in):
    assert "Meet people, find things to do" in words(signed_in(margaret.signs_in).get(reverse("my_support")))


def test_my_support_shows_nobody_elses(margaret, choir, signed_in):
    IntroductionFactory(person=PersonFactory(), service=choir)

    assert "Breathe Easy Choir" not in words(signed_in(margaret.signs_in).get(reverse("my_support")))


@pytest.mark.parametrize("number", [1, 10])
def test_my_support_costs_the_same_however_much_was_asked(margaret, signed_in, questions, number):
    for _ in range(number):
        IntroductionFactory(person=margaret)
        ServiceFactory(cohorts=["older"])
    client = signed_in(margaret.signs_in)
    client.get(reverse("my_support"))

    with questions() as asked:
        client.get(reverse("my_support"))

    assert len([one for one in asked() if "set_config" not in one]) == 8


def test_changing_ones_mind_is_confirmed_first(margaret, choir, signed_in):
    introduction, client = IntroductionFactory(person=margaret, service=choir), signed_in(margaret.signs_in)

    page = client.get(address("withdraw_introduction", introduction))
    assert "no longer see your name" in words(page)
    assert client.post(address("withdraw_introduction", introduction)).status_code == 302

    introduction.refresh_from_db()
    assert introduction.status == IntroductionStatus.WITHDRAWN
    assert "already over" in words(client.post(address("withdraw_introduction", introduction)))


def test_nobody_takes_back_what_is_not_theirs(margaret, choir, navigator, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir)
    reader = UserFactory()
    ConsentFactory(person=margaret, user=reader, sections=[Section.IDENTITY, Section.SUPPORT])

    for user, status in ((UserFactory(), 404), (navigator, 403), (reader, 403)):
        assert signed_in(user).post(address("withdraw_introduction", introduction)).status_code == status


# -- The navigator


def test_those_who_asked_are_listed_the_longest_wait_first(
    margaret, choir, navigator, signed_in, time_machine
):
    time_machine.move_to("2026-11-02 12:00", tick=False)
    introductions.ask(margaret, by=None, service=choir, wish="To sing", sections=introductions.SHARED)
    time_machine.move_to("2026-11-21 12:00", tick=False)
    IntroductionFactory(person=PersonFactory(given_name="Rose", family_name="Kelly"))

    answer = signed_in(navigator).get(reverse("referrals"))

    assert [(one["name"], one["waiting"], one["is_long"]) for one in answer.context["waiting"]] == [
        ("Margaret Hill", "19 days", True),
        ("Rose Kelly", "today", False),
    ]
    assert "Name and how to reach you" in words(answer)
    assert "To sing" in words(answer)


def test_groups_show_their_places(choir, navigator, signed_in):
    IntroductionFactory(service=choir, status=IntroductionStatus.ACCEPTED)
    IntroductionFactory(service=choir)

    group = signed_in(navigator).get(reverse("referrals")).context["groups"][0]

    assert (group["places"], group["taken"], group["free"]) == (2, 1, 1)


def test_each_look_at_the_list_is_on_record(margaret, choir, navigator, signed_in):
    IntroductionFactory(person=margaret, service=choir)

    signed_in(navigator).get(reverse("referrals"))

    look = Event.objects.get(person_id=margaret.pk, is_read=True)
    assert (look.act, look.actor) == (Act.SEE_INTRODUCTION, navigator)


def test_nobody_waiting_is_said(navigator, signed_in):
    assert "Nobody is waiting for an answer" in words(signed_in(navigator).get(reverse("referrals")))


@pytest.mark.parametrize("number", [1, 10])
def test_the_list_costs_the_same_however_long(house, navigator, signed_in, questions, number):
    for _ in range(number):
        IntroductionFactory()
    client = signed_in(navigator)
    client.get(reverse("referrals"))

    with questions() as asked:
        client.get(reverse("referrals"))

    assert len([one for one in asked() if "set_config" not in one]) == 5


def test_two_clicks_introduce_somebody(margaret, choir, navigator, signed_in):
    introduction, client = IntroductionFactory(person=margaret, service=choir), signed_in(navigator)

    page = client.get(address("answer_introduction", introduction))
    first = page.context["form"]["welcome"].value()
    answer = client.post(
        address("answer_introduction", introduction), {"is_welcome": "yes", "welcome": first}
    )

    introduction.refresh_from_db()
    assert answer["Location"] == reverse("referrals")
    assert introduction.status == IntroductionStatus.ACCEPTED
    assert introduction.answer.startswith("Margaret, you are welcome at Breathe Easy Choir.")


def test_a_refusal_without_reason_keeps_what_was_typed(margaret, choir, navigator, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir)

    answer = signed_in(navigator).post(
        address("answer_introduction", introduction), {"is_welcome": "no", "welcome": "My own words"}
    )

    assert "Write why it is not possible" in words(answer)
    assert "My own words" in words(answer)
    assert " open" in words(answer).split("<details")[1].split(">")[0]


def test_an_answer_without_a_choice_is_asked_for(margaret, choir, navigator, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir)

    answer = signed_in(navigator).post(address("answer_introduction", introduction), {"welcome": "Hello"})

    assert "Choose: welcome, or not possible" in words(answer)


def test_an_answer_is_given_once_and_says_so(margaret, choir, navigator, signed_in):
    introduction, client = IntroductionFactory(person=margaret, service=choir), signed_in(navigator)

    for expected in (302, 200):
        answer = client.post(address("answer_introduction", introduction), {"is_welcome": "yes"})
        assert answer.status_code == expected

    assert "answered or taken back in the meantime" in words(answer)


def test_a_navigator_sees_what_was_shared_and_nothing_else(margaret, choir, navigator, signed_in):
    InformationNeedsFactory(person=margaret, how_to_talk="Speak slowly")
    introduction = IntroductionFactory(person=margaret, service=choir)

    page = words(signed_in(navigator).get(address("answer_introduction", introduction)))

    for fact in ("Margaret Hill", "01226 111111", "Speak slowly", "I would like to sing again.", "Agreed on"):
        assert fact in page
    for private in (*PRIVATE, margaret.nhs_number):
        assert private not in page


def test_a_navigator_cannot_open_the_rest_of_the_record(margaret, choir, navigator, signed_in, acting_for):
    from budgets.models import Budget
    from careplans.models import CarePlan, Statement
    from people.models import Consent, Person, Relationship

    InformationNeedsFactory(person=margaret)
    IntroductionFactory(person=margaret, service=choir)
    ConsentFactory(person=margaret, user=UserFactory())
    PersonFactory(given_name="Somebody", family_name="Else")

    for model in (Person, CarePlan, Statement, Budget, Relationship):
        assert not model.objects.visible_to(navigator).exists()
    with acting_for(navigator):
        for model in (CarePlan, Statement, Budget, Relationship):
            assert not model.objects.exists()
        assert [one.pk for one in Person.objects.all()] == [margaret.pk]
        assert [one.purpose for one in Consent.objects.all()] == ["introduction"]


@pytest.mark.parametrize("status", ["declined", "withdrawn", "ended"])
def test_a_navigator_forgets_those_who_are_not_introduced_any_more(
    margaret, choir, navigator, signed_in, acting_for, status
):
    from people.models import Person

    introduction = IntroductionFactory(person=margaret, service=choir, status=status, answer="Said")

    assert signed_in(navigator).get(address("answer_introduction", introduction)).status_code == 404
    with acting_for(navigator):
        assert not Person.objects.exists()


def test_a_navigator_forgets_at_once_when_sharing_stops(margaret, choir, navigator, signed_in):
    introduction, client = IntroductionFactory(person=margaret, service=choir), signed_in(navigator)
    assert client.get(address("answer_introduction", introduction)).status_code == 200

    consent.withdraw(introduction.consent, by=margaret.signs_in)

    assert client.get(address("answer_introduction", introduction)).status_code == 404
    assert "Margaret" not in words(client.get(reverse("referrals")))


def test_a_navigator_of_another_site_sees_nothing(margaret, choir, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir)
    client = signed_in(staff("navigator", SiteFactory(slug="luton")))

    assert client.get(address("answer_introduction", introduction)).status_code == 404
    assert "Margaret" not in words(client.get(reverse("referrals")))


def test_only_navigators_answer(margaret, choir, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir)
    coordinator = AllocationFactory(person=margaret).worker
    users = {
        coordinator: 403,
        staff("coordinator"): 404,
        staff("manager"): 403,
        staff("finance"): 404,
        staff("site_admin"): 404,
        staff("analyst"): 404,
        margaret.signs_in: 403,
        UserFactory(): 404,
    }

    for user, status in users.items():
        answer = signed_in(user).post(
            address("answer_introduction", introduction), {"is_welcome": "no", "reason": "No"}
        )
        assert answer.status_code == status
        assert signed_in(user).get(reverse("referrals")).status_code == 403
