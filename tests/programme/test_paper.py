"""Paper parity: every form of the portal can be printed, filled in and keyed in by somebody of the team."""

import inspect

import pytest
from django import forms
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from careplans.documents import Layout
from careplans.forms import AboutForm
from ipc.kernel.fields import DayField, MoneyField
from ipc.kernel.models import Event
from ipc.programme.paper import printing, received
from ipc.programme.paper.asked import For
from ipc.programme.paper.online_alone import ONLINE_ALONE
from ipc.programme.paper.questions import of_form
from ipc.programme.paper.registry import PAPERS, title_of
from people.acts import Act
from people.forms.complaints import RaiseForm
from people.models import PaperReceived, Rectification, WhoWrote
from tests.factories import (
    AllocationFactory,
    InformationNeedsFactory,
    PaperReceivedFactory,
    PersonFactory,
    RelationshipFactory,
    UserFactory,
)
from tests.factories.people import staff
from tests.test_matrix import addresses

BY_ITS_METHOD = require_http_methods([])(lambda request: None).__code__
BACK = {"received_on": "2026-11-02", "who_wrote": "together", "helped_by": "Susan, her daughter"}


def sends(view):
    """Whether something can be sent to a page."""
    if getattr(view, "__code__", None) is not BY_ITS_METHOD:
        return True
    return "POST" in inspect.getclosurevars(view).nonlocals["request_method_list"]


def test_every_form_of_the_portal_is_on_paper_or_named_with_the_reason_why_not():
    portal = {
        entry.name
        for route, entry in addresses()
        if sends(entry.callback) and (getattr(entry.callback, "is_my_page", False) or route.startswith("my/"))
    }
    on_paper = {name for paper in PAPERS.values() for name in paper.pages}

    assert portal - on_paper - set(ONLINE_ALONE) == set()
    assert (on_paper | set(ONLINE_ALONE)) - portal == set()
    assert on_paper & set(ONLINE_ALONE) == set()
    assert all(len(reason.split()) > 4 for reason in ONLINE_ALONE.values())


class MadeUpForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    day = DayField(label="Which day?", asked="the day")
    amount = MoneyField(label="How much?")
    photo = forms.FileField(label="A photo", required=False)
    colour = forms.ChoiceField(label="Which colour?", choices=[("", "Choose"), ("r", "Red"), ("b", "Blue")])
    parts = forms.MultipleChoiceField(label="Which parts?", choices=[("a", "First")])
    is_sure = forms.BooleanField(label="I am sure")
    words = forms.CharField(label="Anything?", help_text="A few words", required=False, widget=forms.Textarea)


def test_each_kind_of_question_has_its_place_to_answer():
    asked = {one["label"]: one for one in of_form(MadeUpForm())}

    assert [one["kind"] for one in asked.values()] == [
        "day",
        "money",
        "enclose",
        "one",
        "many",
        "tick",
        "lines",
    ]
    assert [one["label"] for one in asked["Which colour?"]["choices"]] == ["Red", "Blue"]
    assert asked["Which colour?"]["sentences"] == ["Tick one box."]
    assert asked["A photo"]["sentences"] == ["Put a copy of it in the envelope, if you have one."]
    assert asked["Anything?"]["sentences"] == ["A few words", "You may leave this empty."]
    assert asked["Anything?"]["lines"] >= 3
    assert of_form(MadeUpForm(), Layout.EASY_READ)[-1]["lines"] > asked["Anything?"]["lines"]


@pytest.mark.django_db
def test_a_paper_asks_what_the_page_asks():
    asked = PAPERS["complaint"].asks(For())[0]["questions"]
    page = RaiseForm(kind="complaint")

    assert [one["label"] for one in asked] == [str(bound.label) for bound in page.visible_fields()]
    words = {one["label"] for part in PAPERS["about-me"].asks(For()) for one in part["questions"]}
    assert len(words) == 11
    assert str(AboutForm().fields["helped_by"].label) not in words


@pytest.mark.django_db
@pytest.mark.parametrize("slug", PAPERS)
def test_every_form_is_printed_for_everybody_in_three_prints(client, slug):
    page = client.get(reverse("paper_form", args=[slug])).content.decode()

    assert str(PAPERS[slug].title) in page
    for layout in Layout:
        address = reverse("paper_form_pdf", args=[slug, layout.value])
        assert f'href="{address}"' in page
    answer = client.get(reverse("paper_form_pdf", args=[slug, "easy-read"]))
    assert answer.content.startswith(b"%PDF-")
    assert b"pdfuaid" in answer.content  # tagged for screen readers
    assert answer["Content-Type"] == "application/pdf"


@pytest.mark.django_db
def test_the_list_of_forms_is_open_and_what_is_no_form_is_not_found(client):
    page = client.get(reverse("paper_forms")).content.decode()

    assert all(f'href="{reverse("paper_form", args=[slug])}"' in page for slug in PAPERS)
    # The foot of every page leads to the list itself.
    assert page.count('href="/paper/') - page.count('href="/paper/"') == len(PAPERS)
    assert client.get(reverse("paper_form", args=["no-such-form"])).status_code == 404
    assert client.get(reverse("paper_form_pdf", args=["spend", "tiny"])).status_code == 404


@pytest.fixture
def margaret(house):
    return PersonFactory(site=house, given_name="Margaret", family_name="Hill")


@pytest.fixture
def coordinator(margaret):
    return AllocationFactory(person=margaret, worker=staff("coordinator", margaret.site)).worker


def told(monkeypatch):
    """Catch what goes to the typesetter, on its way there."""
    data = {}
    whole = printing.typesetting.pdf
    monkeypatch.setattr(
        printing.typesetting, "pdf", lambda name, facts: data.update(facts) or whole(name, facts)
    )
    return data


@pytest.mark.parametrize(
    ("needs", "size", "first"),
    [(None, 12, "Standard print"), ("large", 18, "Large print"), ("easy_read", 16, "Easy Read")],
)
def test_the_print_a_person_needs_comes_first(
    margaret, coordinator, signed_in, monkeypatch, needs, size, first
):
    if needs:
        InformationNeedsFactory(person=margaret, information_format=needs)
    browser, data = signed_in(coordinator), told(monkeypatch)

    page = browser.get(reverse("papers_of", args=[margaret.public_id])).content.decode()
    printed = browser.get(next(part.split('"')[0] for part in page.split('href="') if ".pdf" in part))

    assert f"The print they need: {first}" in page
    assert (printed.status_code, data["size"], data["name"]) == (200, size, margaret.name)
    assert margaret.nhs_number not in str(data)
    assert margaret.site.phone in str(data["back"])
    assert Event.objects.filter(act=Act.SEE_PAPERS, person_id=margaret.pk, why="about-me").count() == 1


def test_a_form_for_one_person_names_who_is_in_their_circle(margaret, coordinator, acting_for):
    RelationshipFactory(person=margaret, name="Susan Hill")

    with acting_for(coordinator):
        asked = PAPERS["sharing"].asks(For(margaret, coordinator))[0]["questions"]

    assert "Susan Hill" in str(asked[0]["choices"])


def test_what_came_back_is_written_down_and_leads_to_where_it_is_keyed_in(margaret, coordinator, signed_in):
    browser = signed_in(coordinator)

    answer = browser.post(reverse("record_paper", args=[margaret.public_id, "information"]), BACK)

    paper = PaperReceived.objects.get(person=margaret)
    assert (paper.form, paper.who_wrote, paper.keyed_by) == ("information", WhoWrote.TOGETHER, coordinator)
    assert answer["Location"] == reverse("record_information_needs", args=[margaret.public_id])
    own = signed_in(UserFactory(person=margaret))
    page = own.get(reverse("my_documents")).content.decode()
    assert "How I want information" in page
    assert "with help from Susan, her daughter" in page


@pytest.mark.parametrize("slug", ["worry", "complaint"])
def test_a_worry_or_complaint_on_paper_leaves_no_trace_among_the_papers(
    margaret, coordinator, signed_in, slug
):
    signed_in(coordinator).get(reverse("paper_of_person", args=[margaret.public_id, slug, "standard"]))
    answer = signed_in(coordinator).post(reverse("record_paper", args=[margaret.public_id, slug]), BACK)

    assert answer["Location"] == reverse("note_complaint", args=[margaret.public_id])
    assert list(Event.objects.filter(act=Act.SEE_PAPERS).values_list("why", flat=True)) == [""]
    assert not PaperReceived.objects.exists()
    assert not Event.objects.filter(act=Act.RECORD_PAPER).exists()


def test_the_form_keeps_what_was_typed_where_a_name_is_missing(margaret, coordinator, signed_in):
    address = reverse("record_paper", args=[margaret.public_id, "spend"])

    answer = signed_in(coordinator).post(address, {**BACK, "helped_by": "", "note": "By post"})

    assert "Write who helped" in answer.content.decode()
    assert 'value="By post"' in answer.content.decode()
    assert not PaperReceived.objects.exists()


@pytest.mark.parametrize("slug", PAPERS)
def test_every_form_is_keyed_in_on_a_page_that_opens(margaret, coordinator, signed_in, acting_for, slug):
    with acting_for(coordinator):
        address = PAPERS[slug].keyed(margaret, coordinator)

    assert signed_in(coordinator).get(address).status_code == 200


def test_what_is_wrong_in_the_record_is_keyed_in_for_the_person(margaret, coordinator, signed_in):
    address = reverse("note_put_right", args=[margaret.public_id])

    answer = signed_in(coordinator).post(address, {"what": "My old address", "should_say": "12 Made-up Road"})

    assert answer.status_code == 302
    asked = Rectification.objects.get(person=margaret)
    assert (asked.what, asked.asked_by) == ("My old address", coordinator)
    assert signed_in(UserFactory(person=margaret)).get(address)["Location"] == reverse("my_put_right")


def test_a_form_that_is_no_longer_there_is_called_as_it_was_kept():
    assert title_of("old-form") == "old form"


@pytest.mark.parametrize(
    ("who", "to_the_person", "to_others"),
    [
        (WhoWrote.PERSON, "You wrote it.", "Written by the person."),
        (WhoWrote.TOGETHER, "You wrote it, with help from Joan.", "Written by the person, with help"),
        (WhoWrote.HELPER, "Joan wrote it for you.", "Written for the person by Joan."),
    ],
)
def test_who_wrote_it_is_said_to_the_person_as_to_them(who, to_the_person, to_others, margaret, coordinator):
    paper = PaperReceivedFactory(person=margaret, who_wrote=who, helped_by="Joan", keyed_by=coordinator)

    assert received.as_row(paper, UserFactory(person=margaret))["wrote"] == to_the_person
    assert to_others in received.as_row(paper, coordinator)["wrote"]


def test_papers_are_for_the_team_alone(margaret, signed_in):
    PaperReceivedFactory(person=margaret, received_on=timezone.localdate())

    assert signed_in(UserFactory(person=margaret)).get(
        reverse("papers_of", args=[margaret.public_id])
    ).status_code in (403, 404)


def test_a_message_on_paper_promises_nothing_private_and_says_who_reads_it():
    """It is kept among the papers of the person, which whoever decides by law reads."""
    (part,) = PAPERS["message"].asks(For())

    assert not any("Only me" in choice["label"] for one in part["questions"] for choice in one["choices"])
    assert any("decides for you by law" in sentence for sentence in part["sentences"])


@pytest.mark.django_db
def test_a_blank_form_is_printed_once_however_often_it_is_asked_for(client, monkeypatch):
    printed = []
    monkeypatch.setattr(printing, "pdf", lambda *form: printed.append(form) or b"%PDF-once")
    address = reverse("paper_form_pdf", args=["spend", "large"])

    assert client.get(address).content == client.get(address).content == b"%PDF-once"
    assert len(printed) == 1
