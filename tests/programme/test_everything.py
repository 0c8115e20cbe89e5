"""Everything held about somebody: all that is theirs is in the copy, and nothing that is somebody else's."""

import io
import json
import zipfile
from copy import deepcopy

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import models, transaction
from django.utils.html import escape

from budgets.models import Signature
from careplans.models import TriggerKind
from ipc.kernel import acting, audit
from ipc.kernel.models import Event
from ipc.programme.everything import bundle, gathering, rules
from people.acts import Act
from people.models import Document, Invitation, OrganisationKind, Person, Relationship, Section, User
from tests import worlds
from tests.factories import (
    ConflictFactory,
    ConsentFactory,
    ConversationFactory,
    DocumentFactory,
    EmergencyOpeningFactory,
    MergeFactory,
    MessageFactory,
    MessageReadFactory,
    OrganisationFactory,
    PersonFactory,
    RelationshipFactory,
    RestrictionFactory,
    RestrictionReaderFactory,
    ReviewTriggerFactory,
    ShareLinkFactory,
    SiteFactory,
    UnsavedWordsFactory,
    UserFactory,
)
from tests.factories.people import staff

MINE, NEIGHBOURS, THEIRS = "Kumquat", "Rhubarb", "Durian"


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """Make two whole records once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        sites = [SiteFactory(slug="barnsley"), SiteFactory(slug="luton")]
        token = acting.begin(acting.job([site.pk for site in sites]))
        yield two_records(sites[0])
        acting.end(token)
        transaction.set_rollback(True)


@pytest.fixture
def record(made):
    with worlds.undone():
        yield deepcopy(made)


def two_records(site):
    """Return a record with everything in it, beside a neighbour's."""
    holder = OrganisationFactory(site=site, kind=OrganisationKind.PROVIDER)
    worlds.Record(site, staff("coordinator"), holder, marker=NEIGHBOURS)
    worker = staff("coordinator", name="Sam Okafor", email="sam-of-staff@example.org", phone="01632 960999")
    record = worlds.Record(site, worker, holder, marker=MINE)
    reached = {"phone": f"{MINE} niece's number", "email": f"{MINE}.niece@example.org"}
    for row in (record.rows[Relationship], record.rows[Invitation]):
        for name in reached.keys() & {field.name for field in row._meta.fields}:
            setattr(row, name, reached[name])
        row.save()
    return record


@pytest.fixture
def own(record):
    return UserFactory(person=record.person, email="own@example.org", password="argon2$made-up-hash")


def copy_of(person, by):
    with bundle.make(person, by=by) as file, zipfile.ZipFile(file) as archive:
        return {name: archive.read(name).decode(errors="replace") for name in archive.namelist()}


def texts_of(row):
    """Yield the name and value of each field with the marker in it."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, str) and MINE in value and not isinstance(field, models.FileField):
            yield field, value


def test_every_marked_field_is_in_the_copy_or_named_as_somebody_elses(record, own):
    copy = copy_of(record.person, own)
    marked = [(row, field, value) for row in record.rows.values() for field, value in texts_of(row)]
    theirs = [one for one in marked if hasattr(one[0], "person_id")]

    assert len(theirs) > 35
    for row, field, value in theirs:
        is_in = value in copy["everything.json"]
        assert is_in != rules.withheld(row, field, own.pk), f"{row._meta.label}.{field.name}"


def test_what_people_read_says_the_same(record, own):
    copy = copy_of(record.person, own)

    for model in ("Statement", "Goal", "BudgetLine", "Spend", "Introduction"):
        row = next(row for row in record.rows.values() if type(row).__name__ == model)
        for _field, value in texts_of(row):
            assert value in copy["index.html"], f"{model}: {value}"


def test_nothing_of_the_neighbour_is_in_the_copy(record, own):
    for text in copy_of(record.person, own).values():
        assert NEIGHBOURS not in text


def test_nobodys_ways_to_be_reached_are_in_the_copy(record, own):
    RelationshipFactory(person=record.person, phone="07700 900777", email="niece@example.org")
    Relationship.objects.filter(person=record.person).update(phone="07700 900888")
    audit.record(Act.CHANGE_PERSON, record.person, by=User.objects.get(email="sam-of-staff@example.org"))
    whole = "".join(copy_of(record.person, own).values())

    for others in ("07700 900777", "07700 900888", "niece@example.org", "sam-of-staff@", "01632 960999"):
        assert others not in whole
    assert "Sam Okafor" in whole
    assert "own@example.org" in whole


def written_in_private_by(user, person):
    """Add a conversation that ``user`` has with the care team alone."""
    private = ConversationFactory(
        person=person, subject=f"{THEIRS} 9", begun_by=user, with_user=user, is_private=True
    )
    message = MessageFactory(person=person, conversation=private, words=f"{THEIRS} 10", sent_by=user)
    MessageReadFactory(person=person, message=message, read_by=user)
    DocumentFactory(person=person, message=message, title=f"{THEIRS} 11", added_by=user)
    audit.record(Act.SEND_MESSAGE, private, by=user)


def test_nothing_that_is_somebody_elses_is_in_the_copy_and_it_says_so(record, own):
    """Each of these would be in the copy, were it not named by the rules."""
    told = staff("manager", name=f"{THEIRS} Manager", email=f"{THEIRS}@example.org", phone=f"{THEIRS} 1")
    RelationshipFactory(
        person=record.person,
        phone=f"{THEIRS} 2",
        email=f"{THEIRS}.niece@example.org",
        how_to_talk=f"{THEIRS} 3",
    )
    ShareLinkFactory(person=record.person, email=f"{THEIRS}.reader@example.org", code_hash=f"{THEIRS} 4")
    # A worry about safety: who raised it, and in which words.
    kept = RestrictionFactory(person=record.person, why="safety", reason=f"{THEIRS} 5", set_by=told)
    RestrictionReaderFactory(person=record.person, restriction=kept, user=own, named_by=told)
    audit.record(Act.RESTRICT, kept, by=told, why=f"{THEIRS} 6")
    EmergencyOpeningFactory(
        person=record.person, code="safeguarding", reason=f"{THEIRS} said that she is not safe", user=own
    )
    ConflictFactory(person=record.person, user=told, declared_by=told)
    other = PersonFactory(site=record.site, family_name=THEIRS)
    MergeFactory(
        person=record.person, other=other, reason=f"{THEIRS} 7", before={"given_name": f"{THEIRS} 8"}
    )
    written_in_private_by(told, record.person)
    DocumentFactory(person=record.person, looked="held", file=f"documents/{THEIRS}.pdf")
    copy = copy_of(record.person, own)

    assert THEIRS not in "".join(copy.values())
    for why in rules.Why:
        if why != rules.Why.ADDRESS:
            assert str(escape(why.label)) in copy["index.html"], why
    named = {(one["part"], one["field"]) for one in json.loads(copy["everything.json"])["left_out"]}
    assert {
        ("people.Relationship", "phone"),
        ("people.Restriction", "reason"),
        ("people.Merge", "other"),
    } <= named


def test_colleagues_are_named_with_what_they_are(record, own):
    copy = copy_of(record.person, own)

    assert "Sam Okafor, Care coordinator" in copy["index.html"]
    assert "Sam Okafor, Care coordinator" in copy["everything.json"]


def test_a_record_kept_in_this_one_goes_along(record, own):
    merged = PersonFactory(
        site=record.site, given_name=f"{MINE} once", status="merged", merged_into=record.person
    )
    RelationshipFactory(person=merged, name=f"{MINE} uncle")

    copy = copy_of(record.person, own)["everything.json"]

    assert f"{MINE} once" in copy
    assert f"{MINE} uncle" in copy


def test_the_register_names_every_field_and_where_it_goes():
    """A new model or field changes the register: whoever adds it looks whether it may leave."""
    printed = io.StringIO()
    call_command("everything_shape", stdout=printed)

    assert printed.getvalue() == (settings.BASE_DIR / "docs/everything.md").read_text(encoding="utf-8")


def test_no_secret_is_in_the_copy(record, own):
    whole = "".join(copy_of(record.person, own).values())

    for secret in ("argon2", record.rows[Invitation].code_hash):
        assert secret not in whole


def test_what_was_written_before_is_in_the_copy(record, own):
    statement = record.rows[apps.get_model("careplans", "Statement")]
    statement.words = "Something new"
    statement.save()

    held = json.loads(copy_of(record.person, own)["everything.json"])

    assert [row["words"] for row in held["careplans.Statement"]] == ["Something new"]
    assert any(MINE in row["words"] for row in held["careplans.StatementEvent"])


def test_files_are_in_the_copy(record, own, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    receipt = record.rows[apps.get_model("budgets", "Receipt")]
    receipt.file.save("receipts/paper.txt", ContentFile(b"Taxi, twelve pounds"), save=False)
    receipt.save()

    copy = copy_of(record.person, own)

    assert copy[f"files/{receipt.public_id}.txt"] == "Taxi, twelve pounds"


def test_a_photo_is_in_the_copy_with_its_words(record, own, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    photo = record.rows[apps.get_model("careplans", "Media")]
    photo.file.save("garden.png", ContentFile(b"the picture itself"), save=False)
    photo.save()

    copy = copy_of(record.person, own)

    assert copy[f"files/{photo.public_id}.png"] == "the picture itself"
    assert photo.text_alternative in copy["index.html"]


@pytest.mark.parametrize(("looked", "leaves"), [("clean", True), ("waiting", False), ("held", False)])
def test_a_file_leaves_only_where_it_is_handed_out(record, own, settings, tmp_path, looked, leaves):
    settings.MEDIA_ROOT = tmp_path
    document = record.rows[Document]
    document.looked = looked
    document.file.save("letter.pdf", ContentFile(b"a letter"), save=False)
    document.save()

    copy = copy_of(record.person, own)

    assert (f"files/{document.public_id}.pdf" in copy) == leaves
    assert ("nobody has checked yet" in copy["index.html"]) != leaves


def test_what_somebody_typed_and_did_not_save_is_in_their_own_copy_alone(record, own):
    UnsavedWordsFactory(person=record.person, saved_by=own, words={"words": ["I was just"]})
    UnsavedWordsFactory(person=record.person, words={"words": [f"{THEIRS} was just"]})

    held = copy_of(record.person, own)["everything.json"]

    assert "I was just" in held
    assert THEIRS not in held


def test_a_lost_file_does_not_stop_the_rest(record, own, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "empty"

    assert MINE in copy_of(record.person, own)["everything.json"]


def test_who_looked_is_in_the_copy_and_others_addresses_are_not(record, own):
    audit.coming_from("203.0.113.9")
    audit.read(Act.SEE_PERSON, record.person, by=staff("manager", name="Mona Manager"))
    audit.coming_from(None)

    events = json.loads(copy_of(record.person, own)["everything.json"])["kernel.Event"]

    assert any(event["actor"] == "Mona Manager, Team manager" and event["is_read"] for event in events)
    assert not any("address" in event for event in events if event["actor"] == "Mona Manager, Team manager")


def test_taking_it_is_written_down(record, own):
    copy_of(record.person, own)

    assert Event.objects.filter(person_id=record.person.pk, act=Act.TAKE_EVERYTHING, actor=own).exists()


def test_every_model_that_speaks_of_a_person_is_gathered():
    gathered = gathering.paths_to_person()
    speaking = {
        model
        for model in apps.get_models()
        if model is not Person
        and any(f.is_relation and f.related_model is Person for f in model._meta.concrete_fields)
    }

    assert speaking <= set(gathered)
    assert {Person, Event, User} <= set(gathered)


def test_every_part_has_a_heading_in_plain_words_or_is_a_history():
    for model in gathering.paths_to_person():
        assert model._meta.label in rules.HEADINGS or hasattr(model, "pgh_id"), model._meta.label


def test_rules_name_fields_that_exist():
    for named in (rules.ALWAYS, rules.SOMETIMES):
        for label, names in named.items():
            fields = {field.name for field in apps.get_model(label)._meta.concrete_fields}
            assert set(names) <= fields, label


def test_the_page_hands_over_a_zip_on_post_only(signed_in, record, own):
    client = signed_in(own)

    assert "Take a copy of everything" in client.get("/my/everything/").content.decode()
    response = client.post("/my/everything/")

    assert response["Content-Disposition"].startswith('attachment; filename="everything-')
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        assert {"index.html", "everything.json", "look.css"} <= set(archive.namelist())


def test_family_may_not_take_it(signed_in, record):
    reader = ConsentFactory(person=record.person, sections=list(Section)).user

    assert signed_in(reader).post("/my/everything/").status_code == 403


def test_that_money_may_be_misused_stays_behind(record, own):
    """As everywhere else: it is looked into before those who may have done it read of it."""
    ReviewTriggerFactory(person=record.person, kind=TriggerKind.MISUSE, words=f"{THEIRS} took the card")
    ReviewTriggerFactory(person=record.person, kind=TriggerKind.HOSPITAL, words=f"{MINE} fell")

    copy = copy_of(record.person, own)

    assert f"{MINE} fell" in copy["everything.json"]
    assert THEIRS not in copy["everything.json"] + copy["index.html"]
    assert "misuse" not in copy["everything.json"]


def test_what_a_funder_answered_about_is_named_where_it_can_be_read():
    lines = [{"words": "Help in the mornings", "amount": "180.00", "is_agreed": True}]
    signature = Signature(lines=lines)
    assert "everything.json" in gathering.in_words(signature, Signature._meta.get_field("lines"), lines)
