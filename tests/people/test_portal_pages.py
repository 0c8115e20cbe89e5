"""The pages of people and families, and the way in."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from careplans.models import Statement
from ipc.kernel.models import Event
from people import invitations
from people.acts import Act
from people.models import AuthorityKind, Consent, InformationNeeds, Invitation, Section, User
from tests.factories import (
    AuthorityFactory,
    ConsentFactory,
    PersonFactory,
    RelationshipFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import staff

PASSWORD = "three quiet words"


@pytest.fixture
def own(margaret):
    return UserFactory(person=margaret, name="Margaret Hill")


def test_my_people_tells_whom_to_call_and_who_sees_what(signed_in, own, margaret, coordinator):
    coordinator.phone = "01226 000 000"
    coordinator.save()
    RelationshipFactory(person=margaret, name="Susan Hill", phone="07700 900 123")
    ConsentFactory(person=margaret, user=UserFactory(name="Dev Hill"), sections=[Section.PLAN])

    answer = signed_in(own).get(reverse("my_people"))

    for told in ("Sam Okafor", "tel:01226000000", "Susan Hill", "tel:07700900123", "Dev Hill", "My plan"):
        assert told in answer.text
    assert Event.objects.get(act=Act.SEE_PERSON, is_read=True).actor == own


def test_my_people_falls_back_on_the_number_of_the_site(signed_in, own, house):
    house.phone = "01226 111 111"
    house.save()

    assert "tel:01226111111" in signed_in(own).get(reverse("my_people")).text


def test_my_people_says_what_will_be_here_when_there_is_nothing(signed_in, house):
    alone = UserFactory(person=PersonFactory())

    answer = signed_in(alone).get(reverse("my_people"))

    assert "as soon as somebody is there for you" in answer.text
    assert "You share nothing with anybody else." in answer.text


def test_helper_sees_their_part_and_no_button_to_stop(signed_in, margaret):
    dev = UserFactory()
    ConsentFactory(person=margaret, user=dev, sections=[Section.IDENTITY, Section.PLAN])
    ConsentFactory(person=margaret, user=UserFactory(name="Somebody Else"))

    answer = signed_in(dev).get(reverse("my_people"))

    assert "The people around Margaret" in answer.text
    assert "Sam Okafor" in answer.text
    assert "My plan" in answer.text
    assert "Somebody Else" not in answer.text
    assert "my/people/stop" not in answer.text


def test_stopping_to_share_is_asked_once_more_and_then_done(signed_in, own, margaret):
    given = ConsentFactory(person=margaret, user=UserFactory(name="Dev Hill"))
    client, page = signed_in(own), reverse("my_stop_sharing", args=[given.public_id])

    assert "Stop sharing with Dev Hill?" in client.get(page).text
    assert Consent.objects.live().exists()
    assert "You stopped sharing with Dev Hill." in client.post(page, follow=True).text
    assert not Consent.objects.live().exists()
    assert "You have already stopped sharing this." in client.post(page).text


def test_helper_cannot_stop_the_sharing_of_others(signed_in, margaret):
    dev = UserFactory()
    given = ConsentFactory(person=margaret, user=dev)

    assert signed_in(dev).post(reverse("my_stop_sharing", args=[given.public_id])).status_code == 403


def test_consent_of_somebody_else_is_not_there(signed_in, own):
    given = ConsentFactory()

    assert signed_in(own).get(reverse("my_stop_sharing", args=[given.public_id])).status_code == 404


def test_person_says_how_to_give_them_information(signed_in, own):
    client = signed_in(own)

    client.post(reverse("my_information"), {"contact_method": "letter", "information_format": "audio"})

    assert InformationNeeds.objects.get().asked_by == own
    assert "checked" in client.get(reverse("my_information")).text


def test_helper_does_not_say_it_for_them(signed_in, margaret):
    dev = UserFactory()
    ConsentFactory(person=margaret, user=dev)

    assert signed_in(dev).get(reverse("my_information")).status_code == 403


def test_somebody_who_helps_two_people_switches_between_them(signed_in, house):
    susan = UserFactory(name="Susan Hill")
    for name in ("Aiden", "Margaret"):
        person = PersonFactory(given_name=name, family_name="Hill")
        AuthorityFactory(person=person, holder=susan)
    client = signed_in(susan)

    assert "The people around Aiden" in client.get(reverse("my_people")).text
    listed = client.get(reverse("my_whose_page")).text
    assert "Help Aiden Hill" in listed
    assert "Help Margaret Hill" in listed
    moved = client.post(reverse("help_somebody"), {"person": str(person.public_id)})
    assert moved["Location"] == reverse("my_home")
    assert "The people around Margaret" in client.get(reverse("my_people")).text


@pytest.mark.parametrize("chosen", ["", "nonsense", "somebody else"])
def test_nobody_opens_the_page_of_a_stranger(signed_in, own, chosen):
    if chosen == "somebody else":
        chosen = str(PersonFactory().public_id)

    assert signed_in(own).post(reverse("help_somebody"), {"person": chosen}).status_code == 404


def test_page_is_gone_with_the_consent(signed_in, margaret):
    dev = UserFactory()
    given = ConsentFactory(person=margaret, user=dev)
    client = signed_in(dev)
    client.post(reverse("help_somebody"), {"person": str(margaret.public_id)})

    given.withdrawn_at = timezone.now()
    given.save()

    assert client.get(reverse("my_people")).status_code == 404
    assert "When somebody shares their page with you" in client.get(reverse("my_whose_page")).text


@pytest.mark.parametrize("page", ["my_people", "my_information", "my_whose_page"])
def test_colleagues_have_no_pages_of_their_own_here(signed_in, house, page):
    assert signed_in(staff("coordinator")).get(reverse(page)).status_code == 403


def test_colleague_helps_nobody_here(signed_in, house):
    assert signed_in(staff("coordinator")).post(reverse("help_somebody")).status_code == 403


def test_my_people_costs_the_same_for_one_and_for_ten(signed_in, own, margaret, queries_of):
    client = signed_in(own)
    for _ in range(10):
        ConsentFactory(person=margaret)
        RelationshipFactory(person=margaret)

    assert queries_of(client, reverse("my_people")) == 9


@pytest.fixture
def link(coordinator, margaret, acting_for):
    with acting_for(coordinator):
        made = invitations.invite(margaret, by=coordinator, email="m@example.org", name="Margaret Hill")
    return reverse("accept_invitation", args=[invitations.code_of(made)])


def test_invited_person_chooses_a_password_and_is_home(client, link, margaret):
    assert "Welcome, Margaret" in client.get(link).text

    answer = client.post(link, {"password": PASSWORD})

    assert answer["Location"] == reverse("home")
    assert User.objects.get(email="m@example.org").person_id == margaret.pk
    assert "Margaret" in client.get(reverse("my_people")).text


def test_invited_person_hears_why_a_password_is_refused(client, link):
    answer = client.post(link, {"password": "short"})

    assert "This password is too short." in answer.text
    assert "short" not in answer.context["form"].as_p().replace("too short", "")


@pytest.mark.parametrize("code", ["AAAAAAAAAAAAAAAAAAAAAA", "a", "unknown-code"])
def test_unknown_link_says_whom_to_ask(client, house, code):
    answer = client.get(reverse("accept_invitation", args=[code]))

    assert answer.status_code == 410
    assert "Ask your care coordinator for a new one." in answer.text


def test_link_that_is_over_tells_whom_to_call(client, link, house):
    house.phone = "01226 111 111"
    house.save()
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))

    for answer in (client.get(link), client.post(link, {"password": PASSWORD})):
        assert answer.status_code == 410
        assert "tel:01226111111" in answer.text
    assert not User.objects.filter(email="m@example.org").exists()


def test_used_link_is_over(client, link):
    client.post(link, {"password": PASSWORD})
    client.logout()

    assert client.get(link).status_code == 410


def test_who_signs_in_already_is_asked_for_their_password(client, coordinator, margaret, acting_for):
    User.objects.create_user("susan@example.org", "the one I have", name="Susan Hill")
    susan = RelationshipFactory(person=margaret, name="Susan Hill")
    with acting_for(coordinator):
        made = invitations.invite(
            margaret, by=coordinator, email="susan@example.org", name="Susan Hill", relationship=susan
        )
    link = reverse("accept_invitation", args=[invitations.code_of(made)])

    assert "You already sign in with this email address." in client.get(link).text
    assert "Enter the password that you use." in client.post(link, {"password": PASSWORD}).text
    assert client.post(link, {"password": "the one I have"})["Location"] == reverse("home")


def test_guessing_is_slowed_down(client, link):
    for _ in range(10):
        assert client.post(link, {"password": "short"}).status_code == 200

    answer = client.post(link, {"password": PASSWORD})

    assert answer.status_code == 429
    assert "Wait 15 minutes" in answer.text


def test_link_of_one_site_is_opened_though_nobody_acts(client, house, acting_for):
    luton = SiteFactory(slug="luton")
    worker = staff("coordinator", luton)
    person = PersonFactory(site=luton)
    person.allocations.create(site=luton, worker=worker, starts_on=dt.date(2026, 1, 1))
    with acting_for(worker):
        made = invitations.invite(person, by=worker, email="p@example.org", name=person.name)

    assert client.get(reverse("accept_invitation", args=[invitations.code_of(made)])).status_code == 200


def test_a_form_left_open_is_for_the_one_whose_page_it_was(signed_in, house):
    parent = UserFactory()
    ada, ben = (
        AuthorityFactory(holder=parent, kind=AuthorityKind.PARENT, sections=list(Section), person=one).person
        for one in PersonFactory.create_batch(2, born_on=dt.date(2015, 1, 1))
    )
    client = signed_in(parent)
    client.post(reverse("help_somebody"), {"person": ada.public_id})
    page = reverse("write_about_me", args=["matters"])
    assert f'name="whose" value="{ada.public_id}"' in client.get(page).text
    client.post(reverse("help_somebody"), {"person": ben.public_id})

    client.post(page, {"whose": ada.public_id, "words": "Ada likes the sea", "revision": 0})

    assert Statement.objects.get().person == ada
    assert client.get(page).context["request"].whose == ada


def test_a_form_about_somebody_who_may_no_longer_be_helped_reaches_nobody(signed_in, own, margaret):
    page = reverse("write_about_me", args=["matters"])
    sent = {"whose": PersonFactory().public_id, "words": "Not hers", "revision": 0}

    assert signed_in(own).post(page, sent).status_code == 404
    assert not Statement.objects.exists()


def test_an_invitation_is_no_way_around_the_second_factor(client, link):
    user = UserFactory(email="m@example.org")
    user.set_password(PASSWORD)
    user.save()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})

    answer = client.post(link, {"password": PASSWORD})

    assert Invitation.objects.get().accepted_by == user
    assert answer["Location"] == reverse("account_login")
    assert client.get(reverse("my_people")).status_code == 302
