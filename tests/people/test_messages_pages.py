"""The pages of messages: the person's and the helper's, and the team's inbox."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from ipc.kernel.models import Event
from people import messaging
from people.acts import Act
from people.models import Conversation, Document, MessageRead, Section
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    ConsentFactory,
    ConversationFactory,
    MessageFactory,
    PersonFactory,
    UserFactory,
)
from tests.factories.people import staff
from tests.files import PNG

PLAN = [Section.IDENTITY, Section.PLAN]
TYPED = {"subject": "My visit on Friday", "words": "Can it be in the morning?", "who": "together"}


@pytest.fixture
def own(margaret):
    return UserFactory(person=margaret, name="Margaret Hill", email="margaret@example.org")


@pytest.fixture
def begun(own, margaret):
    return messaging.begin(margaret, by=own, subject=TYPED["subject"], words=TYPED["words"])


def at_my(conversation):
    return reverse("my_conversation", args=[conversation.public_id])


def at_team(conversation):
    return reverse("conversation", args=[conversation.public_id])


# The person


def test_person_writes_and_reads_the_answer_with_receipts(signed_in, own, coordinator, margaret):
    client = signed_in(own)
    assert "There are no messages yet" in client.get(reverse("my_messages")).text

    answer = client.post(reverse("begin_conversation"), TYPED)
    conversation = Conversation.objects.get()
    assert answer["Location"] == at_my(conversation)
    shown = client.get(at_my(conversation)).text
    for said in ("Can it be in the morning?", "Nobody has read this yet.", "Waiting for an answer"):
        assert said in shown

    client = signed_in(coordinator)
    shown = client.get(at_team(conversation)).text
    assert "Margaret Hill and the care team can read this." in shown
    assert client.post(at_team(conversation), {"words": "Yes, at ten."})["Location"] == at_team(conversation)
    assert "Nobody has read this yet." in client.get(at_team(conversation)).text

    client = signed_in(own)
    assert "1 new message" in client.get(reverse("my_messages")).text
    shown = client.get(at_my(conversation)).text
    assert "Yes, at ten." in shown
    assert "Sam Okafor read this on" in shown
    assert "Sam Okafor, care team" in shown
    assert "new message" not in client.get(reverse("my_messages")).text
    assert Event.objects.filter(act=Act.SEE_MESSAGES, person_id=margaret.pk, is_read=True).exists()


def test_what_was_typed_stays_when_something_is_missing(signed_in, own, margaret):
    client = signed_in(own)

    shown = client.post(reverse("begin_conversation"), {**TYPED, "subject": ""}).text
    assert "Say in a few words what it is about" in shown
    assert "Can it be in the morning?" in shown
    assert "Choose who can read it" in client.post(reverse("begin_conversation"), {"words": "x"}).text
    nothing = client.post(reverse("begin_conversation"), {}).text
    assert "Write your message, or add a photo or a file" in nothing
    assert not Conversation.objects.exists()


def test_the_same_form_sent_twice_is_one_message(signed_in, own, begun):
    client, sent = signed_in(own), {"words": "One more thing.", "key": "0192a000-0000-7000-8000-000000000001"}

    for _ in range(2):
        client.post(at_my(begun), sent)

    assert begun.messages.count() == 2


def test_a_photo_says_enough_without_words(signed_in, own, begun, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client, photo = signed_in(own), SimpleUploadedFile("photo.png", PNG)

    assert client.post(at_my(begun), {"words": "", "upload": photo})["Location"] == at_my(begun)

    assert "A photo with a message" in client.get(at_my(begun)).text


def test_a_photo_goes_with_a_message(signed_in, own, begun, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = signed_in(own)
    wrong = SimpleUploadedFile("letter.pdf", b"MZ not a letter")
    assert "must be a photo" in client.post(at_my(begun), {"words": "Here", "upload": wrong}).text

    client.post(
        at_my(begun), {"words": "Here", "upload": SimpleUploadedFile("letter.pdf", b"%PDF-1.4\n%%EOF\n")}
    )

    address = reverse("open_document", args=[Document.objects.get().public_id])
    assert address in client.get(at_my(begun)).text


def test_every_page_to_write_on_says_what_to_do_in_an_emergency(signed_in, own, begun, house):
    house.phone = "01226 111 111"
    house.save()
    client = signed_in(own)

    for address in (reverse("my_messages"), reverse("begin_conversation"), at_my(begun)):
        shown = client.get(address).text
        for said in ("Not for emergencies", "tel:999", "tel:111", "tel:01226111111", "within 2 working days"):
            assert said in shown


def test_words_looked_for_are_found_and_stand_in_no_address(signed_in, own, begun, margaret):
    messaging.begin(margaret, by=own, subject="The bus", words="It was late.")
    client, page = signed_in(own), reverse("my_messages")

    assert client.post(page, {"q": "morning"})["Location"] == page
    shown = client.get(page).text
    assert "My visit on Friday" in shown
    assert "The bus" not in shown
    client.post(page, {"q": "nothing like it"})
    assert "No message has this word" in client.get(page).text
    client.post(page, {"clear": ""})
    assert "The bus" in client.get(page).text


def test_when_an_answer_is_late_the_page_says_so(signed_in, own, begun):
    begun.waits_for_team_since = timezone.now() - dt.timedelta(days=9)
    begun.save()

    assert "We are late. Please call us." in signed_in(own).get(at_my(begun)).text


def test_after_a_death_it_can_be_read_and_not_written(signed_in, margaret, begun):
    helper = AuthorityFactory(person=margaret, kind="parent", sections=PLAN).holder
    theirs = messaging.begin(margaret, by=helper, subject="For us", words="Hello", is_private=True)
    margaret.status, margaret.died_on = "died", timezone.localdate()
    margaret.save()
    client = signed_in(helper)

    shown = client.get(at_my(theirs)).text
    assert "Nobody writes here any more" in shown
    assert "Write back" not in shown
    assert "This person has died" in client.post(at_my(theirs), {"words": "Hello"}).text


# Who can read it is said, and true


@pytest.mark.parametrize(
    ("who", "is_private", "said"),
    [
        ("own", False, "You, the care team, and whoever decides for you by law can read this."),
        ("own", True, "Only you and the care team can read this."),
        ("parent", False, "You, Margaret, others who decide by law, and the care team can read this."),
        ("friend", False, "You, Margaret and the care team can read this."),
        ("friend", True, "Only you and the care team can read this."),
    ],
)
def test_the_page_says_who_can_read_it(signed_in, own, margaret, who, is_private, said):
    user = {
        "own": lambda: own,
        "parent": lambda: AuthorityFactory(person=margaret, kind="parent", sections=PLAN).holder,
        "friend": lambda: ConsentFactory(person=margaret, sections=PLAN).user,
    }[who]()
    client = signed_in(user)

    client.post(reverse("begin_conversation"), {**TYPED, "who": "alone" if is_private else "together"})

    conversation = Conversation.objects.get()
    assert conversation.is_private == is_private
    assert said in client.get(at_my(conversation)).text


def test_the_person_reads_what_a_helper_and_the_team_write(signed_in, own, margaret):
    friend = ConsentFactory(person=margaret, sections=PLAN, user__name="Grace Kelly").user
    conversation = messaging.begin(margaret, by=friend, subject="The key", words="Who has it?")

    assert "You, Grace Kelly and the care team can read this." in signed_in(own).get(at_my(conversation)).text


def test_somebody_elses_conversation_is_not_there(signed_in, begun, margaret):
    friend = ConsentFactory(person=margaret, sections=PLAN).user
    for stranger in (friend, UserFactory(person=PersonFactory()), staff("coordinator"), staff("finance")):
        client = signed_in(stranger)
        assert client.get(at_my(begun)).status_code == 404
        assert client.post(at_team(begun), {"words": "x"}).status_code == 404


def test_a_link_opens_the_pages_of_whom_it_is_about(signed_in, begun, margaret):
    parent = AuthorityFactory(person=margaret, kind="parent", sections=PLAN).holder
    AuthorityFactory(holder=parent, kind="parent", sections=PLAN, person__family_name="Aaronson")
    client = signed_in(parent)

    assert client.get(at_my(begun)).context["chrome"]["helping"] == "Margaret"
    assert "My visit on Friday" in client.get(reverse("my_messages")).text


# The team


def test_the_inbox_tells_the_longest_wait_first_and_keeps_each_look(signed_in, coordinator, begun, margaret):
    since = timezone.now() - dt.timedelta(days=9)
    older = AllocationFactory(worker=coordinator, person__family_name="Moss").person
    ConversationFactory(person=older, subject="The ramp", waits_for_team_since=since)

    shown = signed_in(coordinator).get(reverse("team_inbox")).text

    assert shown.index("The ramp") < shown.index("My visit on Friday")
    assert "9 days" in shown
    assert "The answer was due by" in shown
    looks = Event.objects.filter(act=Act.SEE_MESSAGES, actor=coordinator).values_list("person_id", flat=True)
    assert set(looks) == {older.pk, margaret.pk}


def test_a_manager_finds_what_nobody_has(signed_in, house, begun):
    ConversationFactory(
        person=PersonFactory(site=house), subject="The ramp", waits_for_team_since=timezone.now()
    )
    client = signed_in(staff("manager", house))

    assert "My visit on Friday" in client.get(reverse("team_inbox")).text
    shown = client.get(reverse("team_inbox"), {"whose": "nobodys"}).text
    assert "The ramp" in shown
    assert "Nobody yet" in shown
    assert "My visit on Friday" not in shown


def test_the_inbox_asks_the_same_for_one_and_for_ten(signed_in, coordinator, begun, queries_of):
    client = signed_in(coordinator)
    one = queries_of(client, reverse("team_inbox"))
    for _ in range(9):
        person = AllocationFactory(worker=coordinator).person
        ConversationFactory(person=person, waits_for_team_since=timezone.now())

    assert queries_of(client, reverse("team_inbox")) == one


def test_pages_ask_the_same_for_one_message_and_for_ten(signed_in, own, begun, margaret, queries_of):
    client = signed_in(own)
    one = [queries_of(client, address) for address in (reverse("my_messages"), at_my(begun))]
    for _ in range(9):
        MessageFactory(conversation=begun, person=margaret, sent_by=own)
        messaging.begin(margaret, by=own, **{name: TYPED[name] for name in ("subject", "words")})

    assert [queries_of(client, address) for address in (reverse("my_messages"), at_my(begun))] == one


def test_a_colleague_writes_to_the_person_alone(signed_in, coordinator, own, margaret):
    client, page = signed_in(coordinator), reverse("write_to", args=[margaret.public_id])
    assert "Margaret Hill alone" in client.get(page).text

    client.post(page, {"subject": "Your plan", "words": "Shall we meet?", "who": str(own.public_id)})

    conversation = Conversation.objects.get()
    assert (conversation.is_private, conversation.with_user) == (True, own)
    assert "Your plan" in client.get(reverse("messages_of", args=[margaret.public_id])).text


def test_where_nobody_signs_in_the_page_says_to_call(signed_in, coordinator, margaret):
    shown = signed_in(coordinator).get(reverse("write_to", args=[margaret.public_id])).text

    assert "Nobody signs in here to read a message" in shown


def test_closing_and_opening_again(signed_in, coordinator, begun):
    client = signed_in(coordinator)
    for page, said in (("close_conversation", "Open it again"), ("reopen_conversation", "Close it")):
        assert client.post(reverse(page, args=[begun.public_id])).status_code == 302
        assert said in client.get(at_team(begun)).text
    client.post(reverse("reopen_conversation", args=[begun.public_id]))
    assert "This is open already" in client.get(at_team(begun)).text


def test_the_person_closes_nothing(signed_in, own, begun):
    assert signed_in(own).post(reverse("close_conversation", args=[begun.public_id])).status_code == 403


def test_each_is_led_to_the_pages_for_them(signed_in, own, coordinator, begun, margaret):
    client = signed_in(own)
    assert client.get(at_team(begun))["Location"] == at_my(begun)
    assert client.get(reverse("team_inbox"))["Location"] == reverse("my_messages")
    assert client.get(reverse("messages_of", args=[margaret.public_id]))["Location"] == reverse("my_messages")
    assert client.get(reverse("write_to", args=[margaret.public_id]))["Location"] == reverse(
        "begin_conversation"
    )
    assert signed_in(coordinator).get(at_my(begun))["Location"] == at_team(begun)
    assert signed_in(staff("finance")).get(reverse("team_inbox")).status_code == 403


def test_what_is_late_to_answer_is_done_on_its_own_page(signed_in, coordinator, begun, house):
    begun.waits_for_team_since = timezone.now() - dt.timedelta(days=9)
    begun.save()
    messaging.raise_late(house)

    assert at_team(begun) in signed_in(coordinator).get(reverse("todos")).text


def test_what_was_read_by_whom_is_kept_once(signed_in, coordinator, begun):
    client = signed_in(coordinator)
    for _ in range(2):
        client.get(at_team(begun))

    assert MessageRead.objects.get().read_by == coordinator
