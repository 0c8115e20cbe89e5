"""Pages of introductions: the person's steps, the navigator's, a colleague's about somebody; who may not."""

import uuid

import pytest
from django.urls import reverse

from ipc.kernel.dates import today
from ipc.kernel.models import Event
from peersupport import introductions
from peersupport.acts import Act
from peersupport.models import AnswerTime, Feedback, Introduction, IntroductionStatus, Signpost
from people.models import Section
from tests.factories import (
    AllocationFactory,
    ConsentFactory,
    FeedbackFactory,
    IntroductionFactory,
    PersonFactory,
    ServiceFactory,
    SignpostFactory,
    StepFactory,
    UserFactory,
)
from tests.factories.people import staff

Status = IntroductionStatus


@pytest.fixture
def coordinator(margaret):
    return AllocationFactory(person=margaret).worker


def words(answer):
    return answer.content.decode()


def of(name, row, **query):
    return reverse(name, args=[row.public_id], query=query or None)


# -- The person


def test_every_status_has_its_sentence_about_what_happens_next(margaret, signed_in):
    client = signed_in(margaret.signs_in)
    for status in Status:
        introduction = IntroductionFactory(person=margaret, status=status, answer="Said Nina")

        page = client.get(of("my_introduction", introduction))

        assert page.context["asked"]["next"]
        assert str(status.label) in words(page)
    assert client.get(reverse("my_support")).status_code == 200


def test_the_person_says_yes_pauses_and_goes_on_by_one_button(margaret, choir, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir, status=Status.MATCHED)
    client, page = signed_in(margaret.signs_in), of("my_introduction", introduction)

    for step, after in (("begin", Status.ACTIVE), ("pause", Status.PAUSED), ("go_on", Status.ACTIVE)):
        assert step in [one["step"] for one in client.get(page).context["asked"]["buttons"]]
        assert client.post(page, {"step": step, "key": uuid.uuid4()}).status_code == 302
        introduction.refresh_from_db()
        assert introduction.status == after
    assert Event.objects.filter(person_id=margaret.pk, is_read=True, act=Act.SEE_INTRODUCTION).exists()


def test_the_person_reads_what_a_colleague_wrote_about_them(margaret, choir, coordinator, signed_in):
    introduction = introductions.refer(
        margaret, by=coordinator, service=choir, why="Misses singing", risks="Oxygen", how_given="phone"
    )

    page = words(signed_in(margaret.signs_in).get(of("my_introduction", introduction)))

    for told in ("Misses singing", coordinator.name, "Oxygen"):
        assert told in page


def test_a_step_that_is_over_says_so(margaret, choir, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir, status=Status.ENDED)

    answer = signed_in(margaret.signs_in).post(of("my_introduction", introduction), {"step": "begin"})

    assert "cannot be the next step any more" in words(answer)


def test_ending_asks_once_and_not_why(margaret, choir, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir, status=Status.ACTIVE)
    client = signed_in(margaret.signs_in)

    page = client.get(of("end_introduction", introduction))
    assert "You need not say why" in words(page)
    assert client.post(of("end_introduction", introduction)).status_code == 302

    introduction.refresh_from_db()
    assert introduction.status == Status.ENDED
    again = client.post(of("end_introduction", introduction))
    assert "cannot be the next step any more" in words(again)


def test_how_it_was_is_said_in_one_tap_or_in_words(margaret, choir, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir, status=Status.ACTIVE)
    client, page = signed_in(margaret.signs_in), of("say_how_it_was", introduction)

    assert "Choose how it was" in words(client.post(page, {}))
    assert client.post(page, {"score": "5", "words": "They sing", "may_be_shown": "on"}).status_code == 302

    said = Feedback.objects.get()
    assert (said.score, said.words, said.may_be_shown) == (5, "They sing", True)
    read = words(client.get(of("my_introduction", introduction)))
    assert "Very good" in read
    assert "They sing" in read


def test_who_may_only_look_changes_nothing_and_strangers_find_nothing(margaret, choir, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir, status=Status.ACTIVE)
    reader, stranger = UserFactory(), PersonFactory()
    ConsentFactory(person=margaret, user=reader, sections=[Section.IDENTITY, Section.SUPPORT])
    other = UserFactory(person=stranger)

    page = signed_in(reader).get(of("my_introduction", introduction))
    assert (page.context["asked"]["buttons"], page.context["asked"]["may_end"]) == ([], False)
    signed_in(reader).post(of("my_introduction", introduction), {"step": "pause"})
    for name in ("end_introduction", "say_how_it_was"):
        assert signed_in(reader).post(of(name, introduction)).status_code == 403
        assert signed_in(other).get(of(name, introduction)).status_code == 404

    introduction.refresh_from_db()
    assert introduction.status == Status.ACTIVE


# -- The navigator


@pytest.mark.parametrize("status", [Status.ASKED, Status.MATCHED])
def test_two_clicks_take_the_next_step(margaret, choir, navigator, signed_in, status):
    introduction = IntroductionFactory(person=margaret, service=choir, status=status)
    client, page = signed_in(navigator), of("move_introduction", introduction)
    step = "put_on_waiting_list" if status == "asked" else "begin"

    assert "Agreed on" in words(client.get(page))
    assert client.post(page, {"step": step, "words": "In May"})["Location"] == reverse("referrals")

    introduction.refresh_from_db()
    assert introduction.status == (Status.WAITING if status == "asked" else Status.ACTIVE)
    day = words(client.get(reverse("referrals")))
    assert ("On the waiting list" in day) == (status == "asked")
    assert ("Welcome, and going on" in day) == (status == "matched")


def test_only_steps_from_here_are_offered_and_the_rest_refused(margaret, choir, navigator, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir, status=Status.ACTIVE)
    client, page = signed_in(navigator), of("move_introduction", introduction)

    offered = [step for step, _label in client.get(page).context["form"].fields["step"].choices]

    assert offered == ["pause", "finish", "stop", "end_without_reason"]
    assert "Choose what happened" in words(client.post(page, {}))
    assert client.post(page, {"step": "receive"}).context["form"].errors["step"]
    assert "Choose what came of it" in words(client.post(page, {"step": "finish", "words": "Sings again"}))
    assert client.post(page, {"step": "finish", "outcome": "helped"}).status_code == 302
    assert client.get(page).status_code == 404


def test_the_navigator_reads_why_and_what_to_mind_and_how_often_somebody_was_tried(
    margaret, choir, navigator, signed_in
):
    introduction = IntroductionFactory(
        person=margaret,
        service=choir,
        route="colleague",
        why="Misses singing",
        risks="Oxygen",
        tries=2,
        status=Status.TRYING,
    )

    page = words(signed_in(navigator).get(of("move_introduction", introduction)))

    for told in (
        "Misses singing",
        "Oxygen",
        "Tried 2 of 3 times",
        "If you do not reach them this time, it ends",
    ):
        assert told in page


def test_the_navigator_says_how_it_goes(margaret, choir, navigator, signed_in):
    introduction = IntroductionFactory(person=margaret, service=choir, status=Status.ACTIVE)
    client, page = signed_in(navigator), of("say_how_it_goes", introduction)

    assert "Others may read" not in words(client.get(page))
    assert client.post(page, {"words": "She comes every week"}).status_code == 302

    assert Feedback.objects.get().side == "provider"


# -- What others read


def test_a_manager_shows_words_and_everybody_reads_them_without_a_name(margaret, choir, signed_in, client):
    introduction = IntroductionFactory(person=margaret, service=choir, status=Status.ENDED)
    said = FeedbackFactory(
        person=margaret, introduction=introduction, words="They saved me a chair", may_be_shown=True
    )
    kept = FeedbackFactory(person=margaret, words="For us alone")
    manager = staff("manager")
    day = today().replace(day=1)
    AnswerTime.objects.create(service=choir, month=day, answers=5, days=14)
    assert "saved me a chair" not in words(client.get(of("service", choir)))

    listed = words(signed_in(manager).get(reverse("what_people_say")))
    assert "They saved me a chair" in listed
    assert "For us alone" not in listed
    signed_in(manager).post(of("show_feedback", said), {"is_shown": "yes"})
    said.refresh_from_db()
    assert not said.is_shown  # nobody has read them
    read = said.given_at.isoformat()
    assert f'value="{read}"' in client.get(reverse("what_people_say")).text
    client.post(of("show_feedback", said), {"is_shown": "yes", "read": read})
    signed_in(manager).post(of("show_feedback", kept), {"is_shown": "yes"})

    client.logout()
    page = words(client.get(of("service", choir)))
    assert "They saved me a chair" in page
    assert "Usually answers in 3 days" in page
    assert "Margaret" not in page
    kept.refresh_from_db()
    assert not kept.is_shown
    for user in (margaret.signs_in, staff("coordinator")):
        assert signed_in(user).get(reverse("what_people_say")).status_code == 403


# -- Colleagues


def test_support_of_somebody_shows_everything_that_was_asked_and_suggested(
    margaret, choir, coordinator, signed_in
):
    introduction = IntroductionFactory(person=margaret, service=choir, status=Status.STOPPED, risks="Oxygen")
    StepFactory(person=margaret, introduction=introduction, words="Rang twice")
    FeedbackFactory(person=margaret, introduction=introduction, words="Too loud")
    SignpostFactory(person=margaret, words="You may like it")

    page = words(signed_in(coordinator).get(of("support_of_person", margaret)))

    for told in ("Stopped coming", "Rang twice", "Too loud", "You may like it", "Oxygen"):
        assert told in page
    assert "You stopped coming" not in page


def test_support_of_somebody_costs_the_same_however_much_there_is(
    margaret, coordinator, signed_in, questions
):
    client, page = signed_in(coordinator), of("support_of_person", margaret)

    def cost_with(more):
        for _ in range(more):
            one = IntroductionFactory(person=margaret)
            StepFactory(person=margaret, introduction=one)
            FeedbackFactory(person=margaret, introduction=one)
            SignpostFactory(person=margaret)
        client.get(page)
        with questions() as asked:
            client.get(page)
        return len([one for one in asked() if "set_config" not in one])

    with_one = cost_with(1)
    assert cost_with(4) == with_one <= 15


def test_a_coordinator_finds_an_entry_and_refers(margaret, choir, coordinator, signed_in):
    ServiceFactory(name="Hidden choir", is_internal=True)
    client = signed_in(coordinator)

    found = client.get(of("refer", margaret, q="choir"))
    assert [card["name"] for card in found.context["cards"]] == ["Breathe Easy Choir"]
    page = of("refer", margaret, service=choir.public_id)
    assert "01226 111111" in words(client.get(page))
    answer = client.post(page, {"why": "She misses singing", "how_given": "phone", "risks": "Oxygen"})

    assert answer["Location"] == of("support_of_person", margaret)
    sent = Introduction.objects.get()
    assert (sent.status, sent.consent.how_given, sent.risks) == (Status.ASKED, "phone", "Oxygen")


def test_how_the_person_agreed_is_asked_before_anything_is_sent(margaret, choir, coordinator, signed_in):
    page = of("refer", margaret, service=choir.public_id)

    answer = signed_in(coordinator).post(page, {"why": "She misses singing"})

    assert "Choose how the person said yes" in words(answer)
    assert "She misses singing" in words(answer)
    refused = signed_in(coordinator).post(page, {"why": "Singing", "how_given": "best_interests"})
    assert "Only the person can say yes" in words(refused)
    assert not Introduction.objects.exists()


def test_hidden_entries_cannot_be_chosen(margaret, coordinator, signed_in):
    hidden = ServiceFactory(is_refuge=True)

    answer = signed_in(coordinator).post(
        of("refer", margaret, service=hidden.public_id), {"why": "x", "how_given": "phone"}
    )

    assert answer.context["form"] is None
    assert not Introduction.objects.exists()


def test_what_is_kept_is_changed_sent_or_put_away(margaret, choir, coordinator, signed_in):
    client = signed_in(coordinator)
    page = of("refer", margaret, service=choir.public_id)

    client.post(page, {"why": "Singing", "keep": "1"})
    kept = Introduction.objects.get()
    assert (kept.status, kept.why) == (Status.DRAFT, "Singing")
    client.post(of("send_referral", kept), {"why": "Singing again", "keep": "1"})
    client.post(of("send_referral", kept), {"why": "Singing aloud", "how_given": "in_person"})
    kept.refresh_from_db()
    assert (kept.status, kept.why) == (Status.ASKED, "Singing aloud")
    assert "sent or put away in the meantime" in words(
        client.post(of("send_referral", kept), {"why": "Again", "how_given": "phone"})
    )

    other = introductions.draft(margaret, by=coordinator, service=ServiceFactory())
    assert client.post(of("send_referral", other), {"discard": "1"}).status_code == 302
    assert not Introduction.objects.filter(pk=other.pk).exists()


def test_a_coordinator_takes_a_wish_back_for_the_person_and_comes_back(
    margaret, choir, coordinator, signed_in
):
    introduction = IntroductionFactory(person=margaret, service=choir)
    client = signed_in(coordinator)

    assert of("support_of_person", margaret) in words(client.get(of("withdraw_introduction", introduction)))
    answer = client.post(of("withdraw_introduction", introduction))

    assert answer["Location"] == of("support_of_person", margaret)


def test_a_coordinator_tells_somebody_of_an_entry(margaret, choir, coordinator, signed_in):
    page = of("signpost_person", margaret, service=choir.public_id)

    assert signed_in(coordinator).post(page, {"words": "You miss singing"}).status_code == 302

    assert Signpost.objects.get().words == "You miss singing"


def test_the_record_of_support_has_the_shape_of_the_standard(
    margaret, choir, coordinator, navigator, signed_in
):
    introduction = introductions.refer(
        margaret, by=coordinator, service=choir, why="Misses singing", risks="", how_given="phone"
    )
    introductions.answer(introduction, by=navigator, is_welcome=False, answer="Full")
    introductions.draft(margaret, by=coordinator, service=ServiceFactory())
    SignpostFactory(person=margaret, words="Perhaps this")

    answer = signed_in(coordinator).get(of("support_record", margaret))

    told = answer.json()
    (referral,) = told["referral_details"]
    assert set(referral) >= {
        "referrer",
        "date_of_referral",
        "method_of_referral",
        "reason_for_referral",
        "risks",
    }
    assert referral["referrer"]["name"] == coordinator.name
    assert referral["risks"] == "None written down"
    assert referral["consent_for_information_sharing"]["is_given_by_the_person"] is True
    assert referral["response"]["words"] == "Full"
    assert [step["what"] for step in referral["contacts"]][-1] == "Not possible"
    assert [one["comment"] for one in told["signposting"]] == ["Perhaps this"]
    assert told["person_demographics"]["nhs_number"] == margaret.nhs_number
    assert answer["Cache-Control"] == "no-store, private"
