"""The pages of the circle, of acting for somebody and of children: who opens them and what they show."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from ipc.kernel import dates
from ipc.kernel.models import Event
from people.acts import Act
from people.models import (
    Authority,
    AuthorityKind,
    ChildCircumstance,
    CircumstanceKind,
    DecisionTopic,
    Relationship,
    RelationshipKind,
    Ring,
    Section,
)
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    CapacityAssessmentFactory,
    ChildCircumstanceFactory,
    ConsentFactory,
    OrganisationFactory,
    PersonFactory,
    RelationshipFactory,
    UserFactory,
)
from tests.factories.people import staff

KEPT = "07700 900 123"
STARTS = {"starts_on_day": "1", "starts_on_month": "1", "starts_on_year": "2026"}
LISTS = ["circle", "authorities", "child"]


@pytest.fixture
def sam(signed_in, coordinator):
    return signed_in(coordinator)


@pytest.fixture
def own(margaret):
    return UserFactory(person=margaret, name="Margaret Hill")


@pytest.fixture
def aiden(coordinator):
    born_on = dates.plus_months(dates.today(), -12 * 9)
    return AllocationFactory(worker=coordinator, person__given_name="Aiden", person__born_on=born_on).person


def nominee(person, **facts):
    near = RelationshipFactory(person=person, name="Susan Hill", user=UserFactory(name="Susan Hill"))
    return AuthorityFactory(person=person, holder=near.user, how_agreed="paper", **facts)


# Colleagues


@pytest.mark.parametrize("page", LISTS)
def test_page_opens_for_the_care_team_alone_and_the_look_is_kept(signed_in, coordinator, margaret, page):
    address = reverse(page, args=[margaret.public_id])

    for who, status in {
        coordinator: 200,
        staff("manager"): 200,
        staff("coordinator"): 404,
        staff("finance"): 403,
        UserFactory(person=margaret): 403,
        UserFactory(): 404,
    }.items():
        assert signed_in(who).get(address).status_code == status
    assert Event.objects.filter(act=Act.SEE_PERSON, person_id=margaret.pk, is_read=True).count() == 2


@pytest.mark.parametrize("page", LISTS)
def test_manager_reads_and_has_no_button_to_change(signed_in, margaret, page):
    RelationshipFactory(person=margaret)
    AuthorityFactory(person=margaret)
    ChildCircumstanceFactory(person=margaret)

    told = signed_in(staff("manager")).get(reverse(page, args=[margaret.public_id])).text

    for button in ("Add somebody", "Take out of the circle", "Stop for now", "Write", "This is over"):
        assert f">{button}<" not in told


def test_circle_is_a_picture_and_a_list(sam, margaret):
    RelationshipFactory(person=margaret, name="Susan Hill", ring=Ring.CLOSEST, phone=KEPT)
    RelationshipFactory(person=margaret, name="Dr Ada Test", kind="gp", ring=Ring.PAID)

    told = sam.get(reverse("circle", args=[margaret.public_id])).text

    assert "There are 2 people in the circle of Margaret." in told
    assert "Closest to me: Susan Hill; People paid to support me: Dr Ada Test</desc>" in told
    assert told.count("ipc-circle__face ") + told.count('ipc-circle__face"') == 2
    assert "tel:07700900123" in told
    assert "style=" not in told


def test_colleague_reads_do_not_contact_and_why_but_no_number(sam, margaret):
    one = RelationshipFactory(
        person=margaret,
        name="Dev Hill",
        phone=KEPT,
        email="dev@example.org",
        may_be_contacted=False,
        why_not_contacted="Court order",
    )

    for page, args in {"circle": margaret.public_id, "change_relationship": one.public_id}.items():
        told = sam.get(reverse(page, args=[args])).text
        assert "Do not contact" in told
        assert "Court order" in told
        assert KEPT not in told
        assert "dev@example.org" not in told


def test_changing_who_must_not_be_contacted_keeps_their_number(sam, margaret):
    one = RelationshipFactory(
        person=margaret, name="Dev", phone=KEPT, may_be_contacted=False, why_not_contacted="Asked for"
    )

    sam.post(
        reverse("change_relationship", args=[one.public_id]),
        {"name": "Dev Hill", "kind": "friend", "ring": "2", "why_not_contacted": "Asked for", "phone": ""},
    )

    one.refresh_from_db()
    assert (one.name, one.phone) == ("Dev Hill", KEPT)


def test_colleague_changes_and_ends_somebody_in_the_circle(sam, margaret):
    one = RelationshipFactory(person=margaret, name="Dev", phone=KEPT)
    page = reverse("change_relationship", args=[one.public_id])
    assert f'value="{KEPT}"' in sam.get(page).text

    sam.post(page, {"name": "Dev Hill", "kind": "sibling", "ring": "1", "may_be_contacted": "on"})
    one.refresh_from_db()
    assert (one.name, one.kind, one.ring, one.phone) == ("Dev Hill", "sibling", Ring.CLOSEST, "")
    answer = sam.post(reverse("end_relationship", args=[one.public_id]), follow=True)
    assert "They have left the circle of support of Margaret." in answer.text
    assert not Relationship.objects.live().exists()


@pytest.mark.parametrize("page", ["change_relationship", "end_relationship"])
def test_circle_of_another_caseload_is_not_there(sam, page):
    one = RelationshipFactory(person=AllocationFactory().person)

    assert sam.post(reverse(page, args=[one.public_id]), {}).status_code == 404


def test_right_to_act_is_written_down_for_somebody_who_signs_in(sam, aiden):
    near = RelationshipFactory(person=aiden, kind="parent", user=UserFactory())
    page = reverse("record_authority", args=[aiden.public_id])
    typed = {"holder": str(near.public_id), "kind": "parent", "evidence": "Birth certificate", **STARTS}

    answer = sam.post(page, typed, follow=True)

    assert Authority.objects.get().holder == near.user
    assert "once the young person is old enough to decide" in answer.text


def test_without_anybody_who_signs_in_the_page_leads_to_the_invitation(sam, margaret):
    RelationshipFactory(person=margaret)
    RelationshipFactory(person=margaret, user=UserFactory(), may_be_contacted=False)

    told = sam.get(reverse("record_authority", args=[margaret.public_id])).text

    assert reverse("invite", args=[margaret.public_id]) in told
    assert "<form" not in told.split("<main")[1].split("</main>")[0]


def test_refusal_is_said_on_the_page_and_the_right_scope_is_asked_for(sam, margaret):
    near = RelationshipFactory(person=margaret, user=UserFactory())
    page = reverse("record_authority", args=[margaret.public_id])
    typed = {"holder": str(near.public_id), "kind": "attorney", "evidence": "LPA", **STARTS}

    assert "They are separate papers" in sam.post(page, typed).text
    assert (
        "This holds only while the person cannot decide" in sam.post(page, {**typed, "scope": "welfare"}).text
    )
    shown = CapacityAssessmentFactory(person=margaret, topic=DecisionTopic.CARE)
    sam.post(page, {**typed, "scope": "welfare", "assessment": str(shown.public_id)})
    assert Authority.objects.get().assessment == shown


def test_colleague_stops_resumes_and_ends_a_right(sam, margaret):
    right = nominee(margaret)

    def press(page, **typed):
        sam.post(reverse(page, args=[right.public_id]), typed)
        right.refresh_from_db()

    press("suspend_authority", why="")
    assert right.suspended_at is None
    press("suspend_authority", why="Under enquiry")
    assert "Stopped because: Under enquiry" in sam.get(reverse("authorities", args=[margaret.public_id])).text
    press("resume_authority")
    assert right.suspended_at is None
    press("withdraw_authority")
    assert right.withdrawn_at
    assert "Nobody acts for this person." in sam.get(reverse("authorities", args=[margaret.public_id])).text


def test_manager_agrees_to_a_nominee_who_is_close(signed_in, margaret):
    right = nominee(margaret, agreed_at=None)
    client, page = signed_in(staff("manager")), reverse("agree_nominee", args=[right.public_id])

    assert "no enhanced check is needed" in client.get(page).text
    client.post(page)
    right.refresh_from_db()
    assert right.agreed_at


def test_manager_enters_the_check_of_a_nominee_who_is_not_close(signed_in, margaret):
    right = nominee(margaret, agreed_at=None)
    Relationship.objects.update(kind=RelationshipKind.FRIEND)
    client, page = signed_in(staff("manager")), reverse("agree_nominee", args=[right.public_id])

    assert "You must see an enhanced check" in client.get(page).text
    assert "An enhanced check with the barred list is needed first" in client.post(page).text
    client.post(page, {"checked_on": "2026-11-01"})
    right.refresh_from_db()
    assert right.checked_on == dt.date(2026, 11, 1)


def test_coordinator_does_not_agree_for_the_body_that_pays(sam, margaret):
    right = nominee(margaret, agreed_at=None)

    assert sam.post(reverse("agree_nominee", args=[right.public_id])).status_code == 403


def test_child_is_heard_first(sam, aiden):
    ChildCircumstanceFactory(
        person=aiden, kind=CircumstanceKind.COURT_ORDER, words="As ordered", evidence="Order, seen"
    )
    ChildCircumstanceFactory(person=aiden, words="I want Mum there.")

    told = sam.get(reverse("child", args=[aiden.public_id])).text

    assert told.index("I want Mum there.") < told.index("As ordered") < told.index("At 16")
    assert dates.in_words(dates.plus_months(dates.today(), 12 * 7)) in told


def test_page_of_a_grown_up_says_that_nothing_changes(sam, margaret):
    told = sam.get(reverse("child", args=[margaret.public_id])).text

    assert "nothing here changes for them any more" in told
    assert "At 16" not in told


def test_circumstance_is_written_down_and_ended(sam, aiden):
    council = OrganisationFactory(site=aiden.site)
    page = reverse("record_circumstance", args=[aiden.public_id])
    typed = {"kind": "looked_after", "words": "Foster care", "evidence": "Letter", **STARTS}

    assert "Choose the council that looks after the child." in sam.post(page, typed).text
    sam.post(page, {**typed, "council": str(council.public_id)})
    kept = ChildCircumstance.objects.get()
    assert kept.council == council
    assert (
        "Nobody acts or is contacted again"
        in sam.get(reverse("end_circumstance", args=[kept.public_id])).text
    )
    sam.post(reverse("end_circumstance", args=[kept.public_id]))
    kept.refresh_from_db()
    assert kept.ended_at


@pytest.mark.parametrize("page", LISTS)
def test_page_costs_the_same_for_one_and_for_ten(sam, aiden, page, queries_of):
    address = reverse(page, args=[aiden.public_id])

    def more():
        near = RelationshipFactory(person=aiden, user=UserFactory())
        AuthorityFactory(person=aiden, holder=near.user)
        ChildCircumstanceFactory(person=aiden, about=near)

    more()
    with_one = queries_of(sam, address)
    for _ in range(9):
        more()

    assert queries_of(sam, address) == with_one <= 14


# The person, and those who help


def test_person_keeps_their_own_circle(signed_in, own, margaret):
    client = signed_in(own)
    typed = {"name": "Dev Hill", "kind": "friend", "ring": "2", "phone": KEPT, "may_be_contacted": "on"}

    answer = client.post(reverse("my_add_relationship"), typed, follow=True)
    assert "Dev Hill is in your circle now." in answer.text
    one = Relationship.objects.get()
    client.post(reverse("my_change_relationship", args=[one.public_id]), {**typed, "may_be_contacted": ""})
    told = client.get(reverse("my_people")).text
    assert "Do not contact" in told
    assert "tel:07700900123" in told  # their own circle, all of it
    client.post(reverse("my_end_relationship", args=[one.public_id]), follow=True)
    assert "Dev Hill" not in client.get(reverse("my_people")).text


@pytest.mark.parametrize("page", ["my_change_relationship", "my_end_relationship"])
def test_nobody_keeps_the_circle_of_somebody_else(signed_in, own, margaret, page):
    theirs = RelationshipFactory(person=margaret)
    helper = ConsentFactory(person=margaret, sections=[Section.IDENTITY, Section.ABOUT_ME]).user

    assert signed_in(own).post(reverse(page, args=[RelationshipFactory().public_id])).status_code == 404
    assert signed_in(helper).post(reverse(page, args=[theirs.public_id])).status_code == 403


def test_helper_never_reads_who_must_not_be_contacted_nor_the_other_parent(signed_in, margaret):
    RelationshipFactory(person=margaret, name="Friend", phone="07700 900 111")
    RelationshipFactory(person=margaret, name="Hidden", phone=KEPT, may_be_contacted=False)
    RelationshipFactory(person=margaret, name="Other Parent", phone=KEPT, kind="parent")
    father = AuthorityFactory(person=margaret, kind=AuthorityKind.PARENT).holder

    told = signed_in(father).get(reverse("my_people")).text

    assert "tel:07700900111" in told
    for hidden in ("Hidden", "Other Parent", "07700900123"):
        assert hidden not in told


def test_helper_with_the_name_alone_reads_no_circle(signed_in, margaret):
    RelationshipFactory(person=margaret, name="Friend")
    helper = ConsentFactory(person=margaret, sections=[Section.IDENTITY]).user

    told = signed_in(helper).get(reverse("my_people")).text

    assert "Friend" not in told
    assert "circle of support" not in told


@pytest.mark.parametrize(("how", "field"), [("stop", "suspended_at"), ("end", "withdrawn_at")])
def test_person_stops_who_acts_for_them(signed_in, own, margaret, how, field):
    right = nominee(margaret)
    client, page = signed_in(own), reverse("my_stop_acting", args=[right.public_id])

    assert "Susan Hill" in client.get(reverse("my_people")).text
    assert "Choose what you want" in client.post(page).text
    answer = client.post(page, {"how": how}, follow=True)

    right.refresh_from_db()
    assert getattr(right, field)
    assert "Susan Hill does not act for you now." in answer.text


def test_nobody_stops_who_acts_for_somebody_else(signed_in, own, margaret):
    right = nominee(margaret)
    strangers = AuthorityFactory()

    assert signed_in(own).post(reverse("my_stop_acting", args=[strangers.public_id])).status_code == 404
    assert signed_in(right.holder).post(reverse("my_stop_acting", args=[right.public_id])).status_code == 403


def test_nominee_reads_what_it_means_and_says_yes_before_seeing_anything(signed_in, margaret):
    right = nominee(margaret, accepted_at=None, agreed_at=None)
    client, page = signed_in(right.holder), reverse("my_accept_nomination", args=[right.public_id])

    assert client.get(reverse("my_people")).status_code == 404
    asked = client.get(reverse("my_acting")).text
    assert "Margaret Hill" in asked
    assert page in asked
    assert "You are responsible for the contracts." in client.get(page).text
    assert "the body that pays is asked to agree" in client.post(page, follow=True).text
    right.refresh_from_db()
    assert right.accepted_by == right.holder
    assert client.get(reverse("my_people")).status_code == 404
    assert "There is nothing left to answer here." in client.get(page).text


def test_holder_gives_it_up_and_it_is_gone_from_their_page(signed_in, margaret):
    right = nominee(margaret)
    client, page = signed_in(right.holder), reverse("my_give_up", args=[right.public_id])

    assert "Stop acting for Margaret?" in client.get(page).text
    assert "If somebody asks you to act for them" in client.post(page, follow=True).text
    assert "You do not act by this right any more." in client.get(page).text


def test_stopped_holder_is_told_so_and_not_why(signed_in, margaret):
    right = nominee(margaret, suspended_at=timezone.now(), why_suspended="Court order")

    told = signed_in(right.holder).get(reverse("my_acting")).text

    assert "It is stopped for now." in told
    assert "Court order" not in told


@pytest.mark.parametrize("page", ["my_accept_nomination", "my_give_up"])
def test_only_the_holder_answers(signed_in, coordinator, own, margaret, page):
    right = nominee(margaret, accepted_at=None)

    for who, status in {own: 403, coordinator: 403, UserFactory(): 404}.items():
        assert signed_in(who).post(reverse(page, args=[right.public_id])).status_code == status


def test_colleague_has_nobody_to_act_for(sam):
    assert sam.get(reverse("my_acting")).status_code == 403


def test_whom_somebody_acts_for_costs_the_same_for_one_and_for_ten(signed_in, house, queries_of):
    holder = UserFactory()
    AuthorityFactory(holder=holder, person=PersonFactory(site=house))
    client = signed_in(holder)
    with_one = queries_of(client, reverse("my_acting"))
    for _ in range(9):
        AuthorityFactory(holder=holder, person=PersonFactory(site=house))

    assert queries_of(client, reverse("my_acting")) == with_one
