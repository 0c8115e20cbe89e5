"""The plans as they were agreed: listed, read whole in any form, compared line by line in words."""

import copy
import datetime as dt
import uuid
from datetime import UTC

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from careplans import papers, sealing, versions
from careplans.acts import Act
from careplans.models import CarePlan, PlanStatus, PlanVersion
from ipc.kernel.models import Event
from tests.factories import (
    ActionFactory,
    AgreementFactory,
    AllocationFactory,
    AnswerFactory,
    AuthorityFactory,
    CarePlanFactory,
    ConsentFactory,
    ContingencyFactory,
    GoalFactory,
    KeptFromFactory,
    MediaFactory,
    NeedFactory,
    ParticipantFactory,
    PersonFactory,
    PlanVersionFactory,
    ProgressFactory,
    ProposalFactory,
    RiskFactory,
    StatementFactory,
    UserFactory,
    WeekSlotFactory,
)

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
WHOLE = ["identity", "plan", "about_me"]
FORM_1 = {
    "form": 1,
    "person": {"id": "p", "name": "Ada Maddup", "born_on": "1950-01-01"},
    "plan": {
        "id": "x",
        "number": 1,
        "agreed_on": "2025-11-03",
        "prevention": "Keep walking.",
        "if_things_go_wrong": "",
        "health_watched_by": "",
        "notice_days": 28,
        "review_due_on": "2026-11-03",
        "review_by": "Sam",
    },
    "about_me": [{"heading": "matters", "words": "My garden.", "helped_by": "", "written_on": "2025-10-01"}],
    "working_and_not": [],
    "needs": [
        {
            "id": "n1",
            "words": "Help to breathe easily and stay out of hospital",
            "is_eligible": True,
            "goals": [
                {
                    "id": "g1",
                    "kind": "health",
                    "words": "Walk to the shop again",
                    "importance": 9,
                    "confidence": None,
                    "actions": [
                        {
                            "id": "a1",
                            "words": "A walk with the breathing group",
                            "who": "The breathing group",
                            "when": "Mondays at 10",
                            "is_paid": False,
                            "service": None,
                        }
                    ],
                }
            ],
        }
    ],
    "agreed_by": [{"party": "person", "name": "Ada Maddup", "how": "online"}],
    "money": {"weekly": "95.00"},
}


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada")


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


def sealed(person, number, *, came_from=None, words="A walk with the breathing group", add=None):
    """Return the sealed version of a small plan, whose lines came from those of ``came_from``.

    ``add`` is given the plan and its goal before it is sealed.
    """
    plan = CarePlanFactory(
        person=person,
        number=number,
        status=PlanStatus.ENDED,
        agreed_at=dt.datetime(2026, 11, 2, 10, tzinfo=UTC),
    )
    lines = came_from or {}
    need = NeedFactory(plan=plan, came_from=lines.get("need"))
    goal = GoalFactory(need=need, came_from=lines.get("goal"))
    action = ActionFactory(goal=goal, words=words, came_from=lines.get("action"))
    if add:
        add(plan, goal)
    version = sealing.seal(plan, by=None, money={"weekly": "95.00"})
    version.lines = {"need": need, "goal": goal, "action": action}
    return version


def changes_of(compared):
    return [
        (change["kind"], change["what"], change["words"])
        for part in compared["parts"]
        for change in part["changes"]
    ]


class TestWhatIsSealed:
    def test_it_holds_everything_that_was_said(self, person):
        plan = CarePlanFactory(person=person, number=7, coping="Music", status=PlanStatus.AGREED)
        before = NeedFactory(plan=CarePlanFactory(person=person, number=6, status=PlanStatus.ENDED))
        need = NeedFactory(plan=plan, came_from=before)
        goal = GoalFactory(need=need, rank=2, ehc_reference="Outcome 4", importance=9)
        action = ActionFactory(goal=goal, how_often="Twice a week", brings="Company", picture="together")
        WeekSlotFactory(action=action)
        ContingencyFactory(plan=plan)
        RiskFactory(plan=plan)
        ProgressFactory(goal=goal, person=person)
        ParticipantFactory(person=person, name="Susan Garside")
        ParticipantFactory(person=person, name="Nobody Yet", approved_at=None)
        MediaFactory(statement=StatementFactory(person=person), text_alternative="My garden in June")
        AgreementFactory(plan=plan, organisation="Dearne Health", witness="Joan", how="phone")

        content = sealing.seal(plan, by=None, money=None).content

        sealed_need = content["needs"][0]
        sealed_goal = sealed_need["goals"][0]
        sealed_action = sealed_goal["actions"][0]
        assert content["form"] == 2
        assert (sealed_need["id"], sealed_need["came_from"]) == (str(need.public_id), str(before.public_id))
        assert (sealed_goal["rank"], sealed_goal["ehc_reference"]) == (2, "Outcome 4")
        assert (sealed_action["how_often"], sealed_action["brings"]) == ("Twice a week", "Company")
        assert sealed_action["slots"][0]["part"] == "morning"
        assert content["contingencies"][0]["who_to_call"] == "Joan Birkett"
        assert content["risks"][0]["why_worth_it"] == "The garden is my life"
        assert [one["name"] for one in content["participants"]] == ["Susan Garside"]
        assert content["about_me"][0]["media"][0]["in_words"] == "My garden in June"
        assert content["progress"][0]["words"] == "I got to the corner."
        assert content["agreed_by"][0]["witness"] == "Joan"
        assert content["plan"]["coping"] == "Music"

    def test_a_no_stays_in_it_and_so_does_what_nobody_answered(self, person):
        plan = CarePlanFactory(person=person)
        aunt = UserFactory(name="Aunt May")
        line = uuid.uuid4()
        AnswerFactory(plan=plan, line_id=line, reason="It is too far", answered_by=aunt)
        changed_mind = UserFactory(name="Uncle Ben")
        AnswerFactory(plan=plan, line_id=line, answered_by=changed_mind)
        AnswerFactory(plan=plan, line_id=line, answered_by=changed_mind, verdict="agrees", reason="")
        ProposalFactory(plan=plan, reason="My knees")
        ProposalFactory(plan=plan, reason="Over", state="declined", settled_at="2026-11-02T10:00Z")

        found = sealing.content(plan, None)["disagreements"]

        assert [(one["who"], one["reason"]) for one in found] == [
            ("Aunt May", "It is too far"),
            ("", "My knees"),
        ]
        assert found[1]["asked_for"]["words"] == "A swim with the breathing group"

    def test_a_no_goes_on_with_its_line_into_the_next_plan(self, person):
        first = CarePlanFactory(person=person, number=1, status=PlanStatus.ENDED)
        before, gone = NeedFactory(plan=first), NeedFactory(plan=first)
        plan = CarePlanFactory(person=person, number=2)
        need = NeedFactory(plan=plan, came_from=before)
        aunt, uncle = UserFactory(name="Aunt May"), UserFactory(name="Uncle Ben")
        for who, line in ((aunt, before), (aunt, gone), (uncle, before)):
            AnswerFactory(plan=first, line_id=line.public_id, reason="It is too far", answered_by=who)
        AnswerFactory(plan=plan, line_id=need.public_id, verdict="agrees", reason="", answered_by=uncle)

        found = sealing.content(plan, None)["disagreements"]

        assert [(one["who"], one["line"]) for one in found] == [("Aunt May", str(need.public_id))]

    def test_a_no_to_a_proposal_is_one_only_where_it_was_taken_in_all_the_same(self, person):
        plan = CarePlanFactory(person=person)
        need = NeedFactory(plan=plan)
        aunt = UserFactory(name="Aunt May")
        for state in ("declined", "withdrawn", "accepted"):
            settled = {"state": state, "settled_at": "2026-11-02T10:00Z"}
            proposal = ProposalFactory(plan=plan, line_id=need.public_id, **settled)
            AnswerFactory(plan=plan, proposal=proposal, line_id=None, reason=state, answered_by=aunt)

        found = sealing.content(plan, None)["disagreements"]

        assert [one["reason"] for one in found] == ["accepted"]

    def test_sealing_costs_the_same_for_one_line_and_for_ten(self, person, django_assert_max_num_queries):
        plan = CarePlanFactory(person=person)
        ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)))
        with django_assert_max_num_queries(20) as one:
            sealing.content(CarePlan.objects.select_related("person").get(pk=plan.pk), None)
        for _ in range(9):
            WeekSlotFactory(action=ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan))))
            ContingencyFactory(plan=plan)
            AgreementFactory(plan=plan, name=f"Somebody {_}")

        with django_assert_max_num_queries(20) as ten:
            sealing.content(CarePlan.objects.select_related("person").get(pk=plan.pk), None)

        assert len(ten) - len(one) <= 1  # the times of the week are only asked for where there are actions


class TestComparing:
    def test_a_line_that_says_something_else_shows_both_texts(self, person, worker):
        first = sealed(person, 1)
        second = sealed(person, 2, came_from=first.lines, words="A walk with Susan")

        compared = versions.compare(worker, first, second)

        assert changes_of(compared) == [("changed", "What we do", "A walk with Susan")]
        fact = compared["parts"][0]["changes"][0]["facts"][0]
        assert (fact["before"], fact["after"]) == ("A walk with the breathing group", "A walk with Susan")
        assert {"kind": "removed", "words": "the breathing group"} in fact["parts"]
        assert compared["parts"][0]["same"] == 2

    def test_what_is_new_and_what_is_gone_are_told_apart(self, person, worker):
        first = sealed(person, 1, add=lambda plan, goal: RiskFactory(plan=plan, words="I may fall"))
        second = sealed(
            person,
            2,
            came_from=first.lines,
            add=lambda plan, goal: ContingencyFactory(plan=plan, trigger="Susan is ill"),
        )

        compared = versions.compare(worker, first, second)

        assert changes_of(compared) == [
            ("added", "If this happens", "Susan is ill"),
            ("removed", "What could go wrong", "I may fall"),
        ]

    def test_lines_are_followed_over_the_plans_between(self, person, worker):
        first = sealed(person, 1)
        second = sealed(person, 2, came_from=first.lines, words="A swim")
        third = sealed(person, 3, came_from=second.lines, words="A swim with Susan")

        assert changes_of(versions.compare(worker, first, third)) == [
            ("changed", "What we do", "A swim with Susan")
        ]

    def test_the_same_plan_again_says_that_nothing_changed(self, person, worker):
        first = sealed(person, 1)

        assert versions.compare(worker, first, sealed(person, 2, came_from=first.lines))["is_same"]

    def test_a_plan_of_the_first_form_is_read_and_compared(self, person, worker):
        plan = CarePlanFactory(person=person, number=1, status=PlanStatus.ENDED)
        content = copy.deepcopy(FORM_1)
        old = PlanVersionFactory(plan=plan, content=content, content_hash=sealing.fingerprint(content))
        new = sealed(person, 2)

        assert sealing.verify(PlanVersion.objects.get(pk=old.pk))
        read = str(versions.whole(worker, old))
        for words in ("My garden.", "Mondays at 10", "Ada Maddup", "9 out of 10", "£95.00"):
            assert words in read
        when = versions.compare(worker, old, new)["parts"][1]["changes"]
        assert ("changed", "A walk with the breathing group") in [(one["kind"], one["words"]) for one in when]

    def test_one_word_changed_in_a_seal_is_said(self, person, worker):
        version = sealed(person, 1)
        version.content["needs"][0]["words"] += "."

        assert not versions.whole(worker, version)["is_whole"]

    def test_its_cost_does_not_grow_with_the_plan(self, person, worker, django_assert_num_queries):
        first = sealed(person, 1, add=lambda plan, goal: ActionFactory.create_batch(10, goal=goal))
        second = sealed(person, 2, came_from=first.lines)
        earlier = PlanVersion.objects.select_related("plan").get(pk=first.pk)
        later = PlanVersion.objects.select_related("plan").get(pk=second.pk)

        versions.compare(worker, earlier, later)  # what the worker may do is asked once
        with django_assert_num_queries(3):
            versions.compare(worker, earlier, later)


def text(answer):
    return " ".join(answer.content.decode().split())


class TestThePages:
    @pytest.fixture
    def two(self, person):
        first = sealed(person, 1)
        return first, sealed(person, 2, came_from=first.lines, words="A walk with Susan")

    @pytest.fixture
    def herself(self, person, signed_in):
        return signed_in(UserFactory(person=person, name="Ada Maddup"))

    def test_the_person_finds_each_plan_and_what_changed(self, person, two, herself):
        page = text(herself.get(reverse("my_versions")))

        assert "Plan 2, agreed on" in page
        assert reverse("my_version", args=[two[1].public_id]) in page
        one = text(herself.get(reverse("my_version", args=[two[1].public_id])))
        assert "What changed since last time" in one
        assert "A walk with Susan" in one
        assert "The whole plan" in one

    def test_the_first_plan_has_nothing_before_it(self, two, herself):
        assert "What changed" not in text(herself.get(reverse("my_version", args=[two[0].public_id])))

    def test_the_look_is_written_down(self, person, two, herself):
        herself.get(reverse("my_version", args=[two[0].public_id]))

        assert Event.objects.filter(act=Act.SEE_PLAN, is_read=True, person_id=person.pk).exists()

    def test_before_any_plan_the_page_is_kind(self, person, herself):
        assert "There is no agreed plan here that you can read" in text(herself.get(reverse("my_versions")))

    def test_who_something_is_kept_from_finds_no_sealed_plan_and_is_told_kindly(self, person, two, signed_in):
        brother = ConsentFactory(person=person, sections=WHOLE).user
        client = signed_in(brother)
        assert "Plan 2, agreed on" in text(client.get(reverse("my_versions")))
        KeptFromFactory(person=person, reader=brother, line_id=two[0].lines["need"].public_id)

        page = text(client.get(reverse("my_versions")))

        assert "Plan 2" not in page
        assert "Who may read all of it finds it here." in page
        assert client.get(reverse("my_version", args=[two[1].public_id])).status_code == 404

    def test_family_without_about_me_find_none(self, person, two, signed_in):
        client = signed_in(ConsentFactory(person=person).user)

        assert "Plan 2" not in text(client.get(reverse("my_versions")))
        assert client.get(reverse("my_version", args=[two[1].public_id])).status_code == 404

    def test_family_without_the_money_read_no_amount(self, person, two, signed_in):
        without = signed_in(ConsentFactory(person=person, sections=WHOLE).user)
        assert "£95.00" not in text(without.get(reverse("my_version", args=[two[1].public_id])))
        mother = AuthorityFactory(person=person, kind="parent", sections=[*WHOLE, "money"]).holder

        assert "£95.00" in text(signed_in(mother).get(reverse("my_version", args=[two[1].public_id])))

    def test_another_persons_version_is_not_found_on_these_pages(self, person, two, signed_in):
        helper = UserFactory()
        other = PersonFactory()
        for one in (person, other):
            ConsentFactory(person=one, user=helper, sections=WHOLE)
        client = signed_in(helper)
        elsewhere = sealed(other, 1)
        client.get(reverse("my_versions"))
        chosen = client.session.get("helping") or str(person.public_id)
        wrong = elsewhere if chosen == str(person.public_id) else two[0]

        answers = {
            client.get(reverse("my_version", args=[one.public_id])).status_code for one in (elsewhere, two[0])
        }

        assert answers == {200, 404}
        assert wrong is not None

    def test_colleagues_compare_any_two(self, person, two, worker, signed_in):
        third = sealed(person, 3, came_from=two[1].lines, words="A swim")
        client = signed_in(worker)

        page = text(client.get(reverse("plan_versions", args=[person.public_id])))
        assert "The first one" in page
        compared = client.get(reverse("compare_versions", args=[third.public_id]))
        assert "What changed from plan 2 to plan 3" in text(compared)
        asked = reverse("compare_versions", args=[third.public_id]) + f"?with={two[0].public_id}"
        assert "What changed from plan 1 to plan 3" in text(client.get(asked))
        assert "The whole plan" in text(client.get(reverse("plan_version", args=[third.public_id])))

    def test_there_is_nothing_to_compare_the_first_plan_with(self, person, two, worker, signed_in):
        client = signed_in(worker)
        stranger = sealed(PersonFactory(), 1)

        url = reverse("compare_versions", args=[two[0].public_id])
        assert "This is the first agreed plan." in text(client.get(url))
        assert "This is the first agreed plan." in text(client.get(f"{url}?with={two[1].public_id}"))
        assert client.get(f"{url}?with={stranger.public_id}").status_code == 404
        with pytest.raises(versions.NothingEarlier):
            versions.earlier_than(two[0], worker)

    def test_who_is_not_connected_finds_nothing(self, person, two, signed_in):
        client = signed_in(AllocationFactory().worker)

        for name, row in (("plan_versions", person), ("plan_version", two[0]), ("compare_versions", two[1])):
            assert client.get(reverse(name, args=[row.public_id])).status_code == 404

    def test_the_signed_page_is_handed_to_who_may_read_the_whole_plan(self, person, worker, signed_in):
        plan = CarePlanFactory(person=person)
        paper = papers.keep(plan, SimpleUploadedFile("plan.pdf", PDF), by=worker)
        url = reverse("agreement_paper", args=[paper.public_id])

        answer = signed_in(worker).get(url)

        assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
        assert signed_in(ConsentFactory(person=person).user).get(url).status_code == 404
        paper.file.storage.delete(paper.file.name)
        gone = signed_in(worker).get(url)
        assert gone.status_code == 404
        assert "We cannot find the file" in text(gone)
