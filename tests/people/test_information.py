"""How a person wants information."""

import datetime as dt

import pytest
from django.urls import reverse

from ipc.kernel import dates
from ipc.kernel.models import Event
from people import information
from people.acts import Act
from people.information import CannotBeReachedThatWay, NobodyHelps
from people.models import InformationNeeds
from tests.factories import InformationNeedsFactory, PeopleRuleFactory, RelationshipFactory, UserFactory
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


def test_months_until_asked_again_are_a_figure_of_the_site(coordinator, margaret, acting_for):
    PeopleRuleFactory(figure="ask_again_months", value=6, site=margaret.site, starts_on=dt.date(2020, 1, 1))

    with acting_for(coordinator):
        needs = information.record_needs(margaret, by=coordinator, **asked())

    assert needs.review_due_on == dates.plus_months(dates.today(), 6)


class TestPage:
    def test_what_is_offered_and_own_words_are_kept_together_and_come_back_apart(
        self, signed_in, coordinator, margaret
    ):
        client = signed_in(coordinator)
        address = reverse("record_information_needs", args=[margaret.public_id])
        facts = asked(
            communication_support=["A note taker", "Sign language"],
            own_support="My picture cards",
            communication_professional=["Advocate"],
        )

        client.post(address, facts)
        page = client.get(address)

        needs = InformationNeeds.objects.get()
        assert needs.communication_support == "A note taker; Sign language; My picture cards"
        assert needs.communication_professional == "Advocate"
        form = page.context["form"]
        assert form["communication_support"].value() == ["A note taker", "Sign language"]
        assert form["own_support"].value() == "My picture cards"
        assert "My picture cards" in " ".join(page.context["banner"]["how_to_talk"])

    def test_too_much_is_said_kindly(self, signed_in, margaret):
        client = signed_in(UserFactory(person=margaret))
        facts = asked(
            communication_professional=[str(one) for one in information.PROFESSIONALS],
            own_professional="x" * 80,
        )

        answer = client.post(reverse("my_information"), facts)

        assert "Choose fewer, or say it in fewer words" in answer.text
        assert not InformationNeeds.objects.exists()


def test_a_format_that_no_print_has_is_named(margaret):
    assert information.not_in_print(margaret) is None
    needs = InformationNeedsFactory(person=margaret, information_format="large")
    assert information.not_in_print(margaret) is None
    needs.information_format = "braille"
    needs.save()

    assert information.not_in_print(margaret).label == "Braille"
