"""What people say about themselves."""

import pytest

from careplans import about
from careplans.acts import Act
from careplans.models import AboutHeading, Statement, View
from ipc.kernel.errors import Changed
from ipc.kernel.models import Event
from tests.factories import AllocationFactory, ConsentFactory, PersonFactory, StatementFactory, UserFactory


@pytest.fixture
def person(house):
    return PersonFactory()


@pytest.fixture
def herself(person):
    return UserFactory(person=person)


def write(person, by, words="Biscuit, my dog.", revision=0, **more):
    heading = AboutHeading.MATTERS
    return about.write(person, by=by, heading=heading, words=words, revision=revision, **more)


def test_first_words_are_kept_with_who_wrote_and_who_helped(person, herself, acting_for):
    with acting_for(herself):
        write(person, herself, helped_by="Susan, my daughter")

    statement = Statement.objects.get(person=person)
    assert (statement.words, statement.helped_by) == ("Biscuit, my dog.", "Susan, my daughter")
    assert (statement.revision, statement.written_by) == (1, herself)
    assert Event.objects.filter(act=Act.WRITE_ABOUT_ME, actor=herself, person_id=person.pk).exists()


def test_newer_words_take_the_place_of_older_ones(person, herself):
    write(person, herself)

    again = write(person, herself, "Biscuit and the garden.", revision=1)

    assert (again.words, again.revision) == ("Biscuit and the garden.", 2)


@pytest.mark.parametrize("revision", [0, 1, 3])
def test_words_from_a_stale_page_overwrite_nothing(person, herself, revision):
    StatementFactory(person=person, revision=2, words="Newer words.")

    with pytest.raises(Changed):
        write(person, herself, revision=revision)

    assert Statement.objects.get(person=person).words == "Newer words."


def test_words_for_a_heading_that_is_gone_are_refused(person, herself):
    with pytest.raises(Changed):
        write(person, herself, revision=1)


def test_an_observation_is_in_the_view_of_who_notes_it(person, herself):
    worker = AllocationFactory(person=person).worker
    daughter = ConsentFactory(person=person, sections=["identity", "about_me"]).user

    views = [
        about.observe(person, by=by, is_working=True, words="Mornings.").view
        for by in (herself, daughter, worker)
    ]

    assert views == [View.PERSON, View.FAMILY, View.STAFF]


def test_family_may_write_down_the_persons_view(person, acting_for):
    daughter = ConsentFactory(person=person, sections=["identity", "about_me"]).user

    with acting_for(daughter):
        noted = about.observe(person, by=daughter, is_working=False, words="The bus.", view=View.PERSON)

    assert (noted.view, noted.noted_by) == (View.PERSON, daughter)


def test_nobody_speaks_for_staff_but_staff(person, herself):
    with pytest.raises(about.NotYourView):
        about.observe(person, by=herself, is_working=True, words="All well.", view=View.STAFF)
