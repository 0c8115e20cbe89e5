"""The timeline: what was done, in sentences, for whoever may read of it."""

import pytest

from budgets.acts import Act as BudgetAct
from careplans.acts import Act as PlanAct
from ipc.kernel import audit
from ipc.kernel.models import Event
from ipc.programme import looks, timeline
from ipc.programme.everything import rules
from peersupport.acts import Act as SupportAct
from people.acts import Act
from people.models import Section
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    ConsentFactory,
    ConversationFactory,
    IntroductionFactory,
    PersonFactory,
    ServiceFactory,
    UserFactory,
)
from tests.factories.people import staff

pytestmark = pytest.mark.usefixtures("house")


@pytest.fixture
def sam():
    return staff("coordinator", name="Sam Okafor")


@pytest.fixture
def person(sam):
    person = PersonFactory()
    AllocationFactory(person=person, worker=sam)
    for act in (Act.REGISTER_PERSON, PlanAct.AGREE_PLAN, BudgetAct.RELEASE_PAYMENT, SupportAct.ASK_TO_JOIN):
        audit.record(act, person, by=sam)
    audit.read(Act.SEE_PERSON, person, by=sam)
    return person


def told(person, user):
    return [event["what"] for event in timeline.of(person, user)]


def test_timeline_speaks_in_sentences_newest_first_and_leaves_looks_out(person, acting_for):
    own = UserFactory(person=person)
    with acting_for(own):
        assert told(person, own) == [
            "Sam Okafor asked to join",
            "Sam Okafor released a payment",
            "Sam Okafor agreed the plan",
            "Sam Okafor registered the person",
        ]


def test_what_the_reader_did_is_told_to_them_as_you(person, sam, acting_for):
    own = UserFactory(person=person)
    audit.record(PlanAct.WRITE_ABOUT_ME, person, by=own)
    with acting_for(own):
        assert told(person, own)[0] == "You wrote in About me"
    with acting_for(sam):
        assert told(person, sam)[0] == f"{own.name} wrote in About me"


def test_what_nobody_did_was_done_by_the_service(person, sam, acting_for):
    audit.record(PlanAct.REMIND_OF_REVIEW, person, by=None)
    with acting_for(sam):
        assert told(person, sam)[0] == "This service sent a reminder of the review"


def test_what_a_helper_writes_in_private_is_told_to_them_and_the_team_alone(person, sam, acting_for):
    own, friend = UserFactory(person=person), ConsentFactory(person=person, sections=[Section.PLAN]).user
    for is_private in (True, False):
        conversation = ConversationFactory(person=person, with_user=friend, is_private=is_private)
        audit.record(Act.SEND_MESSAGE, conversation, by=friend)
        with acting_for(own):
            assert ("sent a message" in " ".join(told(person, own))) is not is_private
    with acting_for(sam):
        assert "sent a message" in " ".join(told(person, sam))


def test_the_same_act_many_times_on_one_day_is_one_sentence(person, sam, acting_for):
    for act in (PlanAct.WRITE_PLAN, BudgetAct.WRITE_BUDGET, PlanAct.WRITE_PLAN):
        audit.record(act, person, by=sam)
    with acting_for(sam):
        events = timeline.of(person, sam)

    assert [event["what"] for event in events[:2]] == [
        "You wrote in the plan",
        "You wrote in the budget",
    ]
    assert events[0]["detail"] == "2 times"
    assert events[1]["detail"] == ""


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        (Section.PLAN, "Sam Okafor agreed the plan"),
        (Section.MONEY, "Sam Okafor released a payment"),
        (Section.SUPPORT, "Sam Okafor asked to join"),
    ],
)
def test_family_reads_only_about_the_sections_they_were_given(person, acting_for, section, sentence):
    reader = ConsentFactory(person=person, sections=[Section.IDENTITY, section]).user
    with acting_for(reader):
        assert told(person, reader) == [sentence, "Sam Okafor registered the person"]


def test_authority_gives_its_sections_too(person, acting_for):
    nominee = AuthorityFactory(person=person).holder
    with acting_for(nominee):
        assert told(person, nominee) == ["Sam Okafor released a payment", "Sam Okafor registered the person"]


def test_somebody_elses_timeline_is_empty(person, acting_for):
    stranger = UserFactory(person=PersonFactory())
    with acting_for(stranger):
        assert told(person, stranger) == []


def test_timeline_is_limited(person, sam, acting_for):
    with acting_for(sam):
        assert len(timeline.of(person, sam, limit=2)) == 2


def test_timeline_costs_one_query_for_the_person(person, acting_for, django_assert_num_queries):
    own = UserFactory(person=person)
    with acting_for(own):
        assert own.hat
        timeline.sections_given(own, person)
        with django_assert_num_queries(1):
            timeline.of(person, own)


def test_every_act_of_every_room_has_words_and_a_section():
    assert len(timeline.ACTS) > 40
    for act, words in timeline.ACTS.items():
        assert str(words), act
        assert timeline.section_of(act) in (*Section.values, timeline.ALONE)


def test_timeline_page_says_how_it_comes_when_it_is_empty(signed_in):
    client = signed_in(UserFactory(person=PersonFactory()))

    assert "Nothing has happened yet." in client.get("/my/timeline/").content.decode()


def test_timeline_page_shows_what_happened(signed_in, person):
    client = signed_in(UserFactory(person=person))

    assert "Sam Okafor agreed the plan" in client.get("/my/timeline/").content.decode()


@pytest.mark.parametrize(
    "act",
    [Act.ASSESS_CAPACITY, Act.RESTRICT, Act.MERGE, Act.HOLD, Act.ASK_TO_PUT_RIGHT, Act.RECORD_AUTHORITY],
)
def test_what_is_the_persons_alone_is_told_to_nobody_however_much_they_share(person, sam, acting_for, act):
    family = ConsentFactory(person=person, sections=list(Section)).user
    audit.record(act, person, by=sam)

    own = UserFactory(person=person)

    with acting_for(family):
        assert f"Sam Okafor {act.label}" not in told(person, family)
        assert not Event.objects.filter(person_id=person.pk, act=act).exists()
    with acting_for(own):
        assert f"Sam Okafor {act.label}" in told(person, own)


def test_an_introduction_is_told_with_its_name_and_each_by_itself(person, sam, acting_for):
    own = UserFactory(person=person)
    for name in ("Breathe Easy Choir", "Tea Dance"):
        entry = ServiceFactory(site=person.site, name=name)
        audit.record(SupportAct.ASK_TO_JOIN, IntroductionFactory(person=person, service=entry), by=own)
    with acting_for(own):
        events = timeline.of(person, own)

    assert [(one["what"], one["detail"]) for one in events[:2]] == [
        ("You asked to join", "Tea Dance"),
        ("You asked to join", "Breathe Easy Choir"),
    ]


@pytest.mark.parametrize("act", [SupportAct.RAISE_CONCERN, SupportAct.CLOSE_CONCERN, SupportAct.KEEP_APART])
def test_who_is_worried_is_told_to_whoever_said_so_and_to_colleagues(person, sam, acting_for, act):
    own, family = UserFactory(person=person), ConsentFactory(person=person, sections=list(Section)).user
    audit.record(act, person, by=sam)
    for user, is_told in ((own, False), (family, False), (sam, True)):
        with acting_for(user):
            assert any(str(act.label) in sentence for sentence in told(person, user)) is is_told
    assert rules.SOMETIMES["kernel.Event"]["actor"][1](Event(act=act), own.pk)

    audit.record(act, person, by=own)
    with acting_for(own):
        assert told(person, own)[0] == f"You {act.label}"


def test_looking_at_a_worry_is_a_look_that_says_no_more():
    assert looks.what(SupportAct.SEE_CONCERN) == looks.what(SupportAct.SEE_APART) == "Looked at the record"
