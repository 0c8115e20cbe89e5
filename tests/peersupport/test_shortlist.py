"""What people keep for later."""

import pytest

from ipc.kernel.models import Event
from peersupport import shortlist
from peersupport.acts import Act
from peersupport.models import Shortlisted
from tests.factories import PersonFactory, ServiceFactory, ShortlistedFactory


def names(person):
    return [str(one.service) for one in Shortlisted.objects.filter(person=person)]


def test_keeping_puts_it_on_the_list_once_and_is_written_down(margaret, choir):
    for _ in range(2):
        shortlist.keep(margaret, by=margaret.signs_in, service=choir)

    kept = Shortlisted.objects.get()
    assert (kept.person, kept.service, kept.kept_by) == (margaret, choir, margaret.signs_in)
    assert Event.objects.filter(person_id=margaret.pk, act=Act.SHORTLIST).count() == 1


@pytest.mark.parametrize("hidden", [{"is_internal": True}, {"is_refuge": True}, {"status": "defunct"}])
def test_what_is_not_public_is_not_kept(margaret, hidden):
    with pytest.raises(shortlist.NotToKeep):
        shortlist.keep(margaret, by=margaret.signs_in, service=ServiceFactory(**hidden))


def test_a_full_list_says_so(margaret, choir, monkeypatch):
    monkeypatch.setattr(shortlist, "MOST", 1)
    ShortlistedFactory(person=margaret, service=ServiceFactory())

    with pytest.raises(shortlist.ListIsFull):
        shortlist.keep(margaret, by=margaret.signs_in, service=choir)


def test_a_word_about_why_can_be_written_and_taken_away(margaret):
    kept = ShortlistedFactory(person=margaret)

    assert shortlist.note(kept, by=margaret.signs_in, words=" In spring ").words == "In spring"
    assert shortlist.note(kept, by=margaret.signs_in, words="").words == ""


def test_dropping_takes_it_off_once_and_is_written_down(margaret, choir):
    ShortlistedFactory(person=margaret, service=choir)
    ShortlistedFactory(person=PersonFactory(), service=choir)

    for _ in range(2):
        shortlist.drop(margaret, by=margaret.signs_in, service=choir)

    assert [one.person_id == margaret.pk for one in Shortlisted.objects.all()] == [False]
    assert Event.objects.filter(person_id=margaret.pk, act=Act.DROP_SHORTLISTED).count() == 1


def test_taking_over_adds_what_is_new_and_fits(margaret, choir, monkeypatch):
    monkeypatch.setattr(shortlist, "MOST", 2)
    ShortlistedFactory(person=margaret, service=choir)
    dance, walk = ServiceFactory(name="Tea Dance"), ServiceFactory(name="Walk")

    assert shortlist.take_over(margaret, by=margaret.signs_in, services=[choir, dance, walk]) == 1
    assert names(margaret) == ["Tea Dance", "Breathe Easy Choir"]
