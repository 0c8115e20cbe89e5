"""How a person wants information."""

import datetime as dt

import pytest

from ipc.kernel.models import Event
from people import information
from people.acts import Act
from people.information import CannotBeReachedThatWay, NobodyHelps
from people.models import InformationNeeds
from tests.factories import RelationshipFactory, UserFactory
from tests.people.clock import at


def asked(**changed):
    return {"contact_method": "letter", "information_format": "easy_read", **changed}


@at("2026-02-28 12:00")
def test_needs_are_asked_again_after_a_year(coordinator, margaret, acting_for):
    with acting_for(coordinator):
        needs = information.record_needs(margaret, by=coordinator, **asked(how_to_talk="Speak slowly"))

    assert needs.review_due_on == dt.date(2027, 2, 28)
    assert needs.asked_by == coordinator
    assert Event.objects.filter(act=Act.RECORD_INFORMATION_NEEDS, person_id=margaret.pk).exists()


def test_newest_answer_holds_and_the_one_before_stays_in_the_history(coordinator, margaret, acting_for):
    with acting_for(coordinator):
        information.record_needs(margaret, by=coordinator, **asked())
        information.record_needs(margaret, by=coordinator, **asked(information_format="braille"))

    assert InformationNeeds.objects.get().information_format == "braille"
    history = InformationNeeds.pgh_event_model.objects
    assert list(history.order_by("pgh_id").values_list("information_format", flat=True)) == [
        "easy_read",
        "braille",
    ]


def test_person_says_it_themself(margaret, acting_for):
    user = UserFactory(person=margaret)

    with acting_for(user):
        assert information.record_needs(margaret, by=user, **asked()).asked_by == user


@pytest.mark.parametrize("method", ["email", "text", "phone", "text_relay"])
def test_way_without_an_address_is_refused(coordinator, margaret, acting_for, method):
    with acting_for(coordinator), pytest.raises(CannotBeReachedThatWay):
        information.record_needs(margaret, by=coordinator, **asked(contact_method=method))


def test_through_somebody_needs_somebody(coordinator, margaret, acting_for):
    RelationshipFactory(person=margaret, may_be_contacted=False)

    with acting_for(coordinator), pytest.raises(NobodyHelps):
        information.record_needs(margaret, by=coordinator, **asked(contact_method="carer"))

    RelationshipFactory(person=margaret)
    with acting_for(coordinator):
        assert information.record_needs(margaret, by=coordinator, **asked(contact_method="carer"))
