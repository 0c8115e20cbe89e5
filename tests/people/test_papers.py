"""That a form came back on paper: when, who wrote it, who keys it in."""

import datetime as dt

import pytest
from django.utils import timezone

from ipc.kernel.models import Event
from people import papers
from people.acts import Act
from people.models import PaperReceived, WhoWrote
from people.papers import NobodyNamed, ReceivedOnNotPossible


def record(person, by, **more):
    facts = {"received_on": timezone.localdate(), "who_wrote": WhoWrote.PERSON, **more}
    return papers.record(person, by=by, form="about-me", **facts)


def test_a_paper_is_written_down_with_who_keys_it_in(margaret, coordinator, acting_for):
    with acting_for(coordinator):
        paper = record(margaret, coordinator, note=" Hard to read ", helped_by="Susan")

    assert (paper.form, paper.keyed_by, paper.note, paper.helped_by) == (
        "about-me",
        coordinator,
        "Hard to read",
        "",
    )
    assert Event.objects.filter(act=Act.RECORD_PAPER, subject_id=paper.public_id).count() == 1


@pytest.mark.parametrize("who", [WhoWrote.TOGETHER, WhoWrote.HELPER])
def test_who_helped_is_named(margaret, coordinator, acting_for, who):
    with acting_for(coordinator), pytest.raises(NobodyNamed):
        record(margaret, coordinator, who_wrote=who, helped_by=" ")
    with acting_for(coordinator):
        assert record(margaret, coordinator, who_wrote=who, helped_by="Susan").helped_by == "Susan"


def test_a_paper_of_tomorrow_is_refused(margaret, coordinator, acting_for):
    with acting_for(coordinator), pytest.raises(ReceivedOnNotPossible):
        record(margaret, coordinator, received_on=timezone.localdate() + dt.timedelta(days=1))

    assert not PaperReceived.objects.exists()
