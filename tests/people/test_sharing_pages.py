"""The pages of sharing: mine, and those on which colleagues write it down."""

import pytest
from django.urls import reverse
from django.utils import timezone

from ipc.kernel.models import Event
from people import links
from people.acts import Act
from people.models import Consent, ConsentPurpose, NotSought, Section, ShareLink
from tests.factories import (
    AllocationFactory,
    CapacityAssessmentFactory,
    ConsentFactory,
    OrganisationFactory,
    RelationshipFactory,
    ShareLinkFactory,
    UserFactory,
)
from tests.factories.people import staff

KEY = "9b2f7a0e-1111-4222-8333-444455556666"
LINK = {"reader": "Ann Reader", "email": "ann@example.org", "sections": ["about_me"], "days": "7"}
MINE = ("my_sharing", "my_share", "my_link", "my_evaluation")
ABOUT_A_PERSON = ("consents", "record_evaluation", "share_by_link")


@pytest.fixture
def own(margaret):
    return UserFactory(person=margaret, name="Margaret Hill")


@pytest.fixture
def mine(signed_in, own):
    return signed_in(own)


@pytest.fixture
def sam(signed_in, coordinator):
    return signed_in(coordinator)


def test_somebody_of_the_circle_and_an_organisation_can_be_chosen(mine, margaret):
    susan = RelationshipFactory(person=margaret, name="Susan Hill")
    together = OrganisationFactory(name="Age Together")
    RelationshipFactory(name="Somebody Elses")

    page = mine.get(reverse("my_share"))
    assert "Susan Hill" in page.text
    assert "Age Together" in page.text
    assert "Somebody Elses" not in page.text
    assert "Groups and people you asked to be introduced to" in page.text
    assert " checked" not in page.text

    named = {"reader": "organisation", "organisation": str(together.public_id)}
    for reader in ({"reader": f"circle-{susan.public_id}"}, named):
        mine.post(reverse("my_share"), {**reader, "sections": ["plan"]})
    unnamed = mine.post(reverse("my_share"), {"reader": "organisation", "sections": ["plan"]})
    assert "Choose which organisation" in unnamed.text
    given = Consent.objects.live()
    assert {(str(one.reader), one.how_given) for one in given} == {
        ("Susan Hill", "online"),
        ("Age Together", "online"),
    }


@pytest.mark.parametrize("page", ["my_share", "record_consent"])
def test_who_has_left_the_circle_cannot_be_chosen(signed_in, own, coordinator, margaret, page):
    RelationshipFactory(person=margaret, name="Gone Guy", ended_at=timezone.now())
    is_mine = page == "my_share"
    address = reverse(page, args=[] if is_mine else [margaret.public_id])

    assert "Gone Guy" not in signed_in(own if is_mine else coordinator).get(address).text


def test_who_looked_and_identity_are_no_choices(mine, margaret):
    RelationshipFactory(person=margaret)

    page = mine.get(reverse("my_share"))

    assert 'value="record"' not in page.text
    assert 'value="identity"' not in page.text


def test_nobody_to_share_with_is_no_dead_end(mine):
    page = mine.get(reverse("my_share"))

    assert "There is nobody here yet to share with." in page.text
    assert reverse("my_link") in page.text


def test_sharing_stops_in_one_step_and_stays_in_the_history(mine, margaret):
    given = ConsentFactory(person=margaret, user=UserFactory(name="Dev Hill"), sections=[Section.PLAN])
    assert "Dev Hill" in mine.get(reverse("my_sharing")).text

    mine.post(reverse("my_stop_sharing", args=[given.public_id]))

    page = mine.get(reverse("my_sharing"))
    assert "You share nothing with anybody else." in page.text
    assert "What you shared before" in page.text
    assert "Stopped on" in page.text
    assert "by Margaret Hill" in page.text


def test_answer_to_the_evaluation_is_never_chosen_beforehand(mine):
    for _ in range(2):
        page = mine.get(reverse("my_evaluation"))
        assert " checked" not in page.text
        mine.post(reverse("my_evaluation"), {"is_yes": "yes"})

    assert "You said yes on" in mine.get(reverse("my_evaluation")).text


def test_mind_about_the_evaluation_is_changed_at_once(mine):
    mine.post(reverse("my_evaluation"), {"is_yes": "yes"})
    assert Consent.objects.live().get().purpose == ConsentPurpose.EVALUATION

    mine.post(reverse("my_evaluation"), {"is_yes": "no"})
    assert not Consent.objects.live().exists()


def test_answer_to_the_evaluation_must_be_one(mine):
    assert "Choose yes or no" in mine.post(reverse("my_evaluation"), {}).text


def test_words_of_a_link_are_shown_when_it_is_made_and_never_again(mine):
    made = mine.post(reverse("my_link"), {**LINK, "key": KEY})
    link = ShareLink.objects.get()

    assert links.words_of(link) in made.text
    assert links.code_of(link) not in made.text
    assert links.words_of(link) not in mine.get(reverse("my_sharing")).text
    assert "A link for Ann Reader" in mine.get(reverse("my_sharing")).text


def test_link_is_made_once_by_a_double_click(mine):
    first, second = (mine.post(reverse("my_link"), {**LINK, "key": KEY}) for _ in range(2))

    link = ShareLink.objects.get()
    assert links.words_of(link) in first.text
    assert links.words_of(link) in second.text


def test_days_of_a_link_end_with_the_figure(mine):
    page = mine.get(reverse("my_link"))

    assert 'value="30"' in page.text
    assert "31" not in [value for value, _label in page.context["form"].fields["days"].choices]
    assert mine.post(reverse("my_link"), {**LINK, "days": "60"}).context["form"].errors["days"]


def test_link_is_taken_back(mine, margaret):
    link = ShareLinkFactory(person=margaret)
    page = reverse("my_withdraw_link", args=[link.public_id])

    assert "Take back the link for Reader Maddup?" in mine.get(page).text
    mine.post(page)

    link.refresh_from_db()
    assert link.withdrawn_at
    assert "This link does not work any more." in mine.post(page).text


def test_link_of_somebody_else_is_not_there(mine):
    link = ShareLinkFactory()

    assert mine.get(reverse("my_withdraw_link", args=[link.public_id])).status_code == 404


@pytest.mark.parametrize("page", MINE)
def test_helper_never_shares_on(signed_in, margaret, page):
    dev = UserFactory()
    ConsentFactory(person=margaret, user=dev, sections=list(Section))

    assert signed_in(dev).get(reverse(page)).status_code == 403


@pytest.mark.parametrize("page", ["my_sharing", "consents"])
def test_list_costs_the_same_for_one_and_for_ten(signed_in, own, margaret, coordinator, page, queries_of):
    client = signed_in(own if page == "my_sharing" else coordinator)
    address = reverse(page, args=[] if page == "my_sharing" else [margaret.public_id])
    ConsentFactory(person=margaret)
    ShareLinkFactory(person=margaret)
    with_one = queries_of(client, address)
    for n in range(9):
        ConsentFactory(person=margaret, user=UserFactory(name=f"Reader {n}"))
        ShareLinkFactory(person=margaret)

    assert queries_of(client, address) == with_one <= 9


def test_colleague_reads_what_is_shared_and_was(sam, margaret):
    ConsentFactory(person=margaret, user=UserFactory(name="Dev Hill"))
    gone = ConsentFactory(person=margaret, user=UserFactory(name="Gone Guy"))
    sam.post(reverse("withdraw_consent", args=[gone.public_id]))

    page = sam.get(reverse("consents", args=[margaret.public_id]))

    assert "Dev Hill" in page.text
    assert "Gone Guy" in page.text.split("Shared before")[1]
    assert Event.objects.filter(act=Act.SEE_PERSON, is_read=True, person_id=margaret.pk).exists()


def test_manager_reads_and_changes_nothing(signed_in, margaret):
    given = ConsentFactory(person=margaret)
    manager = signed_in(staff("manager"))

    page = manager.get(reverse("consents", args=[margaret.public_id]))
    assert page.status_code == 200
    assert str(given.public_id) not in page.text
    for name in ("record_evaluation", "share_by_link"):
        assert manager.get(reverse(name, args=[margaret.public_id])).status_code == 403


@pytest.mark.parametrize("role", ["finance", "approver"])
def test_who_sees_a_name_only_is_not_told_that_nothing_is_shared(signed_in, margaret, role):
    ConsentFactory(person=margaret)
    client = signed_in(staff(role, organisation=OrganisationFactory() if role == "approver" else None))

    assert client.get(reverse("consents", args=[margaret.public_id])).status_code == 403


@pytest.mark.parametrize("page", ABOUT_A_PERSON)
def test_another_caseload_is_not_there(sam, page):
    other = AllocationFactory().person

    assert sam.get(reverse(page, args=[other.public_id])).status_code == 404


def test_colleague_makes_a_link_because_the_person_asked(sam, margaret):
    page = reverse("share_by_link", args=[margaret.public_id])
    assert "Choose how the person asked for it" in sam.post(page, LINK).text

    made = sam.post(page, {**LINK, "how_asked": "phone"})

    link = ShareLink.objects.get()
    assert links.words_of(link) in made.text
    assert Event.objects.get(act=Act.SHARE_BY_LINK).why == "By telephone"
    assert "Ann Reader" in sam.get(reverse("consents", args=[margaret.public_id])).text


def test_colleague_takes_a_link_back(sam, margaret):
    link = ShareLinkFactory(person=margaret)

    sam.post(reverse("withdraw_link", args=[link.public_id]))

    link.refresh_from_db()
    assert link.withdrawn_at


def test_colleague_writes_down_an_answer_to_the_evaluation(sam, margaret, coordinator):
    page = reverse("record_evaluation", args=[margaret.public_id])
    assert " checked" not in sam.get(page).text

    sam.post(page, {"is_yes": "yes", "how_given": "paper"})

    given = Consent.objects.live().get()
    assert (given.purpose, given.how_given, given.given_by) == ("evaluation", "paper", coordinator)


def test_best_interests_are_written_down_with_the_assessment(sam, margaret):
    susan = RelationshipFactory(person=margaret, name="Susan Hill")
    page = reverse("record_consent", args=[margaret.public_id])
    typed = {"reader": f"circle-{susan.public_id}", "sections": ["plan"], "how_given": "best_interests"}
    assert "no assessment says that they cannot decide about sharing" in sam.post(page, typed).text

    unable = CapacityAssessmentFactory(person=margaret, topic="sharing")
    sam.post(page, typed)

    given = Consent.objects.get()
    assert (given.why_not_sought, given.assessment) == (NotSought.BEST_INTERESTS, unable)
    assert "in their best interests" in sam.get(reverse("consents", args=[margaret.public_id])).text
