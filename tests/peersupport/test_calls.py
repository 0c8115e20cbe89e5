"""Calls by a navigator: asked for with consent, taken, tried, talked; and what people read of navigators."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from ipc.kernel.models import Event
from ipc.kernel.tasks import deliver_effects
from peersupport import calls, navigators
from peersupport.acts import Act
from peersupport.models import CallRequest, CallStatus, Navigator
from people import consent, leaving
from people.models import (
    ConsentPurpose,
    HowGiven,
    NotSought,
    OrganisationKind,
    Person,
    PersonStatus,
    Section,
    Todo,
    TodoKind,
)
from tests.factories import (
    AllocationFactory,
    CallRequestFactory,
    NavigatorOfferFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.factories.people import AuthorityFactory, ConsentFactory, UserFactory, staff

CLOSED = [CallStatus.DONE, CallStatus.UNREACHED, CallStatus.WITHDRAWN]


@pytest.fixture
def hub(house):
    return OrganisationFactory(site=house, kind=OrganisationKind.VOLUNTARY, name="Barnsley Hub")


@pytest.fixture
def nina(house, hub):
    return staff("navigator", house, hub, email="nina@barnsley.example", name="Nina Navigator")


def ask(person, **changed):
    asked = {"by": person.signs_in, "sections": calls.SHARED, "words": " To meet people ", "best_time": ""}
    return calls.ask(person, **asked | changed)


@pytest.fixture
def call(margaret, nina):
    return ask(margaret)


@pytest.fixture
def taken(call, nina):
    return calls.take(call, by=nina)


def words(answer):
    return answer.content.decode()


def address(name, row):
    return reverse(name, args=[row.public_id])


def test_asking_shares_name_and_how_to_reach_with_whom_the_navigators_work_for(
    margaret, nina, hub, acting_for
):
    with acting_for(margaret.signs_in):
        made = ask(margaret)
    deliver_effects()

    made.refresh_from_db()
    assert (made.status, made.words, made.asked_by) == (CallStatus.ASKED, "To meet people", margaret.signs_in)
    assert (made.consent.organisation, made.consent.sections) == (hub, [Section.IDENTITY])
    assert (made.consent.purpose, made.consent.how_given) == (ConsentPurpose.INTRODUCTION, HowGiven.ONLINE)
    assert Event.objects.filter(act=Act.ASK_FOR_CALL, person_id=margaret.pk).exists()
    (sent,) = mail.outbox
    assert sent.to == ["nina@barnsley.example"]
    assert "Margaret" not in sent.subject + sent.body


def test_a_colleague_says_how_it_was_agreed(margaret, nina):
    worker = AllocationFactory(person=margaret).worker

    made = calls.ask(margaret, by=worker, sections=calls.SHARED, how_given=HowGiven.IN_PERSON)

    assert made.consent.how_given == HowGiven.IN_PERSON


def test_a_parent_says_yes_for_a_child(nina):
    child = PersonFactory(born_on=dt.date(2016, 1, 1), phone="01226 222222")

    made = calls.ask(child, by=None, sections=calls.SHARED, why_not_sought=NotSought.PARENT)

    assert made.consent.why_not_sought == NotSought.PARENT


def test_there_must_be_navigators(margaret, house):
    with pytest.raises(calls.NoNavigatorsHere):
        ask(margaret)


def test_where_a_site_says_that_it_offers_none_nobody_is_asked(margaret, nina, house):
    NavigatorOfferFactory(site=house, is_offered=False)

    with pytest.raises(calls.NoNavigatorsHere):
        ask(margaret)


@pytest.mark.parametrize("sections", [[], [Section.PLAN], [Section.IDENTITY, Section.MONEY]])
def test_nothing_else_is_shared(margaret, nina, sections):
    with pytest.raises(calls.CallSharesTheWrongParts):
        ask(margaret, sections=sections)


def test_somebody_without_a_telephone_says_how_to_reach_them(nina):
    person = PersonFactory(phone="")
    person.signs_in = UserFactory(person=person)

    with pytest.raises(calls.NoWayToReach):
        ask(person)
    assert ask(person, best_time="Ring my sister on 01226 333333").best_time


def test_one_call_at_a_time(margaret, call):
    with pytest.raises(calls.CallAskedAlready):
        ask(margaret)
    with pytest.raises(IntegrityError, match="callrequest_open_once"), transaction.atomic():
        CallRequestFactory(person=margaret)


def test_a_navigator_takes_tries_and_finishes(call, nina, margaret, acting_for):
    with acting_for(nina):
        calls.take(call, by=nina)
        calls.write_try(call, by=nina)
        calls.finish(call, by=nina, outcome=" The choir on Monday. ")
        assert not CallRequest.objects.exists()
        assert not Person.objects.exists()

    call.refresh_from_db()
    assert (call.status, call.outcome, call.tries) == (CallStatus.DONE, "The choir on Monday.", 1)
    assert (call.navigator.user, call.last_try_by, call.closed_by) == (nina, nina, nina)
    call.consent.refresh_from_db()
    assert call.consent.withdrawn_at
    acts = Event.objects.filter(act=Act.ANSWER_CALL, person_id=margaret.pk)
    assert acts.count() == 3


def test_a_call_is_rung_by_one_navigator(taken, house, hub):
    colleague = staff("navigator", house, hub)

    with pytest.raises(calls.TakenByAColleague):
        calls.take(taken, by=colleague)


def test_a_navigator_of_another_organisation_leaves_the_call(call, house):
    other = staff("navigator", house, OrganisationFactory(site=house, name="Another"))

    with pytest.raises(calls.SharedWithAnother):
        calls.take(call, by=other)


def test_a_navigator_takes_as_many_as_they_said(call, nina, house):
    profile = Navigator.objects.create(site=house, user=nina, most_people=1)
    CallRequestFactory(navigator=profile, status=CallStatus.TAKEN)

    with pytest.raises(calls.NavigatorIsFull):
        calls.take(call, by=nina)


@pytest.mark.parametrize("verb", ["write_try", "give_up", "finish"])
def test_ringing_is_taken_on_first(call, nina, verb):
    said = {"outcome": "We talked"} if verb == "finish" else {}

    with pytest.raises(calls.TakeItFirst):
        getattr(calls, verb)(call, by=nina, **said)


@pytest.mark.parametrize("status", CLOSED)
def test_what_is_over_stays_over(margaret, nina, status):
    over = CallRequestFactory(person=margaret, status=status, closed_at=timezone.now())

    for verb in (calls.take, calls.write_try, calls.give_up, calls.withdraw):
        with pytest.raises(calls.CallIsOver):
            verb(over, by=nina)


def test_talking_ends_with_words(taken, nina):
    with pytest.raises(calls.OutcomeMissing):
        calls.finish(taken, by=nina, outcome="  ")


def test_giving_up_comes_after_enough_tries_and_the_team_hears(taken, nina, margaret):
    AllocationFactory(person=margaret)
    for _number in range(2):
        calls.write_try(taken, by=nina)
    with pytest.raises(calls.TryAgainFirst, match="2 of 3"):
        calls.give_up(taken, by=nina)
    calls.write_try(taken, by=nina)

    assert calls.give_up(taken, by=nina).status == CallStatus.UNREACHED

    todo = Todo.objects.get(person=margaret)
    assert todo.kind == TodoKind.INTRODUCTION_BACK
    mail.outbox.clear()
    deliver_effects()
    assert ["margaret@example.org"] in [one.to for one in mail.outbox]


def test_taking_it_back_ends_what_was_shared(call, margaret, nina, acting_for):
    with acting_for(margaret.signs_in):
        assert calls.withdraw(call, by=margaret.signs_in).status == CallStatus.WITHDRAWN

    call.consent.refresh_from_db()
    assert call.consent.withdrawn_at
    assert Event.objects.filter(act=Act.WITHDRAW_CALL, person_id=margaret.pk).exists()


def test_after_somebody_stopped_sharing_it_can_still_be_taken_back(call, margaret, nina, acting_for):
    consent.withdraw(call.consent, by=margaret.signs_in)

    with acting_for(nina):
        assert not CallRequest.objects.visible_to(nina).exists()
    assert calls.withdraw(call, by=margaret.signs_in).status == CallStatus.WITHDRAWN


def test_a_call_nobody_made_in_time_is_asked_after_once(call, house, time_machine):
    calls.raise_late(house)
    assert not Todo.objects.exists()

    time_machine.move_to(timezone.now() + dt.timedelta(days=30), tick=False)
    calls.raise_late(house)
    calls.raise_late(house)
    Todo.objects.all().delete()
    Person.objects.update(status=PersonStatus.DIED)
    calls.raise_late(house)
    assert not Todo.objects.exists()
    Person.objects.update(status=PersonStatus.SUPPORTED)
    calls.raise_late(house)

    assert Todo.objects.get().kind == TodoKind.ANSWER_LATE


def test_an_open_call_is_to_be_closed_when_somebody_leaves(call, margaret):
    leaving.ask_to_close(margaret, by=None)

    assert Todo.objects.filter(person=margaret, key__endswith=f"call {call.pk}").exists()


# What people read of navigators.


def kept(user, by=None, **changed):
    said = {"words": " I know every hall. ", "districts": ["s70", " S71", "S70 "], "skills": ["benefits", ""]}
    said |= {"languages": ["Polish"], "most_people": 5, "is_taking": True, "site": user.roles_site}
    return navigators.keep(user, by=by or user, **said | changed)


def test_a_navigator_writes_about_themselves(nina, house):
    nina.roles_site = house
    profile = kept(nina)

    assert (profile.words, profile.districts, profile.skills) == (
        "I know every hall.",
        ["S70", "S71"],
        ["benefits"],
    )
    assert [one.pk for one in navigators.here(house)] == [profile.pk]
    assert Event.objects.get(act=Act.KEEP_NAVIGATOR).actor == nina


def test_only_a_manager_writes_for_a_colleague_and_only_about_navigators(nina, house, hub):
    nina.roles_site = house
    colleague, manager = staff("navigator", house, hub), staff("manager", house)

    with pytest.raises(navigators.SomebodyElsesProfile):
        kept(nina, by=colleague)
    assert kept(nina, by=manager, words="Ring Nina.").words == "Ring Nina."
    manager.roles_site = house
    with pytest.raises(navigators.NotANavigator):
        kept(manager)


def test_whoever_left_is_no_longer_shown(nina, house):
    nina.roles_site = house
    kept(nina)
    nina.role_assignments.update(ends_on=timezone.localdate())

    assert navigators.here(house) == []


# Pages.


def test_a_stranger_reads_who_the_navigators_are(client, nina, house):
    nina.roles_site = house
    kept(nina, words="I know every hall.")
    NavigatorOfferFactory(site=house, is_offered=True, phone="01226 444444", hours="9 to 5")

    page = words(client.get(reverse("navigators"), {"site": house.slug}))

    for said in (
        "Nina Navigator",
        "I know every hall.",
        "S70, S71",
        "Polish",
        "01226 444444",
        "Ask for a call",
    ):
        assert said in page
    assert "nina@barnsley.example" not in page


def test_where_there_are_none_a_page_says_so_kindly(client, house):
    type(house).objects.filter(pk=house.pk).update(phone="01226 555555")
    NavigatorOfferFactory(site=house, is_offered=False, phone="", words="Not yet. From May on.")

    page = words(client.get(reverse("navigators"), {"site": house.slug}))

    for said in ("Not yet. From May on.", "01226 555555", "?site=barnsley"):
        assert said in page
    assert "Ask for a call" not in page


def test_somebody_asks_for_a_call_and_sees_what_happens_next(margaret, nina, signed_in):
    client = signed_in(margaret.signs_in)
    before = words(client.get(reverse("ask_for_call")))
    assert "01226 111111" in before
    assert "Barnsley Hub" in before

    refused = client.post(reverse("ask_for_call"), {"words": "My own words"})
    assert "Tick the box if you agree" in words(refused)
    assert "My own words" in words(refused)
    client.post(reverse("ask_for_call"), {"words": "My own words", "has_agreed": "on"})

    after = words(client.get(reverse("ask_for_call")))
    assert "A community navigator rings you by" in after
    assert "I do not want a call any more" in after


def test_somebody_takes_the_wish_back_on_the_page(call, margaret, signed_in):
    client = signed_in(margaret.signs_in)

    assert "You do not want a call any more?" in words(client.get(address("withdraw_call", call)))
    client.post(address("withdraw_call", call), {})

    call.refresh_from_db()
    assert call.status == CallStatus.WITHDRAWN


def test_whoever_was_only_shown_the_support_asks_for_no_call(margaret, nina, signed_in):
    shown = ConsentFactory(person=margaret, sections=[Section.IDENTITY, Section.SUPPORT]).user

    assert signed_in(shown).get(reverse("ask_for_call")).status_code == 403


def test_a_child_is_rung_through_a_grown_up(nina, signed_in):
    child = PersonFactory(born_on=dt.date(2016, 1, 1), phone="01226 222222")
    parent = AuthorityFactory(
        person=child, kind="parent", sections=[Section.IDENTITY, Section.SUPPORT]
    ).holder

    page = words(signed_in(parent).get(reverse("ask_for_call")))

    assert "A parent, or whoever looks after them" in page


def test_a_navigator_sees_what_is_shared_and_writes_down_how_it_goes(call, nina, margaret, signed_in):
    client = signed_in(nina)

    page = words(client.get(address("answer_call", call)))
    assert "To meet people" in page
    assert "01226 111111" in page
    assert margaret.nhs_number not in page
    assert "5 Private Road" not in page
    client.post(address("answer_call", call), {"step": "take"})
    client.post(address("answer_call", call), {"step": "write_try"})
    assert "Tried once" in words(client.get(address("answer_call", call)))
    assert "Write what you agreed" in words(client.post(address("answer_call", call), {"step": "finish"}))
    done = client.post(address("answer_call", call), {"step": "finish", "outcome": "The choir"})

    assert done["Location"] == reverse("referrals")
    assert client.get(address("answer_call", call)).status_code == 404
    assert "The choir" in words(signed_in(margaret.signs_in).get(reverse("ask_for_call")))


def test_the_navigators_day_lists_calls_to_make_and_each_look_is_on_record(call, nina, margaret, signed_in):
    page = signed_in(nina).get(reverse("referrals"))

    (row,) = page.context["calls"]
    assert (row["name"], row["words"], row["waiting"]) == ("Margaret Hill", "To meet people", "today")
    assert address("answer_call", call) in words(page)
    assert Event.objects.filter(act=Act.SEE_CALL, person_id=margaret.pk, actor=nina, is_read=True).exists()


def test_a_coordinator_asks_for_somebody(margaret, nina, signed_in):
    worker = AllocationFactory(person=margaret).worker
    client, page = signed_in(worker), address("ask_for_call_of", margaret)

    assert "01226 111111" in words(client.get(page))
    assert "Choose how they agreed" in words(client.post(page, {}))
    assert client.post(page, {"how_given": "in_person"}).status_code == 302

    assert CallRequest.objects.get().asked_by == worker
    assert "A call has been asked for already" in words(client.get(page))


def test_a_navigator_changes_their_profile_on_the_page(nina, house, signed_in):
    client = signed_in(nina)
    said = {"words": "I know every hall.", "districts": "s70, toolong", "most_people": "3", "is_taking": "on"}

    assert "Enter first halves" in words(client.post(reverse("my_navigator_profile"), said))
    client.post(reverse("my_navigator_profile"), said | {"districts": "s70"})

    profile = Navigator.objects.get(user=nina)
    assert (profile.districts, profile.most_people) == (["S70"], 3)
    assert "I know every hall." in words(client.get(address("keep_navigator", profile)))
