"""The pages of planning the money, as each of the cast sees them."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest

from budgets import allocation, drafting, signing
from budgets.models import Budget, BudgetLine, BudgetStatus, IndicativeBudget, IndicativeStatus, Signature
from careplans.models import CarePlan, PlanStatus
from ipc.kernel.dates import today
from ipc.kernel.models import Event
from people.models import AuthorityKind, AuthorityScope, DecisionTopic, Funder, OrganisationKind, Role, Todo
from people.models.sharing import SECTIONS_BY_SCOPE
from tests.factories import (
    AllocationAnswerFactory,
    AllocationFactory,
    AllocationPolicyFactory,
    AllocationQuestionFactory,
    AllocationRateFactory,
    AuthorityFactory,
    BudgetFactory,
    BudgetLineFactory,
    CapacityAssessmentFactory,
    DelegatedLimitFactory,
    IndicativeBudgetFactory,
    OrganisationFactory,
    PaymentDeclarationFactory,
    PersonFactory,
    SignatureFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.budgets import action_of, draft_plan
from tests.factories.people import staff

D = Decimal
H, C = Funder.NHS, Funder.COUNCIL


def approver(kind, site=None):
    return staff(Role.APPROVER, site, OrganisationFactory(site=site or SiteFactory(), kind=kind))


@pytest.fixture
def person(house):
    return PersonFactory(given_name="Rose", family_name="Kelly")


@pytest.fixture
def coordinator(person):
    return AllocationFactory(person=person).worker


@pytest.fixture
def own(person):
    return UserFactory(person=person)


@pytest.fixture
def answer(house):
    AllocationPolicyFactory(site=house)
    AllocationRateFactory(site=house)
    question = AllocationQuestionFactory(site=house, words="How much help in the mornings?")
    return AllocationAnswerFactory(question=question, words="A lot", points=24)


@pytest.fixture
def budget(person, coordinator):
    """A draft with NHS and council money, enough for its plan."""
    budget = BudgetFactory(person=person)
    BudgetLineFactory(budget=budget, shares={C: D("180.00"), H: D("95.00")})
    return budget


@pytest.fixture
def proposed(budget, coordinator):
    return signing.propose(budget, by=coordinator)


def post(client, url, **data):
    return client.post(url, {"key": str(uuid.uuid4()), **data})


def read(plan):
    """Return the revisions that the page of agreeing carries."""
    return {"revision": plan.revision, "budget_revision": Budget.objects.get(plan=plan).revision}


def text(answer):
    return answer.content.decode()


# -- the indicative budget


def test_adding_up_shows_the_sum_and_keeps_nothing(person, coordinator, answer, signed_in):
    page = post(
        signed_in(coordinator),
        f"/people/{person.public_id}/indicative/new/",
        step="add_up",
        **{f"question_{answer.question_id}": answer.pk},
    )

    assert "24 points × £7.50 a point = £180.00 a week" in text(page)
    assert "checked" in text(page)
    assert not IndicativeBudget.objects.exists()


def test_working_out_leads_to_the_sum_with_what_the_person_will_see(person, coordinator, answer, signed_in):
    client = signed_in(coordinator)

    gone = post(
        client,
        f"/people/{person.public_id}/indicative/new/",
        **{f"question_{answer.question_id}": answer.pk},
    )

    made = IndicativeBudget.objects.get()
    assert gone.url == f"/indicative/{made.public_id}/"
    page = text(client.get(gone.url))
    assert "What Rose will see" in page
    assert "£180.00 a week" in page
    assert "This is a guide. It is not final." in page


def test_an_unanswered_question_is_asked_again(person, coordinator, answer, signed_in):
    page = post(signed_in(coordinator), f"/people/{person.public_id}/indicative/new/")

    assert "Choose an answer to “How much help in the mornings?”" in text(page)


def test_a_site_without_a_rate_says_what_to_do(person, coordinator, signed_in, house):
    AllocationPolicyFactory(site=house)
    answer = AllocationAnswerFactory(question=AllocationQuestionFactory(site=house))

    page = post(
        signed_in(coordinator),
        f"/people/{person.public_id}/indicative/new/",
        **{f"question_{answer.question_id}": answer.pk},
    )

    assert "Ask your site administrator to add one" in text(page)


def test_sharing_twice_by_a_double_click_shares_once(person, coordinator, signed_in):
    draft = IndicativeBudgetFactory(person=person, is_draft=True)
    client, key = signed_in(coordinator), str(uuid.uuid4())

    for _click in range(2):
        gone = client.post(f"/indicative/{draft.public_id}/share/", {"key": key})

    page = text(client.get(gone.url))
    assert "Rose can see it now" in page
    assert "already seen" not in page
    draft.refresh_from_db()
    assert draft.status == IndicativeStatus.SHARED


def test_the_person_reads_it_as_a_guide_with_its_sums(person, own, coordinator, answer, signed_in):
    allocation.share(allocation.work_out(person, by=coordinator, answers=[answer]), by=coordinator)

    page = text(signed_in(own).get("/my/money/indicative/"))

    for words in (
        "This is a guide. It is not final.",
        "£180.00 a week",
        "£9,360.00 a year",
        "How much help in the mornings?",
        "24 points × £7.50",
        "You may pay towards the council’s part only",
        "If you do not agree",
        "What happens next",
    ):
        assert words in page
    assert Event.objects.filter(person_id=person.pk, actor=own, is_read=True).exists()


def test_a_draft_is_not_seen_by_the_person(person, own, signed_in):
    draft = IndicativeBudgetFactory(person=person, is_draft=True)
    client = signed_in(own)

    assert "Nothing here yet" in text(client.get("/my/money/indicative/"))
    assert client.get(f"/indicative/{draft.public_id}/").status_code == 404


def test_a_parent_is_told_that_nobody_under_18_pays(house, signed_in):
    child = PersonFactory(born_on=dt.date(2017, 5, 1))
    parent = AuthorityFactory(person=child, kind=AuthorityKind.PARENT).holder
    IndicativeBudgetFactory(person=child)

    page = text(signed_in(parent).get("/my/money/indicative/"))

    assert "Nobody under 18 pays" in page
    assert "council’s part only" not in page


# -- the budget


def test_a_plans_budget_is_opened_once_the_indicative_one_was_shown(person, coordinator, signed_in):
    plan, client = draft_plan(person), signed_in(coordinator)
    url = f"/plans/{plan.public_id}/budget/"
    assert "has not seen an indicative budget yet" in text(client.get(url))
    assert "has not seen an indicative budget yet" in text(post(client, url))
    IndicativeBudgetFactory(person=person)

    gone = post(client, url)

    assert gone.url == f"/budgets/{Budget.objects.get().public_id}/"
    assert client.get(url).url == gone.url


def test_a_line_is_added_with_every_option_explained(person, coordinator, signed_in):
    budget = BudgetFactory(person=person)
    action, client = action_of(budget.plan, is_paid=False), signed_in(coordinator)
    url = f"/budgets/{budget.public_id}/lines/new/"
    page = text(client.get(url))
    for words in ("paid into an account", "holds no money", "employs the staff"):
        assert words in page

    line = {
        "action": action.public_id,
        "words": "Personal assistant",
        "frequency": "weekly",
        "council_amount": "180",
        "option": "direct",
    }
    gone = post(client, url, **line)

    assert gone.url == f"/budgets/{budget.public_id}/"
    assert BudgetLine.objects.get().amount == D("180.00")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"council_amount": ""}, "Enter at least one amount"),
        ({"council_amount": "lots"}, "Enter the amount in pounds and pence"),
        ({"option": ""}, "Choose how the money will be managed"),
        ({"option": "third_party"}, "Choose the organisation that will hold the money"),
        ({"action": ""}, "Choose what it is for"),
    ],
)
def test_a_line_with_something_missing_is_asked_again_and_keeps_what_was_typed(
    person, coordinator, signed_in, change, told
):
    budget = BudgetFactory(person=person)
    line = {
        "action": action_of(budget.plan).public_id,
        "words": "Personal assistant at weekends",
        "frequency": "weekly",
        "council_amount": "180",
        "option": "direct",
        **change,
    }

    page = text(post(signed_in(coordinator), f"/budgets/{budget.public_id}/lines/new/", **line))

    assert told in page
    assert "Personal assistant at weekends" in page
    assert not budget.lines.exists()


def test_the_budget_says_in_words_whether_it_is_enough(budget, coordinator, signed_in):
    client = signed_in(coordinator)
    assert "Enough: every paid action is covered." in text(client.get(f"/budgets/{budget.public_id}/"))
    action_of(budget.plan, words="Swimming on Fridays")

    page = text(client.get(f"/budgets/{budget.public_id}/"))

    assert "Not enough yet" in page
    assert "Swimming on Fridays" in page


def test_a_line_is_removed_after_a_question(budget, coordinator, signed_in):
    line = budget.lines.get()

    post(signed_in(coordinator), f"/budget-lines/{line.public_id}/remove/", is_free="on")

    assert not budget.lines.exists()
    line.action.refresh_from_db()
    assert not line.action.is_paid


def test_the_contribution_shows_in_the_persons_own_column(budget, coordinator, signed_in):
    client = signed_in(coordinator)

    post(client, f"/budgets/{budget.public_id}/contribution/", weekly_amount="32", payment_basis="net")

    page = text(client.get(f"/budgets/{budget.public_id}/"))
    assert "The person pays £32.00 of the council’s £180.00 a week." in page
    assert "£148.00" in page


def test_a_budget_is_sent_and_taken_back(budget, coordinator, signed_in):
    client = signed_in(coordinator)
    post(client, f"/budgets/{budget.public_id}/propose/")
    budget.refresh_from_db()
    assert budget.status == BudgetStatus.PROPOSED

    post(client, f"/budgets/{budget.public_id}/take-back/")

    budget.refresh_from_db()
    assert budget.status == BudgetStatus.DRAFT


def test_above_the_range_asks_why(budget, coordinator, signed_in):
    BudgetLineFactory(budget=budget, shares={H: D("500.00")})
    client, url = signed_in(coordinator), f"/budgets/{budget.public_id}/propose/"

    assert "Write why the plan costs more" in text(post(client, url))
    post(client, url, above_reason="Two carers are needed to lift Rose")

    budget.refresh_from_db()
    assert budget.above_reason == "Two carers are needed to lift Rose"


# -- approvals


def test_what_waits_for_a_funder_is_listed_by_what_it_is_for(proposed, signed_in):
    page = text(signed_in(approver(OrganisationKind.COUNCIL)).get("/approvals/"))

    assert "Rose Kelly" in page
    assert "“I want to be up by nine”" in page
    assert "£180.00 a week" in page


def test_the_longest_waiting_comes_first(proposed, coordinator, signed_in):
    other = BudgetFactory(person=PersonFactory(family_name="Earlier"))
    BudgetLineFactory(budget=other)
    signing.propose(other, by=coordinator)
    Budget.objects.filter(pk=other.pk).update(proposed_at=proposed.proposed_at - dt.timedelta(days=3))

    page = text(signed_in(approver(OrganisationKind.COUNCIL)).get("/approvals/"))

    assert page.index("Earlier") < page.index("Rose Kelly")
    assert "3 days" in page


def test_a_funder_reads_what_for_and_what_changed_before_it_answers(proposed, signed_in):
    page = text(signed_in(approver(OrganisationKind.NHS)).get(f"/budgets/{proposed.public_id}/sign/"))

    assert page.index("I want to be up by nine") < page.index("£95.00 a week")
    assert "The indicative budget spoke of £95.00 a week. Your part is now £95.00 a week." in page
    assert "It comes to you for the first time." in page
    assert "Everything in the plan that costs money is paid in full." in page


def test_a_funder_says_yes(proposed, signed_in):
    user = approver(OrganisationKind.NHS)

    gone = post(
        signed_in(user), f"/budgets/{proposed.public_id}/sign/", answer="yes", revision=proposed.revision
    )

    assert gone.url == "/approvals/"
    assert Signature.objects.get().signed_by == user


def test_a_no_needs_its_reason_which_the_coordinator_then_reads(proposed, coordinator, signed_in):
    url = f"/budgets/{proposed.public_id}/sign/"
    client = signed_in(approver(OrganisationKind.COUNCIL))
    assert "Write why not" in text(post(client, url, answer="no", revision=proposed.revision))

    post(client, url, answer="no", reason="The taxi is free already", revision=proposed.revision)

    page = text(signed_in(coordinator).get(f"/budgets/{proposed.public_id}/"))
    assert "Council said no on" in page
    assert "“The taxi is free already”" in page


def test_a_funder_that_pays_nothing_is_told_so(proposed, signed_in):
    user = approver(OrganisationKind.EDUCATION)

    page = text(signed_in(user).get(f"/budgets/{proposed.public_id}/sign/"))

    assert "pays for nothing in this budget" in page
    assert "Send my answer" not in page


def test_nothing_waiting_says_what_would_be_here(house, signed_in):
    page = text(signed_in(approver(OrganisationKind.NHS)).get("/approvals/"))

    assert "Nothing waits for you" in page


# -- agreeing


@pytest.fixture
def ready(budget):
    plan = budget.plan
    plan.prevention, plan.health_watched_by = "Keep warm", "Dr Lowe"
    plan.review_due_on, plan.review_by = today() + dt.timedelta(days=60), "Sam Okafor"
    plan.save()
    plan.needs.update(is_eligible=True)
    Budget.objects.filter(pk=budget.pk).update(status=BudgetStatus.AGREED)
    for funder in (H, C):
        SignatureFactory(
            budget=budget, funder=funder, signed_by=staff(Role.APPROVER, organisation=OrganisationFactory())
        )
    return plan


def test_the_person_agrees_after_reading_goals_and_money(ready, own, signed_in):
    client = signed_in(own)
    page = text(client.get("/my/plan/agree/"))
    for words in (
        "I want to be up by nine",
        "There is enough money for everything in your plan: £275.00 a week.",
        "What it means to agree",
        "If you do not agree",
    ):
        assert words in page

    gone = post(client, "/my/plan/agree/", is_understood="on", **read(ready))

    assert gone.url == "/my/plan/"
    ready.refresh_from_db()
    assert ready.status == PlanStatus.AGREED
    assert ready.agreed_by == own


def test_agreeing_needs_the_tick(ready, own, signed_in):
    page = text(post(signed_in(own), "/my/plan/agree/", **read(ready)))

    assert "Tick the box if you agree to the plan" in page


def test_a_plan_changed_since_it_was_read_is_not_agreed(ready, own, signed_in):
    stale = read(ready)
    CarePlan.objects.filter(pk=ready.pk).update(revision=9)

    page = text(post(signed_in(own), "/my/plan/agree/", is_understood="on", **stale))

    assert "changed this" in page
    ready.refresh_from_db()
    assert ready.status == PlanStatus.DRAFT


def test_money_changed_since_it_was_read_is_not_agreed(ready, own, signed_in):
    stale = read(ready)
    Budget.objects.update(revision=9)
    for funder in (H, C):
        SignatureFactory(budget=Budget.objects.get(), funder=funder, signed_by=own)

    page = text(post(signed_in(own), "/my/plan/agree/", is_understood="on", **stale))

    assert "changed this" in page
    assert 'name="budget_revision" value="9"' in page
    assert Budget.objects.get().status == BudgetStatus.AGREED


def test_a_funder_does_not_sign_figures_it_did_not_see(proposed, coordinator, signed_in):
    client = signed_in(approver(OrganisationKind.COUNCIL))
    drafting.take_back(proposed, by=coordinator)
    shares = {C: D("900.00")}
    drafting.add_line(
        proposed, by=coordinator, action=action_of(proposed.plan), words="More", option="direct",
        frequency="weekly", shares=shares,
    )  # fmt: skip
    signing.propose(proposed, by=coordinator, above_reason="Needs more")

    page = text(
        post(client, f"/budgets/{proposed.public_id}/sign/", answer="yes", revision=proposed.revision)
    )

    assert "changed this" in page
    assert "£1,080.00" in page
    assert not Signature.objects.exists()


def test_a_plan_that_is_not_ready_says_what_must_still_happen(budget, own, signed_in):
    page = text(signed_in(own).get("/my/plan/agree/"))

    assert "The plan is not ready to agree yet." in page
    assert "Not every funder has signed" in page
    assert "I agree" not in page


def test_without_a_plan_the_page_says_so(person, own, signed_in):
    assert "There is no plan to agree now" in text(signed_in(own).get("/my/plan/agree/"))


def test_a_nominee_for_the_money_does_not_decide_the_plan(ready, person, signed_in):
    nominee = AuthorityFactory(person=person, kind=AuthorityKind.NOMINEE).holder

    assert signed_in(nominee).get("/my/plan/agree/").status_code == 403


def test_a_coordinator_writes_down_who_agreed_and_how(ready, coordinator, signed_in):
    due = ready.review_due_on
    gone = post(
        signed_in(coordinator),
        f"/plans/{ready.public_id}/agree/",
        party="person",
        how="in_person",
        **read(ready),
        review_by="Sam Okafor",
        review_due_on_day=due.day,
        review_due_on_month=due.month,
        review_due_on_year=due.year,
    )

    assert gone.status_code == 302
    agreement = ready.agreements.get()
    assert (agreement.name, agreement.how) == ("Rose Kelly", "in_person")


def test_a_budget_in_use_leads_to_its_payments_and_statement(ready, budget, coordinator, own, signed_in):
    post(signed_in(own), "/my/plan/agree/", is_understood="on", **read(ready))

    page = text(signed_in(coordinator).get(f"/budgets/{budget.public_id}/"))

    assert f"/budgets/{budget.public_id}/payments/prepare/" in page
    assert f"/budgets/{budget.public_id}/statement/" in page
    assert "Add a line" not in page


# -- who may open what, and what it costs

STAFF_PAGES = {
    "work out": "/people/{person}/indicative/new/",
    "indicative": "/indicative/{indicative}/",
    "budget of plan": "/plans/{plan}/budget/",
    "budget": "/budgets/{budget}/",
    "add line": "/budgets/{budget}/lines/new/",
    "contribution": "/budgets/{budget}/contribution/",
    "propose": "/budgets/{budget}/propose/",
    "sign": "/budgets/{budget}/sign/",
    "agree": "/plans/{plan}/agree/",
    "approvals": "/approvals/",
}
WHO_MAY = {
    #                 work ind plan budg line cont prop sign agre appr
    "coordinator":    [200, 200, 302, 200, 200, 200, 200, 403, 200, 403],
    "another":        [404, 404, 404, 404, 404, 404, 404, 404, 404, 403],
    "manager":        [403, 200, 302, 200, 403, 403, 403, 200, 403, 200],
    "approver":       [403, 200, 404, 200, 403, 403, 403, 200, 404, 200],
    "finance":        [403, 404, 404, 200, 403, 403, 403, 403, 404, 403],
    "luton approver": [404, 404, 404, 404, 404, 404, 404, 404, 404, 200],
    "navigator":      [404, 404, 404, 404, 404, 404, 404, 404, 404, 403],
    "analyst":        [404, 404, 404, 404, 404, 404, 404, 404, 404, 403],
    "site admin":     [404, 404, 404, 404, 404, 404, 404, 404, 404, 403],
    "the person":     [403, 302, 302, 302, 403, 403, 403, 403, 302, 403],
    "a stranger":     [404, 404, 404, 404, 404, 404, 404, 404, 404, 403],
}  # fmt: skip


@pytest.mark.parametrize("who", WHO_MAY)
def test_each_role_opens_its_own_pages_and_no_others(who, budget, coordinator, own, house, signed_in):
    luton = SiteFactory(slug="luton")
    user = {
        "coordinator": lambda: coordinator,
        "another": lambda: staff(Role.COORDINATOR),
        "manager": lambda: staff(Role.MANAGER),
        "approver": lambda: approver(OrganisationKind.COUNCIL),
        "finance": lambda: staff(Role.FINANCE),
        "luton approver": lambda: approver(OrganisationKind.COUNCIL, luton),
        "navigator": lambda: staff(Role.NAVIGATOR),
        "analyst": lambda: staff(Role.ANALYST),
        "site admin": lambda: staff(Role.SITE_ADMIN),
        "the person": lambda: own,
        "a stranger": UserFactory,
    }[who]()
    ids = {
        "person": budget.person.public_id,
        "indicative": budget.indicative.public_id,
        "plan": budget.plan.public_id,
        "budget": budget.public_id,
    }
    client = signed_in(user)

    found = {name: client.get(url.format(**ids)).status_code for name, url in STAFF_PAGES.items()}

    assert found == dict(zip(STAFF_PAGES, WHO_MAY[who], strict=True))


def test_approvals_cost_the_same_queries_for_one_and_for_fifty(
    proposed, coordinator, signed_in, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in(approver(OrganisationKind.COUNCIL))
    client.get("/approvals/")
    with django_assert_max_num_queries(18) as one:
        client.get("/approvals/")
    for _more in range(49):
        other = BudgetFactory(status=BudgetStatus.PROPOSED, proposed_at=proposed.proposed_at)
        BudgetLineFactory(budget=other)

    with django_assert_num_queries(len(one)):
        client.get("/approvals/")


def test_what_a_funder_reads_costs_the_same_queries_for_one_line_and_for_ten(
    proposed, coordinator, signed_in, django_assert_num_queries, django_assert_max_num_queries
):
    client = signed_in(approver(OrganisationKind.COUNCIL))
    url = f"/budgets/{proposed.public_id}/sign/"
    client.get(url)
    with django_assert_max_num_queries(60) as one:
        client.get(url)
    for _more in range(9):
        BudgetLineFactory(budget=proposed, shares={C: D("1.00")})

    with django_assert_num_queries(len(one)):
        client.get(url)


# -- panels, answers in part, questions


def test_above_the_limit_the_page_leads_to_the_panel_and_back(proposed, house, signed_in):
    DelegatedLimitFactory(site=house, weekly_up_to=D("100.00"))
    client, url = signed_in(approver(OrganisationKind.COUNCIL)), f"/budgets/{proposed.public_id}/sign/"
    panel = f"/budgets/{proposed.public_id}/panel/?funder=C"
    assert "A panel decides first" in text(client.get("/approvals/"))
    page = text(client.get(url))
    assert "You may sign for up to £100.00 a week" in page
    assert panel in page
    assert "A panel has to agree before you can." in text(
        post(client, url, answer="yes", revision=proposed.revision)
    )

    gone = post(
        client, panel, met_on="2026-11-20", who="Two managers", is_agreed="yes", reason="Safe at night"
    )

    assert gone.url == f"{url}?funder=C"
    page = text(client.get(url))
    assert "The panel agreed on Friday 20 November 2026." in page
    assert "Safe at night" in page
    assert post(client, url, answer="yes", revision=proposed.revision).url == "/approvals/"
    assert Signature.objects.get().panel.who == "Two managers"


def test_yes_to_some_is_offered_where_a_funder_has_several_lines(proposed, budget, coordinator, signed_in):
    url = f"/budgets/{proposed.public_id}/sign/"
    client = signed_in(approver(OrganisationKind.COUNCIL))
    assert "Yes to some of it" not in text(client.get(url))
    drafting.take_back(proposed, by=coordinator)
    kept = BudgetLineFactory(budget=budget, words="Swimming", shares={C: D("12.00")})
    signing.propose(budget, by=coordinator)
    budget.refresh_from_db()
    said = {"answer": "part", "revision": budget.revision, "reason": "The mornings cost less"}
    assert "Tick what you agree to" in text(post(client, url, **said))

    post(client, url, agreed_lines=[str(kept.public_id)], **said)

    assert Signature.objects.get().is_part
    assert "yes in part" in text(signed_in(coordinator).get("/todos/"))


def test_a_question_is_asked_and_its_answer_read_on_the_page(proposed, coordinator, signed_in):
    url, user = f"/budgets/{proposed.public_id}/sign/", approver(OrganisationKind.COUNCIL)
    client = signed_in(user)
    assert "Write what you want to ask" in text(post(client, url, answer="ask", revision=proposed.revision))
    post(client, url, answer="ask", question="Why two mornings?", revision=proposed.revision)
    assert "You asked; no answer yet" in text(client.get("/approvals/"))
    todo = Todo.objects.get(kind="funder_question")

    post(signed_in(coordinator), f"/todos/{todo.public_id}/", words="Rose lives alone then")

    client = signed_in(user)
    page = text(client.get(url))
    assert "Why two mornings?" in page
    assert "Rose lives alone then" in page
    assert "Your question is answered" in text(client.get("/approvals/"))


def test_a_manager_finds_what_they_may_sign_for(proposed, house, signed_in):
    client = signed_in(staff(Role.MANAGER))
    assert "You sign for no funder here" in text(client.get("/approvals/"))
    for kind in (OrganisationKind.NHS, OrganisationKind.COUNCIL):
        OrganisationFactory(site=house, kind=kind)
    for funder in (H, C):
        for role in (Role.APPROVER, Role.MANAGER):
            DelegatedLimitFactory(site=house, funder=funder, role=role)

    page = text(client.get("/approvals/"))

    for funder in (H, C):
        url = f"/budgets/{proposed.public_id}/sign/?funder={funder.value}"
        assert url in page
        post(client, url, answer="yes", revision=proposed.revision, funder=funder.value)
    proposed.refresh_from_db()
    assert proposed.status == BudgetStatus.AGREED


def test_rules_that_speak_at_sign_off_stand_on_the_page_with_their_source(proposed, budget, signed_in):
    PaymentDeclarationFactory(person=budget.person, regime="C", is_excluded=True)

    page = text(signed_in(approver(OrganisationKind.COUNCIL)).get(f"/budgets/{proposed.public_id}/sign/"))

    assert "Care and Support (Direct Payments) Regulations 2014, Schedule 1" in page


def test_whose_plan_has_paid_actions_and_no_budget_is_not_told_that_all_is_free(person, own, signed_in):
    action_of(draft_plan(person))

    page = text(signed_in(own).get("/my/plan/agree/"))

    assert "Some of this plan costs money, and nobody pays for it yet." in page
    assert "Everything in this plan is free" not in page


def test_whoever_decides_and_may_not_see_money_agrees_without_its_figures(ready, person, signed_in):
    CapacityAssessmentFactory(person=person, topic=DecisionTopic.PLAN)
    attorney = AuthorityFactory(
        person=person, kind=AuthorityKind.ATTORNEY, sections=SECTIONS_BY_SCOPE[AuthorityScope.WELFARE]
    ).holder
    client = signed_in(attorney)

    page = text(client.get("/my/plan/agree/"))

    assert "The amounts are not shared with you." in page
    assert "£" not in page
    assert client.get("/my/money/").status_code in (403, 404)

    gone = post(client, "/my/plan/agree/", is_understood="on", **read(ready))

    assert gone.url == "/my/plan/"
    assert Budget.objects.get().status == BudgetStatus.ACTIVE


def test_a_budget_costs_the_same_queries_for_one_line_and_for_ten(
    budget, coordinator, signed_in, django_assert_num_queries, django_assert_max_num_queries
):
    client, url = signed_in(coordinator), f"/budgets/{budget.public_id}/"
    client.get(url)
    with django_assert_max_num_queries(28) as one:
        client.get(url)
    for _more in range(9):
        BudgetLineFactory(budget=budget, shares={C: D("1.00")})

    with django_assert_num_queries(len(one)):
        client.get(url)


def test_the_person_reads_before_the_plan_is_agreed_whether_there_is_enough_and_why_not(
    budget, person, own, signed_in
):
    assert "There is enough money for everything in your plan" in text(signed_in(own).get("/my/money/"))
    action_of(budget.plan, words="Swimming on Fridays")

    page = text(signed_in(own).get("/my/money/"))

    assert "There is not enough money for your whole plan yet." in page
    assert "Nobody pays for “Swimming on Fridays” yet." in page
    assert "You can ask for a second look." in page
    nominee = AuthorityFactory(person=person, kind=AuthorityKind.NOMINEE).holder
    assert "Swimming" not in text(signed_in(nominee).get("/my/money/"))
