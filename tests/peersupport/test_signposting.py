"""Telling somebody, or everybody on a caseload, of an entry: nothing about them goes to anybody."""

import pytest
from django.core import mail

from ipc.kernel.models import Effect, Event
from ipc.kernel.tasks import deliver_effects
from peersupport import signposting, tasks
from peersupport.acts import Act
from peersupport.models import Signpost
from people.models import Consent, PersonStatus
from tests.factories import (
    AllocationFactory,
    IntroductionFactory,
    PersonFactory,
    ServiceFactory,
    SignpostFactory,
)
from tests.factories.people import staff


@pytest.fixture
def coordinator(margaret):
    return AllocationFactory(person=margaret).worker


def test_a_signpost_tells_the_person_and_shares_nothing(margaret, choir, coordinator, acting_for):
    with acting_for(coordinator):
        given = signposting.signpost(margaret, by=coordinator, service=choir, words="You miss singing")

    assert (given.person, given.service, given.words, given.given_by) == (
        margaret,
        choir,
        "You miss singing",
        coordinator,
    )
    assert not Consent.objects.exists()
    assert not margaret.introductions.exists()
    assert Event.objects.get(act=Act.SIGNPOST).person_id == margaret.pk
    tasks.tell_of_signpost(given.pk)
    deliver_effects()
    assert "margaret@example.org" in {to for one in mail.outbox for to in one.to}
    assert not any("Choir" in one.subject + one.body for one in mail.outbox)


@pytest.mark.parametrize(
    "hidden", [{"is_internal": True}, {"is_refuge": True}, {"is_out_of_date": True}, {"status": "inactive"}]
)
def test_nobody_is_told_of_what_is_not_for_everybody(margaret, coordinator, hidden):
    with pytest.raises(signposting.NotForEverybody):
        signposting.signpost(margaret, by=coordinator, service=ServiceFactory(**hidden), words="")


def test_nobody_is_told_about_somebody_who_died(margaret, choir, coordinator):
    margaret.status = PersonStatus.DIED

    with pytest.raises(signposting.HasDied):
        signposting.signpost(margaret, by=coordinator, service=choir, words="")


def test_a_caseload_is_told_but_for_those_who_know(margaret, choir, coordinator, acting_for):
    told, asked, gone, new = (PersonFactory() for _ in range(4))
    for one in (told, asked, gone, new):
        AllocationFactory(person=one, worker=coordinator)
    SignpostFactory(person=told, service=choir)
    IntroductionFactory(person=asked, service=choir)
    type(gone).objects.filter(pk=gone.pk).update(status=PersonStatus.ENDED)
    PersonFactory()  # on nobody's list

    with acting_for(coordinator):
        given = signposting.to_caseload(by=coordinator, service=choir, words="For all of you")
        with pytest.raises(signposting.NobodyToTell):
            signposting.to_caseload(by=coordinator, service=choir, words="Again")

    assert {one.person_id for one in given} == {margaret.pk, new.pk}
    assert Effect.objects.filter(task="peersupport.tell_of_signpost").count() == 2
    assert Event.objects.filter(act=Act.SIGNPOST).count() == 2


def test_a_manager_has_no_caseload_to_tell(choir, house):
    with pytest.raises(signposting.NoCaseload):
        signposting.to_caseload(by=staff("manager"), service=choir, words="")


def test_a_navigator_tells_those_they_are_in_touch_with(margaret, choir, navigator, acting_for):
    IntroductionFactory(person=margaret)

    with acting_for(navigator):
        signposting.to_caseload(by=navigator, service=choir, words="")

    assert Signpost.objects.get().person == margaret
