"""The pages: what they show, to whom, and that nothing typed is lost."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from careplans.acts import Act
from careplans.models import (
    AboutHeading,
    Action,
    Agreement,
    CarePlan,
    ChangeRequest,
    Goal,
    Need,
    Observation,
    PlanStatus,
    Statement,
    View,
)
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    AuthorityFactory,
    CarePlanFactory,
    ChangeRequestFactory,
    ConsentFactory,
    GoalFactory,
    NeedFactory,
    ObservationFactory,
    PersonFactory,
    ServiceFactory,
    StatementFactory,
    UserFactory,
)
from tests.factories.careplans import ready_plan
from tests.factories.people import staff

NOBODY = uuid.UUID(int=7)


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada")


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def plan(person, worker):
    plan = ready_plan(person)
    StatementFactory(person=person)
    return plan


@pytest.fixture
def herself(person, signed_in):
    return signed_in(UserFactory(person=person, name="Ada Maddup"))


@pytest.fixture
def at_work(worker, signed_in):
    return signed_in(worker)


def text(answer):
    return " ".join(answer.content.decode().split())


class TestAboutMe:
    url = "/my/about-me/matters/"

    def test_all_headings_are_there_in_any_state(self, herself, person):
        StatementFactory(person=person, words="Biscuit, my dog.")

        page = text(herself.get(reverse("my_about_me")))

        assert "1 of 11 written" in page
        assert "Biscuit, my dog." in page
        assert all(f'href="/my/about-me/{heading}/"' in page for heading in AboutHeading.values)

    def test_words_are_saved_at_once(self, herself, person):
        answer = herself.post(
            self.url, {"words": "Biscuit, my dog.", "helped_by": "Susan", "revision": 0}, follow=True
        )

        assert "Saved" in text(answer)
        assert Statement.objects.get(person=person).helped_by == "Susan"

    def test_the_same_form_sent_twice_is_saved_once(self, herself, person):
        form = {"words": "Biscuit.", "revision": 0, "key": str(uuid.uuid4())}

        assert herself.post(self.url, form).status_code == 302
        assert herself.post(self.url, form).status_code == 302

        assert Statement.objects.get(person=person).revision == 1

    def test_a_stale_page_shows_both_texts_and_goes_on_from_there(self, herself, person):
        StatementFactory(person=person, words="What Susan wrote.", revision=3)

        page = herself.post(self.url, {"words": "What I typed.", "revision": 2})

        assert "What Susan wrote." in text(page)
        assert "What I typed." in text(page)
        changed = {part["kind"]: part["words"] for part in page.context["saved_meanwhile"]["parts"]}
        assert changed == {"same": ".", "removed": "Susan wrote", "added": "I typed"}
        assert "taken out: </span>Susan wrote</del>" in text(page)
        assert Statement.objects.get(person=person).words == "What Susan wrote."
        assert page.context["form"]["revision"].value() == 3
        herself.post(self.url, {"words": "What I typed.", "revision": 3})
        assert Statement.objects.get(person=person).words == "What I typed."

    def test_an_empty_box_is_asked_about_kindly(self, herself):
        assert "Write something in the box" in text(herself.post(self.url, {"revision": 0}))

    def test_there_is_no_other_heading(self, herself):
        assert herself.get("/my/about-me/money/").status_code == 404

    def test_what_works_is_noted_in_ones_own_view(self, herself, person):
        herself.post(reverse("my_observations"), {"is_working": "no", "words": "The bus."})

        noted = Observation.objects.get(person=person)
        assert (noted.view, noted.is_working) == (View.PERSON, False)

    def test_family_are_asked_whose_view_it_is(self, person, signed_in):
        daughter = ConsentFactory(person=person, sections=["identity", "about_me"]).user
        client = signed_in(daughter)

        assert "Choose whose view" in text(
            client.post(reverse("my_observations"), {"is_working": "no", "words": "The bus."})
        )
        client.post(reverse("my_observations"), {"is_working": "no", "words": "The bus.", "view": "family"})

        assert Observation.objects.get(person=person).view == View.FAMILY

    def test_staff_write_down_what_the_person_says(self, at_work, worker, person, plan):
        url = reverse("write_about_person", args=[person.public_id, "talking"])

        assert worker.name in text(at_work.get(url))
        at_work.post(url, {"words": "Call me Peggy.", "helped_by": worker.name, "revision": 0})

        written = Statement.objects.get(person=person, heading="talking")
        assert (written.written_by, written.helped_by) == (worker, worker.name)

    def test_staff_note_an_observation_in_their_own_view(self, at_work, person, plan):
        url = reverse("note_observation", args=[person.public_id])

        answer = at_work.post(url, {"is_working": "yes", "words": "Mornings.", "view": "staff"})

        assert answer.url == reverse("plan", args=[plan.public_id])
        assert Observation.objects.get().view == View.STAFF


class TestMyPlan:
    url = "/my/plan/"

    def test_before_there_is_a_plan_the_way_to_start_is_shown(self, herself):
        assert "You have no plan yet" in text(herself.get(self.url))

    def test_it_reads_as_needs_goals_and_what_will_be_done(self, herself, plan):
        page = text(herself.get(self.url))

        for words in (
            "My garden and my dog Biscuit.",
            "Help to breathe easily and stay out of hospital",
            "Walk to the shop again",
            "A walk with the breathing group",
            "£0, free",
        ):
            assert words in page

    def test_the_look_is_written_down(self, herself, plan):
        herself.get(self.url)

        assert Event.objects.filter(act=Act.SEE_PLAN, is_read=True, person_id=plan.person_id).exists()

    def test_a_ready_draft_leads_to_agreeing(self, herself, plan):
        assert "Say if you agree" not in text(herself.get(self.url))
        CarePlan.objects.filter(pk=plan.pk).update(review_due_on=today(), review_by="Sam")

        assert reverse("agree_my_plan") in text(herself.get(self.url))

    def test_who_may_not_decide_is_not_asked_to_agree(self, plan, signed_in):
        CarePlan.objects.filter(pk=plan.pk).update(review_due_on=today(), review_by="Sam")
        brother = ConsentFactory(person=plan.person).user

        assert "Say if you agree" not in text(signed_in(brother).get(self.url))

    def test_the_plan_in_force_comes_before_the_one_being_written(self, herself, plan):
        CarePlan.objects.filter(pk=plan.pk).update(status=PlanStatus.AGREED)
        draft = CarePlanFactory(person=plan.person)
        NeedFactory(plan=draft, words="Something new")

        assert "Something new" not in text(herself.get(self.url))
        assert "Something new" in text(herself.get(self.url + "?next"))

    def test_asking_for_a_change_says_who_answers_and_when(self, herself, plan):
        answer = herself.post(reverse("ask_for_change"), {"words": "I want to swim."}, follow=True)

        assert "They will answer by" in text(answer)
        assert "I want to swim." in text(answer)
        assert ChangeRequest.objects.get().plan == plan

    def test_asking_without_words_keeps_one_on_the_page(self, herself, plan):
        assert "Write what you would like to change" in text(herself.post(reverse("ask_for_change"), {}))

    def test_without_a_plan_there_is_nothing_to_change(self, herself):
        assert herself.get(reverse("ask_for_change")).status_code == 404


class TestWhoMay:
    pages = ("my_about_me", "my_observations", "my_plan", "ask_for_change")

    def statuses(self, client):
        return [client.get(reverse(name)).status_code for name in self.pages]

    def test_family_with_the_plan_only(self, plan, signed_in):
        brother = ConsentFactory(person=plan.person).user
        client = signed_in(brother)

        assert self.statuses(client) == [403, 403, 200, 200]
        assert "Biscuit" not in text(client.get(reverse("my_plan")))

    def test_family_with_about_me_only(self, plan, signed_in):
        sister = ConsentFactory(person=plan.person, sections=["identity", "about_me"]).user

        assert self.statuses(signed_in(sister)) == [200, 200, 403, 403]

    def test_a_nominee_with_the_money_only(self, plan, signed_in):
        nominee = AuthorityFactory(person=plan.person).holder

        assert self.statuses(signed_in(nominee)) == [403, 403, 403, 403]

    def test_somebody_unknown(self, plan, signed_in):
        assert self.statuses(signed_in(UserFactory())) == [404, 404, 404, 404]

    def test_staff_have_no_pages_of_their_own_here(self, plan, at_work):
        assert self.statuses(at_work) == [403, 403, 403, 403]

    @pytest.mark.parametrize(
        ("role", "seen", "written"),
        [
            ("coordinator", 404, 404),
            ("manager", 200, 403),
            ("finance", 404, 404),
            ("navigator", 404, 404),
            ("site_admin", 404, 404),
            ("analyst", 404, 404),
        ],
    )
    def test_staff_who_are_not_the_coordinator(self, plan, signed_in, role, seen, written):
        client = signed_in(staff(role))

        assert client.get(reverse("plan", args=[plan.public_id])).status_code == seen
        assert client.get(reverse("add_need", args=[plan.public_id])).status_code == written
        assert client.get(reverse("change_plan_details", args=[plan.public_id])).status_code == written

    def test_the_person_does_not_open_staff_pages(self, plan, herself):
        assert herself.get(reverse("add_need", args=[plan.public_id])).status_code == 403
        assert herself.get(reverse("plan", args=[NOBODY])).status_code == 404


class TestWritingTogether:
    def see(self, client, plan):
        return text(client.get(reverse("plan", args=[plan.public_id])))

    def test_conversation_and_plan_stand_side_by_side(self, at_work, plan):
        ObservationFactory(person=plan.person, words="Mornings in the garden.")
        ChangeRequestFactory(plan=plan, words="I would like to swim instead.")

        page = self.see(at_work, plan)

        for words in ("Biscuit", "Mornings in the garden", "swim instead", "Walk to the shop again"):
            assert words in page
        assert "Choose the day of the first review." in page
        assert "Care Act 2014 s27" in page

    def test_start_a_plan_once(self, at_work, person):
        url = reverse("start_plan", args=[person.public_id])

        first, second = at_work.post(url), at_work.post(url)

        assert first.url == second.url == reverse("plan", args=[CarePlan.objects.get().public_id])
        assert at_work.get(url).status_code == 405

    def test_a_manager_does_not_start_a_plan(self, person, signed_in):
        assert (
            signed_in(staff("manager")).post(reverse("start_plan", args=[person.public_id])).status_code
            == 403
        )

    def test_need_goal_and_action_by_forms(self, at_work, person, worker):
        plan = CarePlanFactory(person=person)
        group = ServiceFactory(site=person.site, name="Breathe Easy")

        at_work.post(reverse("add_need", args=[plan.public_id]), {"words": "Air", "is_eligible": "yes"})
        need = Need.objects.get()
        at_work.post(
            reverse("add_goal", args=[need.public_id]),
            {"words": "Walk", "kind": "health", "importance": 9, "confidence": ""},
        )
        goal = Goal.objects.get()
        at_work.post(
            reverse("add_action", args=[goal.public_id]),
            {
                "look_for": "breathe",
                "service": str(group.public_id),
                "words": "Walk with them",
                "who": "The group",
                "when": "Tuesdays",
                "is_paid": "no",
            },
        )

        action = Action.objects.get()
        assert (need.is_eligible, goal.importance, goal.confidence) == (True, 9, None)
        assert (action.service, action.is_paid) == (group, False)
        assert "£0, free" in self.see(at_work, plan)

    def test_the_same_form_sent_twice_adds_one_line(self, at_work, plan):
        form = {"words": "Company", "is_eligible": "", "key": str(uuid.uuid4())}

        for _ in range(2):
            at_work.post(reverse("add_need", args=[plan.public_id]), form)

        assert Need.objects.filter(words="Company").count() == 1

    def test_looking_in_the_directory_keeps_what_was_typed(self, at_work, plan):
        ServiceFactory(site=plan.site, name="Tea dancing")
        url = reverse("add_action", args=[Goal.objects.get().public_id])

        page = text(at_work.post(url, {"look_for": "dancing", "who": "Peggy herself", "look": "1"}))

        assert "Tea dancing" in page
        assert "Peggy herself" in page
        assert "Nothing found" in text(at_work.post(url, {"look_for": "zither", "look": "1"}))
        assert Action.objects.count() == 1

    def test_a_score_above_ten_is_refused_in_words(self, at_work, plan):
        url = reverse("add_goal", args=[Need.objects.get().public_id])

        page = at_work.post(url, {"words": "Dance", "kind": "wellbeing", "importance": 11})

        assert page.context["form"].errors["importance"]
        assert "Dance" in text(page)

    @pytest.mark.parametrize("name", ["need", "goal", "action"])
    def test_lines_are_taken_out_after_asking_once_more(self, at_work, plan, name):
        line = getattr(plan, f"{name}s").get()
        url = reverse(f"remove_{name}", args=[line.public_id])

        assert line.words in text(at_work.get(url))
        assert Action.objects.exists()
        at_work.post(url)

        assert not Action.objects.exists()

    def test_what_cannot_be_taken_out_says_why(self, at_work, plan):
        action = plan.actions.get()
        CarePlan.objects.filter(pk=plan.pk).update(status=PlanStatus.AGREED)

        answer = at_work.post(reverse("remove_action", args=[action.public_id]), follow=True)

        assert "cannot be changed" in text(answer)
        assert Action.objects.exists()

    def test_details_are_changed(self, at_work, plan):
        in_half_a_year = today() + dt.timedelta(days=180)
        form = {
            "prevention": "Keep walking.",
            "notice_days": 28,
            "review_due_on_0": in_half_a_year.day,
            "review_due_on_1": in_half_a_year.month,
            "review_due_on_2": in_half_a_year.year,
            "review_due_on": in_half_a_year.isoformat(),
            "review_by": "Sam",
            "revision": plan.revision,
        }

        at_work.post(reverse("change_plan_details", args=[plan.public_id]), form)

        plan.refresh_from_db()
        assert (plan.prevention, plan.review_due_on) == ("Keep walking.", in_half_a_year)

    def test_stale_details_show_both_and_keep_what_was_typed(self, at_work, plan):
        CarePlan.objects.filter(pk=plan.pk).update(prevention="Saved by Jo.", revision=5)
        url = reverse("change_plan_details", args=[plan.public_id])

        page = at_work.post(url, {"prevention": "Typed by Sam.", "notice_days": 28, "revision": 1})

        assert "Saved by Jo." in text(page)
        assert "Typed by Sam." in text(page)
        assert page.context["form"]["revision"].value() == 5

    def test_a_plan_that_lacks_nothing_leads_to_writing_down_who_agrees_it(self, at_work, plan):
        ways = (f"Agree the plan with {plan.person.called}", "Another professional agreed it")

        page = self.see(at_work, plan)
        assert [way in page for way in ways] == [False, False]
        CarePlan.objects.filter(pk=plan.pk).update(review_due_on=today(), review_by="Sam")

        page = self.see(at_work, plan)
        assert [way in page for way in ways] == [True, True]

    def test_an_agreed_plan_leads_to_the_five_things(self, at_work, plan):
        assert "The five things" not in self.see(at_work, plan)
        CarePlan.objects.filter(pk=plan.pk).update(status=PlanStatus.AGREED, agreed_at=plan.started_at)

        assert "The five things that make it a personal plan" in self.see(at_work, plan)

    def test_a_professional_agrees_with_one_button(self, at_work, worker, plan):
        answer = at_work.post(reverse("agree_as_professional", args=[plan.public_id]), follow=True)

        assert Agreement.objects.get().agreed_by == worker
        assert worker.name in text(answer)

    def test_a_professional_does_not_agree_what_they_have_not_read(self, at_work, plan):
        CarePlan.objects.filter(pk=plan.pk).update(review_due_on=today(), review_by="Sam")
        assert (
            f'name="revision" value="{plan.revision}"'
            in at_work.get(reverse("plan", args=[plan.public_id])).content.decode()
        )
        CarePlan.objects.filter(pk=plan.pk).update(revision=plan.revision + 1)

        url = reverse("agree_as_professional", args=[plan.public_id])
        at_work.post(url, {"revision": plan.revision}, follow=True)

        assert not Agreement.objects.exists()

    def test_a_professional_does_not_agree_what_is_agreed(self, at_work, plan):
        CarePlan.objects.filter(pk=plan.pk).update(status=PlanStatus.AGREED)

        answer = at_work.post(reverse("agree_as_professional", args=[plan.public_id]), follow=True)

        assert "cannot be changed" in text(answer)
        assert not Agreement.objects.exists()

    def test_an_agreed_plan_is_read_and_the_next_one_started(self, at_work, plan):
        CarePlan.objects.filter(pk=plan.pk).update(status=PlanStatus.AGREED, agreed_at=plan.started_at)

        page = self.see(at_work, plan)

        assert "Start the next plan" in page
        assert "Take out" not in page


class TestTheCost:
    """The number of queries stays the same however much there is to show."""

    def grow(self, plan):
        for number in range(9):
            need = NeedFactory(plan=plan)
            ActionFactory(goal=GoalFactory(need=need), service=ServiceFactory(site=plan.site))
            ObservationFactory(person=plan.person, noted_by=UserFactory(), is_working=bool(number % 2))

    def count(self, client, url, django_assert_max_num_queries, most):
        with django_assert_max_num_queries(most) as counted:
            assert client.get(url).status_code == 200
        return len(counted.captured_queries)

    @pytest.mark.parametrize(
        ("name", "most"), [("my_about_me", 14), ("my_observations", 12), ("my_plan", 40)]
    )
    def test_pages_of_people(self, herself, plan, django_assert_max_num_queries, name, most):
        ActionFactory(goal=Goal.objects.get(), service=ServiceFactory(site=plan.site))
        ObservationFactory(person=plan.person, noted_by=UserFactory())
        url = reverse(name)
        herself.get(url)
        before = self.count(herself, url, django_assert_max_num_queries, most)
        self.grow(plan)

        assert self.count(herself, url, django_assert_max_num_queries, most) == before

    def test_the_plan_of_staff(self, at_work, plan, django_assert_max_num_queries):
        ActionFactory(goal=Goal.objects.get(), service=ServiceFactory(site=plan.site))
        ObservationFactory(person=plan.person, noted_by=UserFactory())
        url = reverse("plan", args=[plan.public_id])
        at_work.get(url)
        before = self.count(at_work, url, django_assert_max_num_queries, 43)
        self.grow(plan)

        assert self.count(at_work, url, django_assert_max_num_queries, 43) == before
