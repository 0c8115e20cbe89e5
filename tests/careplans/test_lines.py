"""Lines of a draft: changed side by side, put in order, ranked by the person; who may, and who may not."""

import uuid

import pytest
from django.urls import reverse

from careplans import writing
from careplans.acts import Act
from careplans.models import (
    Action,
    ByWhom,
    CarePlan,
    Goal,
    GoalKind,
    LineKind,
    Need,
    PlanStatus,
    Risk,
)
from ipc.kernel.errors import Changed
from ipc.kernel.models import Event
from people.models import Basis, Role, Section
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    BudgetFactory,
    BudgetLineFactory,
    CarePlanFactory,
    ConsentFactory,
    ContingencyFactory,
    GoalFactory,
    KeptFromFactory,
    LegalBasisFactory,
    NeedFactory,
    OrganisationFactory,
    ParticipantFactory,
    PersonFactory,
    ProgressFactory,
    RiskFactory,
    ServiceFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import staff

FACTORIES = [NeedFactory, GoalFactory, ActionFactory, ContingencyFactory, RiskFactory]
WORDS = {"Contingency": "trigger"}


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Ada")


@pytest.fixture
def worker(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def plan(person):
    return CarePlanFactory(person=person)


@pytest.fixture
def action(plan):
    return ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)), words="A walk to the shop")


def in_the(plan, factory):
    """Return a line of ``plan`` made by ``factory``, with what it stands under."""
    if factory is GoalFactory:
        return GoalFactory(need=NeedFactory(plan=plan))
    if factory is ActionFactory:
        return ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)))
    return factory(plan=plan)


def a_partner(person, *, may_write=True):
    user = staff(Role.PARTNER, person.site, OrganisationFactory(site=person.site))
    sections = [Section.IDENTITY, Section.PLAN]
    consent = ConsentFactory(person=person, user=user, sections=sections)
    ParticipantFactory(person=person, user=user, consent=consent, side="nhs", may_write=may_write)
    return user


def text(answer):
    return " ".join(answer.content.decode().split())


class TestChangingALine:
    @pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.__name__)
    def test_a_line_of_any_kind_says_something_else(self, plan, worker, factory, acting_for):
        line = in_the(plan, factory)
        field = WORDS.get(type(line).__name__, "words")

        with acting_for(worker):
            changed = writing.change_line(line, by=worker, revision=1, **{field: "Something else"})

        assert (getattr(changed, field), changed.revision, changed.changed_by) == (
            "Something else",
            2,
            worker,
        )
        assert CarePlan.objects.get(pk=line.plan_id).revision == line.plan.revision + 1
        assert Event.objects.get(act=Act.WRITE_PLAN).subject_id == line.public_id

    def test_a_stale_writer_overwrites_nothing(self, action, worker):
        writing.change_line(action, by=worker, revision=1, words="A walk to the park")

        with pytest.raises(Changed):
            writing.change_line(action, by=worker, revision=1, words="A swim")

        assert Action.objects.get().words == "A walk to the park"

    def test_a_line_that_says_the_same_is_not_written_again(self, action, worker):
        writing.change_line(action, by=worker, words=action.words)

        assert Action.objects.get().revision == 1
        assert CarePlan.objects.get().revision == action.plan.revision
        assert not Event.objects.filter(act=Act.WRITE_PLAN).exists()

    def test_a_line_taken_out_meanwhile_is_not_there_to_change(self, action, worker):
        writing.remove_action(action, by=worker)

        with pytest.raises(writing.LineGone):
            writing.change_line(Action(pk=action.pk or 1, plan=action.plan), by=worker, words="A swim")

    def test_nothing_is_added_under_a_line_taken_out_meanwhile(self, action, worker):
        goal = Goal.objects.get()
        gone = Goal(pk=goal.pk, plan=goal.plan)
        writing.remove_goal(goal, by=worker)

        with pytest.raises(writing.LineGone):
            writing.add_action(gone, by=worker, words="A swim", who="Ada", when="Mondays")

    def test_a_line_is_taken_out_once(self, action, worker):
        again = Action.objects.get()
        writing.remove_action(action, by=worker)

        with pytest.raises(writing.LineGone):
            writing.remove_action(again, by=worker)

    def test_only_what_a_line_says_is_changed(self, action, worker):
        with pytest.raises(TypeError):
            writing.change_line(action, by=worker, plan=CarePlanFactory())

    def test_an_entry_of_another_area_is_refused(self, action, worker):
        elsewhere = ServiceFactory(site=SiteFactory(slug="luton"))

        with pytest.raises(writing.ServiceElsewhere):
            writing.change_line(action, by=worker, service=elsewhere)

    def test_what_a_budget_pays_for_is_not_called_free(self, plan, worker, acting_for):
        action = ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)), is_paid=True)
        BudgetLineFactory(budget=BudgetFactory(plan=plan, person=plan.person), action=action)

        with pytest.raises(writing.PaidFor):
            writing.change_line(action, by=worker, is_paid=False)

        assert Action.objects.get(pk=action.pk).is_paid

    @pytest.mark.parametrize("status", sorted(set(PlanStatus) - {PlanStatus.DRAFT}))
    def test_a_plan_that_is_no_draft_does_not_change(self, action, worker, status):
        CarePlan.objects.update(status=status)

        for act in (
            lambda: writing.change_line(action, by=worker, words="A swim"),
            lambda: writing.move_line(action, by=worker, up=True),
            lambda: writing.set_week(action, by=worker, slots=[]),
            lambda: writing.rank_goals(action.plan, [action.goal.public_id], by=worker),
        ):
            with pytest.raises(writing.PlanNotDraft):
                act()

    def test_what_somebody_noted_progress_on_stays(self, action, worker):
        ProgressFactory(person=action.person, goal=None, action=action)

        with pytest.raises(writing.ProgressNoted):
            writing.remove_need(action.goal.need, by=worker)

        assert Action.objects.exists()


class TestLearning:
    def test_a_learning_goal_names_the_outcome_of_the_plan_for_education(self, plan, worker):
        LegalBasisFactory(person=plan.person, basis=Basis.EHC_PLAN)
        need = NeedFactory(plan=plan)

        with pytest.raises(writing.OutcomeNotNamed) as refused:
            writing.add_goal(need, by=worker, kind=GoalKind.LEARNING, words="To read a bus timetable")

        assert refused.value.source == "SI 2014/1530 reg 12"
        goal = writing.add_goal(
            need, by=worker, kind=GoalKind.LEARNING, words="To read a timetable", ehc_reference="Outcome 3"
        )
        with pytest.raises(writing.OutcomeNotNamed):
            writing.change_line(goal, by=worker, ehc_reference=" ")

    def test_without_such_a_plan_in_force_nothing_is_asked(self, plan, worker):
        LegalBasisFactory(person=plan.person, basis=Basis.EHC_PLAN, ends_on="2026-02-01")
        LegalBasisFactory(person=plan.person, basis=Basis.CARE_ACT)

        goal = writing.add_goal(NeedFactory(plan=plan), by=worker, kind="learning", words="To read")

        assert goal.ehc_reference == ""

    def test_a_colleague_elsewhere_is_asked_too(self, plan, acting_for):
        LegalBasisFactory(person=plan.person, basis=Basis.EHC_PLAN)
        need, partner = NeedFactory(plan=plan), a_partner(plan.person)

        with acting_for(partner), pytest.raises(writing.OutcomeNotNamed):
            writing.add_goal(need, by=partner, kind=GoalKind.LEARNING, words="To read")


class TestTheOrder:
    def test_lines_go_up_and_down_among_their_own(self, plan, worker):
        first, second, third = (NeedFactory(plan=plan, words=words) for words in ("one", "two", "three"))

        writing.move_line(third, by=worker, up=True)
        writing.move_line(first, by=worker, up=False)

        assert [need.words for need in plan.needs.all()] == ["three", "one", "two"]
        assert Need.objects.get(pk=second.pk).revision == 1

    def test_lines_at_the_same_place_are_told_apart(self, plan, worker):
        goal = GoalFactory(need=NeedFactory(plan=plan))
        ActionFactory(goal=goal, position=0, words="one")
        last = ActionFactory(goal=goal, position=0, words="two")

        writing.move_line(last, by=worker, up=True)

        assert [action.words for action in goal.actions.all()] == ["two", "one"]

    def test_the_first_stays_the_first(self, action, worker):
        writing.move_line(action, by=worker, up=True)
        writing.move_line(action.goal, by=worker, up=False)

        assert CarePlan.objects.get().revision == action.plan.revision

    def test_a_line_taken_out_meanwhile_is_not_moved(self, action, worker):
        gone = Action.objects.get()
        writing.remove_action(action, by=worker)

        with pytest.raises(writing.LineGone):
            writing.move_line(gone, by=worker, up=True)

    def test_goals_stand_as_the_person_ranks_them(self, plan, worker):
        need = NeedFactory(plan=plan)
        walk, read, sing = (GoalFactory(need=need, words=words) for words in ("walk", "read", "sing"))
        writing.rank_goals(plan, [read.public_id, walk.public_id, sing.public_id], by=worker)
        writing.rank_goals(plan, [sing.public_id, read.public_id], by=worker)

        ranks = dict(Goal.objects.values_list("words", "rank"))
        assert ranks == {"sing": 1, "read": 2, "walk": None}
        assert Event.objects.filter(act=Act.RANK_GOALS, actor=worker).count() == 2

    def test_no_goal_has_two_places(self, action, worker):
        for order in ([action.goal.public_id] * 2, [uuid.uuid4()]):
            with pytest.raises(writing.RankedTwice):
                writing.rank_goals(action.plan, order, by=worker)


class TestThePages:
    @pytest.fixture
    def at_work(self, worker, signed_in):
        return signed_in(worker)

    def form(self, **said):
        return {"words": "A walk", "who": "Ada", "when": "Tuesdays", "is_paid": "no", "revision": 1, **said}

    def url(self, action):
        return reverse("change_action", args=[action.plan.public_id, action.public_id])

    def test_an_action_is_changed_with_all_it_says(self, at_work, action):
        group = ServiceFactory(site=action.site, name="Breathe Easy")
        said = {"by_whom": "community", "how_often": "Once a week", "brings": "Company"}

        page = text(at_work.get(self.url(action)))
        answer = at_work.post(
            self.url(action),
            self.form(look_for="breathe", service=str(group.public_id), **said),
        )

        assert 'value="A walk to the shop"' in page
        assert answer.url.endswith(f"#line-{action.public_id}")
        now = Action.objects.get()
        assert (now.words, now.by_whom, now.how_often, now.brings, now.service, now.revision) == (
            "A walk",
            ByWhom.COMMUNITY,
            "Once a week",
            "Company",
            group,
            2,
        )

    def test_the_entry_already_chosen_stays_chosen(self, at_work, action):
        group = ServiceFactory(site=action.site, name="Breathe Easy")
        Action.objects.update(service=group)

        assert f'value="{group.public_id}" checked' in text(at_work.get(self.url(action)))
        at_work.post(self.url(action), self.form(service=str(group.public_id)))

        assert Action.objects.get().service == group

    def test_who_is_second_sees_the_difference_and_saves_knowingly(self, at_work, action, worker):
        writing.change_line(action, by=UserFactory(name="Nia Fields"), words="A walk to the park")
        typed = self.form(words="A swim in the park", brings="Strong legs")

        page = at_work.post(self.url(action), typed)

        assert "Nia Fields saved this on" in text(page)
        assert '<del><span class="govuk-visually-hidden">taken out: </span>walk to</del>' in text(page)
        assert '<ins><span class="govuk-visually-hidden">added: </span>swim in</ins>' in text(page)
        assert 'value="Strong legs"' in text(page)
        assert Action.objects.get().words == "A walk to the park"
        assert page.context["form"]["revision"].value() == 2
        at_work.post(self.url(action), {**typed, "revision": 2})
        assert Action.objects.get().words == "A swim in the park"

    def test_words_typed_for_a_line_taken_out_are_still_shown(self, at_work, action, worker):
        url = self.url(action)
        writing.remove_action(action, by=worker)

        page = text(at_work.post(url, self.form(words="A swim in the park")))

        assert "took this out of the plan" in page
        assert 'value="A swim in the park"' in page
        assert at_work.get(url).status_code == 404

    def test_looking_in_the_directory_keeps_what_was_typed(self, at_work, action):
        ServiceFactory(site=action.site, name="Tea dancing")

        page = text(at_work.post(self.url(action), self.form(look="1", look_for="dancing", who="Peggy")))

        assert "Tea dancing" in page
        assert 'value="Peggy"' in page
        assert Action.objects.get().words == "A walk to the shop"

    def test_a_need_and_a_goal_are_changed(self, at_work, action):
        need, goal = action.goal.need, action.goal
        address = reverse("change_need", args=[action.plan.public_id, need.public_id])
        assert "Help to breathe easily" in text(at_work.get(address))
        at_work.post(address, {"words": "Air", "is_eligible": "", "revision": 1})
        at_work.post(
            reverse("change_goal", args=[action.plan.public_id, goal.public_id]),
            {"words": "Sing", "kind": "learning", "ehc_reference": "Outcome 2", "revision": 1},
        )

        assert Need.objects.filter(words="Air", is_eligible=None).exists()
        assert Goal.objects.filter(words="Sing", kind="learning", ehc_reference="Outcome 2").exists()

    def test_a_learning_goal_without_its_outcome_says_why(self, at_work, action):
        LegalBasisFactory(person=action.person, basis=Basis.EHC_PLAN)

        page = at_work.post(
            reverse("add_goal", args=[action.goal.need.public_id]), {"words": "Read", "kind": "learning"}
        )

        assert "which outcome of the education, health and care plan" in text(page)

    def test_a_line_of_another_plan_is_not_found(self, at_work, action, worker):
        other = CarePlanFactory(person=action.person, agreed=True)

        for name, line in (("change_action", action), ("change_week", action)):
            url = reverse(name, args=[other.public_id, line.public_id])
            assert at_work.get(url).status_code == 404

    def test_lines_are_moved_by_buttons(self, at_work, action):
        ActionFactory(goal=action.goal, words="A swim")
        page = text(at_work.get(reverse("order_lines", args=[action.plan.public_id])))

        at_work.post(reverse("move_action", args=[action.public_id]), {"where": "down"})
        at_work.post(reverse("move_goal", args=[action.goal.public_id]), {"where": "up"})
        at_work.post(reverse("move_need", args=[action.goal.need.public_id]), {"where": "up"})

        assert "A swim" in page
        assert [one.words for one in action.goal.actions.all()] == ["A swim", "A walk to the shop"]

    def test_an_agreed_plan_is_not_put_in_order(self, at_work, action):
        CarePlan.objects.update(status=PlanStatus.AGREED)

        answer = at_work.post(reverse("move_action", args=[action.public_id]), {"where": "down"}, follow=True)

        assert "agreed and cannot be changed" in text(answer)

    def test_the_order_page_and_the_plan_cost_the_same_with_more_lines(
        self, at_work, plan, action, django_assert_num_queries
    ):
        for name in ("order_lines", "rank_goals"):
            url = reverse(name, args=[plan.public_id])
            at_work.get(url)
            before = self.queries(at_work, url)
            for _ in range(9):
                ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)))
            assert self.queries(at_work, url) == before

    def queries(self, client, url):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    def test_the_person_says_what_comes_first(self, plan, action, signed_in):
        other = GoalFactory(need=action.goal.need, words="Sing in the choir")
        herself = signed_in(UserFactory(person=plan.person))
        page = text(herself.get(reverse("my_goals")))

        herself.post(
            reverse("my_goals"), {f"place_{other.public_id}": 1, f"place_{action.goal.public_id}": 2}
        )

        assert "Sing in the choir" in page
        assert list(Goal.objects.order_by("rank").values_list("words", flat=True)) == [
            "Sing in the choir",
            "Walk to the shop again",
        ]

    def test_two_goals_with_one_number_are_asked_about(self, plan, action, at_work):
        other = GoalFactory(need=action.goal.need)
        url = reverse("rank_goals", args=[plan.public_id])

        page = at_work.post(url, {f"place_{other.public_id}": 1, f"place_{action.goal.public_id}": 1})

        assert "Give each goal a number of its own" in text(page)
        assert at_work.post(url, {f"place_{other.public_id}": 1}).status_code == 302
        assert Goal.objects.get(rank=1) == other

    def test_there_is_nothing_to_rank_without_a_draft_or_goals(self, person, signed_in):
        herself = signed_in(UserFactory(person=person))
        assert "No plan is being written now" in text(herself.get(reverse("my_goals")))
        CarePlanFactory(person=person)
        assert "There are no goals yet" in text(herself.get(reverse("my_goals")))

    def test_taking_a_line_out_says_what_happens(self, at_work, action):
        page = text(at_work.get(reverse("remove_need", args=[action.goal.need.public_id])))

        assert "The goals and actions under it go too." in page
        assert "What it said stays in the history of the record." in page


class TestWhoMay:
    def test_a_colleague_elsewhere_writes_as_the_coordinator_does(self, plan, action, signed_in):
        client = signed_in(a_partner(plan.person))

        client.post(
            reverse("change_action", args=[plan.public_id, action.public_id]),
            {"words": "A swim", "who": "Ada", "when": "Mondays", "is_paid": "no", "revision": 1},
        )
        client.post(reverse("add_need", args=[plan.public_id]), {"words": "Company", "is_eligible": ""})
        client.post(
            reverse("change_week", args=[plan.public_id, action.public_id]),
            {"on_0_morning": "on", "revision": 2},
        )
        client.post(reverse("move_need", args=[Need.objects.get(words="Company").public_id]), {"where": "up"})
        gone = reverse("remove_need", args=[Need.objects.get(words="Company").public_id])
        assert client.post(gone).status_code == 302

        assert Action.objects.get().words == "A swim"
        assert Action.objects.get().slots.count() == 1
        assert not Need.objects.filter(words="Company").exists()

    def test_a_colleague_elsewhere_is_told_what_the_budget_pays_for(self, plan, signed_in):
        action = ActionFactory(goal=GoalFactory(need=NeedFactory(plan=plan)), is_paid=True)
        BudgetLineFactory(budget=BudgetFactory(plan=plan, person=plan.person), action=action)
        client = signed_in(a_partner(plan.person))

        answer = client.post(reverse("remove_action", args=[action.public_id]), follow=True)

        assert "The budget pays for this" in text(answer)
        assert Action.objects.filter(pk=action.pk).exists()

    def test_a_colleague_who_only_reads_does_not_write(self, plan, action, signed_in):
        client = signed_in(a_partner(plan.person, may_write=False))

        for url in self.urls(plan, action):
            assert client.get(url).status_code == 403

    def test_a_colleague_elsewhere_does_not_see_other_peoples_plans(self, plan, action, signed_in):
        client = signed_in(a_partner(PersonFactory(site=plan.site)))

        for url in self.urls(plan, action):
            assert client.get(url).status_code == 404

    def test_a_need_that_is_kept_from_a_colleague_is_not_written_by_them(self, plan, action, signed_in):
        partner = a_partner(plan.person)
        need = action.goal.need
        KeptFromFactory(person=plan.person, reader=partner, line_kind=LineKind.NEED, line_id=need.public_id)
        client = signed_in(partner)

        assert client.get(reverse("change_need", args=[plan.public_id, need.public_id])).status_code == 404
        url = reverse("change_action", args=[plan.public_id, action.public_id])
        assert client.get(url).status_code == 404
        assert client.post(reverse("move_action", args=[action.public_id])).status_code == 404
        assert "A walk to the shop" not in text(client.get(reverse("week", args=[plan.public_id])))

    def test_family_without_the_plan_rank_nothing(self, plan, signed_in):
        daughter = ConsentFactory(person=plan.person, sections=[Section.IDENTITY, Section.ABOUT_ME]).user

        assert signed_in(daughter).get(reverse("my_goals")).status_code == 403

    def test_family_who_read_the_plan_do_not_rank_its_goals(self, plan, signed_in):
        assert signed_in(ConsentFactory(person=plan.person).user).get(reverse("my_goals")).status_code == 403

    def test_colleagues_of_another_caseload_see_nothing(self, plan, action, signed_in):
        client = signed_in(AllocationFactory(person=PersonFactory(site=plan.site)).worker)

        for url in self.urls(plan, action):
            assert client.get(url).status_code == 404

    def urls(self, plan, action):
        return [
            reverse("change_need", args=[plan.public_id, action.goal.need.public_id]),
            reverse("change_goal", args=[plan.public_id, action.goal.public_id]),
            reverse("change_action", args=[plan.public_id, action.public_id]),
            reverse("change_week", args=[plan.public_id, action.public_id]),
            reverse("order_lines", args=[plan.public_id]),
            reverse("rank_goals", args=[plan.public_id]),
        ]


def test_a_risk_is_changed_with_what_was_agreed_about_it(plan, worker):
    risk = RiskFactory(plan=plan, what_we_do="")

    writing.change_line(risk, by=worker, what_we_do="I carry my alarm.", is_significant=True)

    assert Risk.objects.get().what_we_do == "I carry my alarm."
