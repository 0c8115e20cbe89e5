"""The person's pages: asking, reading the answer, changing one's mind; who may and who may not."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from peersupport.models import Introduction, IntroductionStatus
from people import consent
from people.models import AuthorityKind, Role, Section
from tests.factories import (
    AuthorityFactory,
    CallRequestFactory,
    ConsentFactory,
    InformationNeedsFactory,
    IntroductionFactory,
    PersonFactory,
    ServiceFactory,
    SessionFactory,
    ShortlistedFactory,
    SignpostFactory,
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

    assert "This has been asked for already" in words(answer)


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


@pytest.mark.parametrize("easy", ["", "?easy=1"])
def test_whoever_may_only_look_is_offered_nothing_to_ask_for(margaret, signed_in, easy):
    friend = UserFactory()
    ConsentFactory(person=margaret, user=friend, sections=["identity", "support"])
    ways = [reverse("my_peers"), reverse("ask_for_call")]

    seen = signed_in(friend).get(reverse("my_support") + easy).content.decode()
    own = signed_in(margaret.signs_in).get(reverse("my_support") + easy).content.decode()

    assert [way in seen for way in ways] == [False, False]
    assert [way in own for way in ways] == [True, True]


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
    ShortlistedFactory(person=margaret, service=ServiceFactory(name="Kept already", cohorts=["older"]))
    ServiceFactory(name="For me", cohorts=["older"])
    ServiceFactory(name="For others", cohorts=["child"])
    ServiceFactory(name="For staff", cohorts=["older"], is_internal=True)

    answer = signed_in(margaret.signs_in).get(reverse("my_support"))

    assert [one["name"] for one in answer.context["suggestions"]] == ["For me"]


def test_my_support_begins_with_where_to_look(margaret, signed_in):
    assert "Meet people, find things to do" in words(signed_in(margaret.signs_in).get(reverse("my_support")))


def next_of(client, **how):
    return client.get(reverse("my_support"), how).context["next"]


def test_my_support_begins_with_what_waits_for_the_person(margaret, choir, signed_in):
    client = signed_in(margaret.signs_in)
    IntroductionFactory(person=margaret, service=choir, status=IntroductionStatus.ASKED)
    assert next_of(client)["sentence"].startswith("Breathe Easy Choir: A community navigator reads")

    found = IntroductionFactory(
        person=margaret, service=ServiceFactory(name="Tea with Jo"), status=IntroductionStatus.MATCHED
    )
    assert next_of(client)["sentence"].startswith("Tea with Jo: Somebody was found for you")
    assert next_of(client)["url"] == reverse("my_introduction", args=[found.public_id])


def test_my_support_tells_of_the_next_meeting_before_what_they_wait_for(margaret, choir, signed_in):
    IntroductionFactory(person=margaret, service=choir, status=IntroductionStatus.ACTIVE)
    IntroductionFactory(person=margaret, status=IntroductionStatus.ASKED)
    tomorrow = timezone.now() + dt.timedelta(days=1)
    SessionFactory(service=choir, starts_at=tomorrow, ends_at=tomorrow + dt.timedelta(hours=1))
    client = signed_in(margaret.signs_in)

    assert next_of(client)["sentence"].startswith("Breathe Easy Choir meets on")
    assert "Your next meetings" in words(client.get(reverse("my_support")))


@pytest.mark.parametrize("easy", ["0", "1"])
def test_my_support_shows_what_was_suggested_and_by_whom(margaret, navigator, signed_in, easy):
    SignpostFactory(
        person=margaret, service=ServiceFactory(name="Tea Dance"), words="You love music", given_by=navigator
    )
    SignpostFactory(person=margaret, service=ServiceFactory(name="Hidden House", is_internal=True))

    page = words(signed_in(margaret.signs_in).get(reverse("my_support"), {"easy": easy}))

    for told in ("Tea Dance", "You love music", "Nina Navigator"):
        assert told in page
    assert "Hidden House" not in page


@pytest.mark.parametrize("easy", ["0", "1"])
def test_my_support_shows_a_call_until_it_came_to_something(margaret, signed_in, easy):
    call = CallRequestFactory(person=margaret)
    client, asked = signed_in(margaret.signs_in), {"easy": easy}
    assert "A community navigator rings you by" in words(client.get(reverse("my_support"), asked))
    assert "to ring you</a>" not in words(client.get(reverse("my_support"), asked))

    type(call).objects.filter(pk=call.pk).update(
        status="done", closed_at=timezone.now(), outcome="We talked about the choir"
    )
    page = words(client.get(reverse("my_support"), asked))
    assert "We talked about the choir" in page
    assert "Ask for another call" in page


def test_my_support_shows_what_is_kept_and_leads_to_all_of_it(margaret, choir, signed_in):
    ShortlistedFactory(person=margaret, service=choir)
    client = signed_in(margaret.signs_in)

    for easy in ("0", "1"):
        assert reverse("kept") in words(client.get(reverse("my_support"), {"easy": easy}))
    assert "Breathe Easy Choir" in words(client.get(reverse("my_support"), {"easy": "0"}))


def test_my_support_in_easy_read_says_the_same_and_stays_so(margaret, choir, signed_in):
    IntroductionFactory(person=margaret, service=choir, answer="Said Nina")
    client = signed_in(margaret.signs_in)
    client.get(reverse("my_support"), {"easy": "1"})
    page = words(client.get(reverse("my_support")))

    for told in ("ipc-easy__line", "Breathe Easy Choir", "Said Nina", "What happens next"):
        assert told in page


def test_my_support_puts_what_is_over_to_the_end(margaret, choir, signed_in):
    IntroductionFactory(person=margaret, service=choir, status=IntroductionStatus.WITHDRAWN)
    answer = signed_in(margaret.signs_in).get(reverse("my_support"))

    assert (answer.context["asked"], [one["name"] for one in answer.context["over"]]) == (
        [],
        ["Breathe Easy Choir"],
    )
    assert "What is over" in words(answer)


@pytest.mark.parametrize(("days", "place"), [(1, "asked"), (15, "over")])
def test_my_support_keeps_a_refusal_in_sight_for_two_weeks(margaret, choir, signed_in, days, place):
    ended = timezone.now() - dt.timedelta(days=days)
    said = {"status": IntroductionStatus.DECLINED, "answer": "We are full.", "ended_at": ended}
    IntroductionFactory(person=margaret, service=choir, **said)

    answer = signed_in(margaret.signs_in).get(reverse("my_support"))

    assert [one["name"] for one in answer.context[place]] == ["Breathe Easy Choir"]


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

    assert len([one for one in asked() if "set_config" not in one]) == 14


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
