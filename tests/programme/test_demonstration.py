"""The made-up world: complete, the same every time, and nobody real in it."""

import re
from decimal import Decimal

import nhs_number
import pytest
from django.core.management import CommandError, call_command

from budgets import reconciling, summary
from budgets.models import Budget, BudgetStatus, ManagementOption, Payment
from careplans import sealing
from careplans.models import CarePlan, PlanStatus, PlanVersion
from ipc.kernel import acting
from ipc.programme.demonstration import crowd, ground, names, world
from ipc.programme.demonstration.crowd.fates import OF_A_HUNDRED, State, decide
from ipc.programme.demonstration.places import PLACES
from peersupport import missing
from peersupport.models import Introduction, IntroductionStatus, Service
from people.models import Allocation, Authority, Person, PersonStatus, Role, Site, User

PASSWORD = "show-me-ipc-2026"
SLUGS = {
    "barnsley",
    "cheshire-west-and-chester",
    "hampshire",
    "luton",
    "portsmouth",
    "south-west",
    "stockton-on-tees",
    "tower-hamlets",
}
SIGN_INS = {
    "coordinator@barnsley.example": Role.COORDINATOR,
    "coordinator@luton.example": Role.COORDINATOR,
    "coordinator@portsmouth.example": Role.COORDINATOR,
    "manager@barnsley.example": Role.MANAGER,
    "nhs@barnsley.example": Role.APPROVER,
    "council@barnsley.example": Role.APPROVER,
    "education@barnsley.example": Role.APPROVER,
    "finance@barnsley.example": Role.FINANCE,
    "navigator@barnsley.example": Role.NAVIGATOR,
    "provider@barnsley.example": Role.HOLDER,
    "admin@barnsley.example": Role.SITE_ADMIN,
    "admin@ipc.example": Role.PROGRAMME_ADMIN,
    "analyst@ipc.example": Role.ANALYST,
    "margaret@example.org": Role.PERSON,
    "susan@example.org": Role.PERSON,
    "claire@example.org": Role.PERSON,
    "priya@example.org": Role.PERSON,
    "dev@example.org": Role.PERSON,
    "leon@example.org": Role.PERSON,
    "rose@example.org": Role.PERSON,
}
FOR_PLAYS = re.compile(r"^(01632 960\d{3}|07700 900\d{3})?$")


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The world of forty, made once and taken back at the end."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        done = world.make(40, PASSWORD)
        token = acting.begin(acting.job(Site.objects.values_list("pk", flat=True)))
        yield done
        acting.end(token)
        transaction.set_rollback(True)


def budget_of(email):
    return Budget.objects.get(person__user__email=email)


def weekly(budget):
    shares = {}
    for line in budget.lines.filter(frequency="weekly"):
        for share in line.shares.all():
            shares[share.funder] = shares.get(share.funder, Decimal()) + share.amount
    return shares


@pytest.mark.usefixtures("made")
class TestTheWorld:
    def test_sites_and_sign_ins_are_those_promised(self):
        assert set(Site.objects.values_list("slug", flat=True)) >= SLUGS
        for email, role in SIGN_INS.items():
            assert User.objects.get(email=email).hat.role == role, email

    def test_everybody_signs_in_with_the_same_password(self):
        assert User.objects.get(email="coordinator@barnsley.example").check_password(PASSWORD)
        assert User.objects.get(email="rose@example.org").check_password(PASSWORD)

    def test_making_it_again_changes_nothing(self, made):
        before = {model: model.objects.count() for model in (Person, User, Service, Payment, CarePlan)}

        assert world.make(40, PASSWORD) == made
        assert {model: model.objects.count() for model in before} == before

    def test_directory_has_three_hundred_entries_over_all_sites(self):
        assert Service.objects.count() == 300
        assert Service.objects.values("site").distinct().count() == len(SLUGS)

    def test_every_site_was_asked_for_something_it_does_not_have(self):
        sites = Site.objects.filter(slug__in=SLUGS)

        assert all(missing.searches(site.pk) for site in sites)

    def test_nobody_is_real(self):
        for number in Person.objects.values_list("nhs_number", flat=True):
            assert number.startswith("999")
            assert nhs_number.is_valid(number)
        phones = [
            *Person.objects.values_list("phone", flat=True),
            *User.objects.values_list("phone", flat=True),
            *Service.objects.values_list("phone", flat=True),
        ]
        assert [phone for phone in phones if not FOR_PLAYS.match(phone)] == []
        emails = User.objects.values_list("email", flat=True)
        assert [email for email in emails if not email.endswith((".example", "@example.org"))] == []

    def test_margaret_has_an_agreed_plan_and_money_in_the_account(self):
        budget = budget_of("margaret@example.org")
        money = summary.money(budget)

        assert weekly(budget) == {"H": Decimal("95.00"), "C": Decimal("180.00")}
        assert budget.weekly_assessed_contribution == Decimal("32.00")
        assert budget.status == BudgetStatus.ACTIVE
        assert money["came_in"] == Decimal("1100.00")
        assert money["paid_out"] == Decimal("972.00")
        assert Decimal() < money["spent"] < money["came_in"]
        assert Authority.objects.get(person=budget.person, kind="nominee").holder.email == "susan@example.org"
        assert Introduction.objects.get(person=budget.person).status == IntroductionStatus.ACCEPTED

    def test_aiden_has_money_from_all_three(self):
        budget = Budget.objects.get(person__relationships__user__email="claire@example.org")

        assert weekly(budget) == {"H": Decimal("240.00"), "C": Decimal("85.00"), "E": Decimal("45.00")}
        assert budget.person.age == 9

    def test_priyas_money_is_held_by_the_provider(self):
        budget = budget_of("priya@example.org")
        holder = User.objects.get(email="provider@barnsley.example").hat.organisation_id

        assert weekly(budget) == {"C": Decimal("610.00"), "H": Decimal("150.00")}
        assert set(budget.lines.values_list("option", "holder")) == {(ManagementOption.THIRD_PARTY, holder)}

    def test_leon_pays_nothing_and_has_a_course_paid_once(self):
        budget = budget_of("leon@example.org")

        assert weekly(budget) == {"H": Decimal("70.00"), "C": Decimal("55.00")}
        assert budget.lines.get(frequency="one_off").amount == Decimal("240.00")
        assert not budget.lines.filter(charge_exempt_reason="").exists()

    def test_rose_has_nothing_yet(self):
        rose = Person.objects.get(user__email="rose@example.org")

        assert (rose.status, rose.site.slug, rose.age) == (PersonStatus.REFERRED, "luton", 67)
        assert not CarePlan.objects.filter(person=rose).exists()

    def test_first_ideas_of_the_cast_are_what_their_plans_cost(self):
        for email in ("margaret@example.org", "priya@example.org", "leon@example.org"):
            budget = budget_of(email)
            assert budget.indicative.weekly_amount == sum(weekly(budget).values()), email

    def test_every_pound_is_where_the_ledger_says(self):
        for site in Site.objects.all():
            assert list(reconciling.differences(site.pk)) == []

    def test_every_agreed_plan_is_sealed_and_says_what_was_agreed(self):
        agreed = CarePlan.objects.filter(status=PlanStatus.AGREED)

        assert agreed.count() > 8
        for version in PlanVersion.objects.filter(plan__in=agreed):
            assert sealing.verify(version)
        assert PlanVersion.objects.filter(plan__in=agreed).count() == agreed.count()

    def test_everybody_involved_has_a_coordinator(self):
        live = Allocation.objects.live().values("person_id")

        assert not Person.objects.involved().exclude(pk__in=live).exists()


def test_coordinators_have_caseloads_of_about_forty():
    for place in PLACES:
        people, coordinators = ground.people_of(place, 400), ground.coordinators_of(place, 400)
        assert (coordinators - 1) * 40 < people <= coordinators * 40
    assert sum(ground.people_of(place, 400) for place in PLACES) == 400


def test_a_hundred_people_are_in_every_state():
    assert set(OF_A_HUNDRED) == set(State)
    assert sum(OF_A_HUNDRED.values()) == 100


def test_dice_fall_the_same_way_every_time():
    first, second = decide(names.Dice("barnsley 7")), decide(names.Dice("barnsley 7"))

    assert (first.cohort, first.state, first.days) == (second.cohort, second.state, second.days)


def test_nhs_numbers_never_leave_their_range():
    numbers = names.nhs_numbers(names.FIRST_NHS_NUMBER + len(PLACES) * crowd.FIRST_OF_A_SITE)

    assert len(next(numbers)) == 10


def test_the_command_refuses_to_run_in_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="do not belong into production"):
        call_command("demo_data")
