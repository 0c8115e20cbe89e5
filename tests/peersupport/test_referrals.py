"""The navigator's pages: who asked, answering; what is shown and what never is."""

import pytest
from django.urls import reverse

from ipc.kernel.models import Event
from peersupport import introductions
from peersupport.acts import Act
from peersupport.models import IntroductionStatus
from people import consent
from people.models import Role
from tests.factories import (
    AllocationFactory,
    ConsentFactory,
    InformationNeedsFactory,
    IntroductionFactory,
    PersonFactory,
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
    assert "Name and how to reach them" in words(answer)
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

    assert len([one for one in asked() if "set_config" not in one]) == 7


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
