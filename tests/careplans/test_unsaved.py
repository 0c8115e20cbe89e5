"""What is typed is kept for who typed it, offered again, and let go of when it is saved."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.urls import reverse
from django.utils import timezone

from careplans import unsaved
from careplans.acts import Act
from careplans.models import Observation, Statement, UnsavedWords
from careplans.unsaved import TooMuchToKeep
from ipc.kernel.models import Event
from tests.factories import (
    AllocationFactory,
    CarePlanFactory,
    ConsentFactory,
    OrganisationFactory,
    PersonFactory,
    ReviewFactory,
    StatementFactory,
    UnsavedWordsFactory,
    UserFactory,
)
from tests.factories.people import staff

PAGE = "about me: matters"
FORM = "/my/about-me/matters/"
TYPED = {"words": ["I was just going to say"], "revision": ["0"]}


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada")


@pytest.fixture
def herself(person):
    return UserFactory(person=person)


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


def text(answer):
    return " ".join(answer.content.decode().split())


def keep_url(person):
    return reverse("keep_unsaved", args=[person.public_id])


def test_each_keeping_takes_the_place_of_the_one_before(person, herself, acting_for):
    with acting_for(herself):
        unsaved.keep(person, PAGE, {"words": ["I was"]}, herself)
        unsaved.keep(person, PAGE, TYPED, herself)

        assert unsaved.of(person, PAGE, herself).words == TYPED
    assert UnsavedWords.objects.count() == 1
    assert Event.objects.filter(act=Act.KEEP_UNSAVED, actor=herself, person_id=person.pk).count() == 1


def test_the_same_words_again_write_nothing(person, herself):
    first = unsaved.keep(person, PAGE, TYPED, herself).saved_at

    assert unsaved.keep(person, PAGE, TYPED, herself).saved_at == first


def test_too_much_is_refused(person, herself):
    with pytest.raises(TooMuchToKeep):
        unsaved.keep(person, PAGE, {"words": ["a" * (unsaved.MOST_KEPT + 1)]}, herself)


def test_nobody_else_ever_sees_it(person, herself, worker, house, acting_for):
    daughter = ConsentFactory(person=person, sections=["identity", "about_me"]).user
    unsaved.keep(person, PAGE, TYPED, daughter)

    for user in (herself, worker, staff("manager", house)):
        assert unsaved.of(person, PAGE, user) is None
        with acting_for(user):
            assert not UnsavedWords.objects.exists()


def test_the_script_keeps_what_is_typed(person, herself, signed_in):
    client = signed_in(herself)

    answer = client.post(
        keep_url(person), {"page": PAGE, "words": "I was just", "revision": "0", "whose": "x", "key": "y"}
    )

    assert (answer.status_code, answer.content) == (204, b"")
    assert UnsavedWords.objects.get().words == {"words": ["I was just"], "revision": ["0"]}


@pytest.mark.parametrize(
    ("sent", "status"),
    [({}, 400), ({"page": PAGE}, 400), ({"words": "x"}, 400), ({"page": PAGE, "words": "a" * 100_001}, 409)],
)
def test_what_cannot_be_kept_is_answered_shortly(person, herself, signed_in, sent, status):
    answer = signed_in(herself).post(keep_url(person), sent)

    assert (answer.status_code, answer.content) == (status, b"")
    assert not UnsavedWords.objects.exists()


@pytest.mark.parametrize("page", ["keep_unsaved", "forget_unsaved"])
def test_keeping_needs_the_token_of_the_form(person, herself, client, page):
    client.handler.enforce_csrf_checks = True
    client.force_login(herself, backend="people.signing_in.Backend")

    assert (
        client.post(reverse(page, args=[person.public_id]), {"page": PAGE, "words": "x"}).status_code == 403
    )


def test_nothing_is_kept_about_somebody_unseen(person, house, signed_in):
    for user in (staff("coordinator", house), UserFactory()):
        assert signed_in(user).post(keep_url(person), {"page": PAGE, "words": "x"}).status_code == 404


def test_a_partner_keeps_what_they_type_too(person, house, signed_in):
    partner = staff("partner", house, OrganisationFactory(site=house))
    ConsentFactory(person=person, user=partner, sections=["identity", "about_me"])

    assert signed_in(partner).post(keep_url(person), {"page": "observation", "words": "x"}).status_code == 204
    assert UnsavedWords.objects.get().saved_by == partner


def test_the_form_opens_with_what_was_typed_and_says_so(person, herself, signed_in):
    StatementFactory(person=person, words="Saved before.", revision=2)
    unsaved.keep(person, PAGE, {"words": ["Typed after."], "revision": ["2"]}, herself)

    answer = signed_in(herself).get(FORM)

    assert answer.context["form"]["words"].value() == "Typed after."
    assert "We kept what you typed on" in text(answer)
    assert "You have not saved it yet." in text(answer)
    assert f'data-unsaved="{PAGE}" data-unsaved-url="{keep_url(person)}"' in text(answer)


def test_a_form_without_kept_words_says_nothing(person, herself, signed_in):
    UnsavedWordsFactory(person=person, page=PAGE)  # somebody else's

    answer = signed_in(herself).get(FORM)

    assert "We kept what you typed" not in text(answer)
    assert answer.context["form"]["words"].value() is None


def test_what_was_typed_on_older_words_overwrites_nothing(person, herself, signed_in):
    unsaved.keep(person, PAGE, {"words": ["Typed before."], "revision": ["0"]}, herself)
    StatementFactory(person=person, words="Written meanwhile.", revision=1)
    client = signed_in(herself)

    form = client.get(FORM).context["form"]
    answer = client.post(FORM, {name: form[name].value() for name in ("words", "revision")})

    assert "Written meanwhile." in text(answer)
    assert "Typed before." in text(answer)
    assert Statement.objects.get().words == "Written meanwhile."


def test_saving_lets_go_of_what_was_kept(person, herself, signed_in):
    unsaved.keep(person, PAGE, TYPED, herself)

    signed_in(herself).post(FORM, {"words": "Said.", "revision": 0})

    assert Statement.objects.get().words == "Said."
    assert not UnsavedWords.objects.exists()


def test_a_refused_form_keeps_it(person, herself, signed_in):
    unsaved.keep(person, PAGE, TYPED, herself)

    signed_in(herself).post(FORM, {"words": "", "revision": 0})

    assert UnsavedWords.objects.exists()


def test_throwing_away_goes_back_to_what_is_saved(person, herself, signed_in):
    unsaved.keep(person, PAGE, TYPED, herself)
    client = signed_in(herself)

    answer = client.post(
        reverse("forget_unsaved", args=[person.public_id]), {"page": PAGE, "next": FORM}, follow=True
    )

    assert "Thrown away" in text(answer)
    assert answer.request["PATH_INFO"] == FORM
    assert not UnsavedWords.objects.exists()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_throwing_away_leads_nowhere_else(person, herself, signed_in, back):
    answer = signed_in(herself).post(
        reverse("forget_unsaved", args=[person.public_id]), {"page": PAGE, "next": back}
    )

    assert answer.url == reverse("home")


def test_choices_of_an_observation_come_back_too(person, worker, signed_in):
    client = signed_in(worker)
    typed = {"page": "observation", "is_working": "no", "words": "The rota.", "view": "staff"}
    client.post(keep_url(person), typed)
    url = reverse("note_observation", args=[person.public_id])

    form = client.get(url).context["form"]

    assert [form[name].value() for name in ("is_working", "words", "view")] == ["no", "The rota.", "staff"]
    client.post(url, {name: form[name].value() for name in ("is_working", "words", "view")})
    assert Observation.objects.get().words == "The rota."
    assert not UnsavedWords.objects.exists()


class TestAfterTheTimeOut:
    @pytest.fixture
    def later(self):
        start = timezone.now()
        with time_machine.travel(start, tick=False) as clock:
            yield lambda minutes: clock.move_to(start + dt.timedelta(minutes=minutes))

    def test_the_script_signs_nobody_out_and_the_form_that_follows_is_kept(
        self, person, herself, client, later
    ):
        client.force_login(herself, backend="people.signing_in.Backend")
        client.get(FORM)
        later(30)

        background = client.post(
            keep_url(person), {"page": PAGE, "words": "I was"}, headers={"x-background": "yes"}
        )
        sent = client.post(FORM, {"words": "I was just going to say this.", "revision": 0})

        assert background.status_code == 205
        assert SESSION_KEY not in client.session
        assert sent.url.startswith(reverse("account_login"))
        client.force_login(herself, backend="people.signing_in.Backend")
        assert "I was just going to say this." in text(client.get(FORM))
        assert not UnsavedWords.objects.exists()

    def test_what_was_kept_before_is_there_after_signing_in_again(self, person, herself, client, later):
        client.force_login(herself, backend="people.signing_in.Backend")
        client.get(FORM)
        client.post(keep_url(person), {"page": PAGE, "words": "I was just", "revision": "0"})
        later(30)
        assert client.get(FORM).status_code == 302

        client.force_login(herself, backend="people.signing_in.Backend")

        assert client.get(FORM).context["form"]["words"].value() == "I was just"


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("change_plan_details", "prevention"),
        ("hold_review", "working"),
        ("add_risk", "words"),
        ("add_contingency", "what_to_do"),
    ],
)
def test_long_forms_of_the_plan_open_with_what_was_typed(person, worker, signed_in, page, field):
    plan = CarePlanFactory(person=person)
    ReviewFactory(person=person)
    client, url = signed_in(worker), reverse(page, args=[plan.public_id])
    name = f"{page}: {plan.public_id}"
    assert f'data-unsaved="{name}"' in text(client.get(url))

    client.post(keep_url(person), {"page": name, field: "I was just going to write"})

    answer = client.get(url)
    assert answer.context["form"][field].value() == "I was just going to write"
    assert "You have not saved it yet." in text(answer)


def test_a_wish_for_a_change_is_kept_while_it_is_typed(person, herself, signed_in):
    CarePlanFactory(person=person, agreed=True)
    client = signed_in(herself)
    client.post(keep_url(person), {"page": "ask_for_change", "words": "I would like to swim"})

    form = client.get(reverse("ask_for_change")).context["form"]

    assert form["words"].value() == "I would like to swim"
    client.post(reverse("ask_for_change"), {"words": "I would like to swim."})
    assert not UnsavedWords.objects.exists()
