"""What goes along of a plan when somebody moves: all that it says, but for whom must not be called."""

import pytest
from django.utils import timezone

from careplans.models import CarePlan
from people import handing_over
from people.models import HandedOver
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    CarePlanFactory,
    ContingencyFactory,
    GoalFactory,
    NeedFactory,
    PersonFactory,
    RelationshipFactory,
    RiskFactory,
    SiteFactory,
    WeekSlotFactory,
)
from tests.factories.people import staff


@pytest.fixture
def plan(house):
    plan = CarePlanFactory(person=PersonFactory(), agreed=True)
    need = NeedFactory(plan=plan, came_from=NeedFactory(plan=CarePlanFactory(person=plan.person)))
    WeekSlotFactory(action=ActionFactory(goal=GoalFactory(need=need)))
    return plan


@pytest.fixture
def there(plan, acting_for):
    """Return the plan as it is in the other site after the move."""

    def move():
        luton = SiteFactory(slug="luton")
        worker = AllocationFactory(person=plan.person).worker
        lena, lars = staff("manager", luton), staff("coordinator", luton)
        with acting_for(worker):
            offer = handing_over.offer(
                plan.person,
                by=worker,
                to_site=luton,
                going=[HandedOver.PLAN],
                moves_on=timezone.localdate(),
                summary="Likes tea",
            )
        with acting_for(lena):
            arrived = handing_over.accept(offer, by=lena, worker=lars).arrived
        return CarePlan.objects.get(person=arrived)

    return move


def test_what_could_go_wrong_and_the_week_go_along(plan, there):
    ContingencyFactory(plan=plan, trigger="If Susan is ill")
    RiskFactory(plan=plan, words="I may fall")

    new = there()

    line = new.contingencies.get()
    assert (line.trigger, line.who_to_call, line.phone) == ("If Susan is ill", "Joan Birkett", "07700 900415")
    assert new.risks.get().words == "I may fall"
    assert new.actions.get().slots.get().site == new.site
    assert new.needs.get().came_from is None


def test_whom_not_to_call_is_not_named_there(plan, there):
    RelationshipFactory(person=plan.person, name="Mike Hall", phone="07700 900099", may_be_contacted=False)
    ContingencyFactory(plan=plan, who_to_call="Mike Hall", phone="07700 900099")

    line = there().contingencies.get()

    assert (line.who_to_call, line.phone) == ("", "")
