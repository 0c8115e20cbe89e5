"""Records that few may open: who is named, who is kept out by both walls, and the end of it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from ipc.kernel import acting, dates
from ipc.kernel.models import Event
from people import duplicates, restricting
from people.acts import Act
from people.models import Person, Restriction, RestrictionReader, User
from people.restricting import (
    AlreadyLifted,
    AlreadyNamed,
    AlreadyRestricted,
    LastManager,
    NotAReaderHere,
    NotNamed,
    OnlyTheNamed,
)
from tests.factories import (
    AllocationFactory,
    ConflictFactory,
    CoverFactory,
    EmergencyOpeningFactory,
    OrganisationFactory,
    PersonFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import staff

WHY = {"why": "staff", "reason": "She works in this building"}


@pytest.fixture
def kim(house):
    return staff("manager", house, name="Kim Boss")


@pytest.fixture
def fin(house):
    return staff("finance", house, name="Fin Pays")


@pytest.fixture
def restricted(margaret, kim, fin, acting_for):
    with acting_for(kim):
        return restricting.restrict(margaret, by=kim, readers=[fin], **WHY)


def approver_of(house):
    return staff("approver", house, OrganisationFactory(site=house))


def people_of(user):
    """Return whom the user finds in code, and whom PostgreSQL shows without any filter."""
    with acting.acting_as(user.acting()):
        return set(Person.objects.visible_to(user)), set(Person.objects.all())


def test_whoever_restricts_is_named_and_the_act_is_written_down(restricted, kim, fin, margaret):
    assert {reader.user for reader in restricted.readers.all()} == {kim, fin}
    assert Event.objects.get(act=Act.RESTRICT).person_id == margaret.pk


@pytest.mark.parametrize("role", ["manager", "finance", "approver"])
def test_those_not_named_find_nobody_with_and_without_the_filter(restricted, house, role):
    other = approver_of(house) if role == "approver" else staff(role, house)

    assert people_of(other) == (set(), set())


def test_those_named_and_the_coordinator_find_the_person(restricted, kim, fin, coordinator, margaret):
    for user in (kim, fin, coordinator):
        assert people_of(user) == ({margaret}, {margaret})


def test_standing_in_does_not_open_it(restricted, house, coordinator):
    cover = CoverFactory(site=house, away=coordinator)
    other = AllocationFactory(worker=coordinator).person

    assert people_of(cover.standing_in) == ({other}, {other})


def test_audit_is_kept_from_those_not_named(restricted, house, kim, acting_for):
    for user, seen in ((kim, True), (staff("manager", house), False)):
        with acting_for(user):
            assert Event.objects.filter(person_id=restricted.person_id).exists() is seen


def test_no_list_shows_it_to_those_not_named(restricted, house, signed_in):
    client = signed_in(staff("manager", house))
    for address in (reverse("caseload"), reverse("person-list")):
        page = client.get(address)
        assert page.status_code == 200
        assert "Margaret" not in page.text
        assert "Hill" not in page.text
    assert client.get(reverse("person", args=[restricted.person.public_id])).status_code == 404
    assert "Margaret" not in signed_in(staff("finance", house)).get(reverse("payments")).text


def test_looking_for_duplicates_does_not_tell_of_it(restricted, house, margaret, acting_for):
    other = staff("coordinator", house)
    with acting_for(other):
        found = duplicates.possible(
            by=other,
            nhs_number=margaret.nhs_number,
            family_name="Hill",
            given_name="Margaret",
            born_on=margaret.born_on,
        )

    assert "Hill" not in str(found)


def test_a_restricted_record_is_not_restricted_again(restricted, kim, acting_for):
    with acting_for(kim), pytest.raises(AlreadyRestricted):
        restricting.restrict(restricted.person, by=kim, readers=[], **WHY)
    with pytest.raises(IntegrityError, match="restriction_one_at_a_time"), transaction.atomic():
        Restriction.objects.create(person=restricted.person, site=restricted.site, **WHY)


@pytest.mark.parametrize("who", ["coordinator", "elsewhere", "close", "themselves"])
def test_only_colleagues_here_who_are_not_close_are_named(margaret, kim, house, acting_for, who):
    reader = {
        "coordinator": lambda: staff("coordinator", house),
        "elsewhere": lambda: staff("manager", SiteFactory(slug="luton")),
        "close": lambda: ConflictFactory(person=margaret, user=staff("manager", house)).user,
        "themselves": lambda: staff("manager", house, person=margaret),
    }[who]()

    with acting_for(kim), pytest.raises(NotAReaderHere):
        restricting.restrict(margaret, by=kim, readers=[reader], **WHY)


def test_somebody_named_later_opens_it_and_is_named_once(restricted, house, kim, margaret, acting_for):
    other = approver_of(house)
    with acting_for(kim):
        restricting.name_reader(restricted, user=other, by=kim)
        with pytest.raises(AlreadyNamed):
            restricting.name_reader(restricted, user=other, by=kim)

    assert people_of(other) == ({margaret}, {margaret})


def test_a_name_taken_back_closes_the_record_at_once(restricted, kim, fin, acting_for):
    with acting_for(kim):
        restricting.drop_reader(restricted, user=fin, by=kim)
        with pytest.raises(NotNamed):
            restricting.drop_reader(restricted, user=fin, by=kim)

    assert people_of(fin) == (set(), set())


def test_one_manager_stays_named(restricted, kim, fin, house, margaret, acting_for):
    other = staff("manager", house)
    with acting_for(kim):
        with pytest.raises(LastManager):
            restricting.drop_reader(restricted, user=kim, by=kim)
        restricting.name_reader(restricted, user=other, by=kim)
        restricting.drop_reader(restricted, user=kim, by=kim)

    assert people_of(kim) == (set(), set())
    assert people_of(other) == ({margaret}, {margaret})


@pytest.fixture
def opener(restricted, house):
    """Another manager, not named, who opened the record in an emergency."""
    other = staff("manager", house, name="Olga Opener")
    EmergencyOpeningFactory(person=restricted.person, user=other)
    return other


def test_whoever_opened_it_in_an_emergency_changes_nothing_about_who_may(
    restricted, opener, fin, margaret, acting_for
):
    assert people_of(opener) == ({margaret}, {margaret})

    for change in (
        lambda: restricting.name_reader(restricted, user=opener, by=opener),
        lambda: restricting.drop_reader(restricted, user=fin, by=opener),
        lambda: restricting.lift(restricted, by=opener),
    ):
        with acting_for(opener), pytest.raises(OnlyTheNamed):
            change()
    restricted.refresh_from_db()
    assert restricted.lifted_at is None
    assert restricted.readers.count() == 2


def test_a_manager_who_no_longer_signs_in_is_not_the_one_who_stays_named(restricted, kim, house, acting_for):
    other = staff("manager", house)
    with acting_for(kim):
        restricting.name_reader(restricted, user=other, by=kim)
        User.objects.filter(pk=other.pk).update(is_active=False)
        with pytest.raises(LastManager):
            restricting.drop_reader(restricted, user=kim, by=kim)


@pytest.mark.parametrize("how", ["role over", "switched off", "last day has come"])
def test_where_no_manager_is_left_who_is_named_another_names_themselves(
    restricted, opener, kim, margaret, acting_for, how
):
    if how == "role over":
        kim.role_assignments.update(ends_on=dates.today())
    else:
        gone = {"is_active": False} if how == "switched off" else {"leaves_on": dates.today()}
        User.objects.filter(pk=kim.pk).update(**gone)

    with acting_for(opener):
        restricting.name_reader(restricted, user=opener, by=opener)

    assert restricted.readers.filter(user=opener).exists()


def test_lifted_it_opens_to_the_team_again_once(restricted, kim, house, margaret, acting_for):
    with acting_for(kim):
        restricting.lift(restricted, by=kim)
        with pytest.raises(AlreadyLifted):
            restricting.lift(restricted, by=kim)

    assert people_of(staff("manager", house)) == ({margaret}, {margaret})
    assert Event.objects.filter(act=Act.LIFT_RESTRICTION, person_id=margaret.pk).exists()


def test_page_ticks_finance_and_approvers_beforehand_and_says_why(signed_in, kim, fin, house, margaret):
    approver, colleague = approver_of(house), staff("manager", house, name="Other Boss")
    page = signed_in(kim).get(reverse("restrict", args=[margaret.public_id]))

    form = page.context["form"]
    assert set(form.fields["readers"].initial) == {str(fin.public_id), str(approver.public_id)}
    assert str(colleague.public_id) in dict(form.fields["readers"].choices)
    assert "Payments wait if nobody in finance can open the record." in page.text


def test_pages_restrict_name_drop_and_lift(signed_in, kim, fin, house, margaret):
    client = signed_in(kim)
    other = staff("manager", house, name="Other Boss")
    sent = client.post(
        reverse("restrict", args=[margaret.public_id]), {**WHY, "readers": [str(fin.public_id)]}
    )
    assert sent.status_code == 302
    kept = Restriction.objects.get()
    shown = client.get(reverse("restriction", args=[margaret.public_id])).text
    assert "Fin Pays" in shown
    assert "She works in this building" in shown

    client.post(reverse("name_reader", args=[kept.public_id]), {"user": str(other.public_id)})
    assert kept.readers.count() == 3
    reader = RestrictionReader.objects.get(user=fin)
    assert "Fin Pays" in client.get(reverse("drop_reader", args=[reader.public_id])).text
    client.post(reverse("drop_reader", args=[reader.public_id]))
    assert kept.readers.count() == 2
    assert client.get(reverse("lift_restriction", args=[kept.public_id])).status_code == 200
    client.post(reverse("lift_restriction", args=[kept.public_id]))
    assert "Everybody who works with" in client.get(reverse("restriction", args=[margaret.public_id])).text


@pytest.mark.parametrize("page", ["restrict", "restriction"])
@pytest.mark.parametrize(
    ("role", "status"), [("coordinator", 404), ("finance", 403), ("navigator", 404), ("site_admin", 404)]
)
def test_others_do_not_restrict(signed_in, margaret, page, role, status):
    client = signed_in(staff(role))

    assert client.get(reverse(page, args=[margaret.public_id])).status_code == status


def test_the_coordinator_reads_who_may_open_it_and_changes_nothing(signed_in, coordinator, restricted):
    client = signed_in(coordinator)
    address = reverse("restriction", args=[restricted.person.public_id])

    assert "A manager who is named can change this." in client.get(address).text
    assert client.post(reverse("lift_restriction", args=[restricted.public_id])).status_code == 403


def test_an_attempt_to_open_it_is_written_down(signed_in, house, restricted, margaret):
    other = staff("coordinator", house)
    signed_in(other).get(reverse("person", args=[margaret.public_id]))

    tried = Event.objects.get(act=Act.TRY_CLOSED)
    assert (tried.person_id, tried.actor_id, tried.is_read) == (margaret.pk, other.pk, True)


def test_what_is_simply_not_there_is_no_attempt(signed_in, house, margaret):
    signed_in(staff("coordinator", house)).get(reverse("person", args=[margaret.public_id]))
    signed_in(staff("manager", house)).get(reverse("person", args=[UserFactory().public_id]))

    assert not Event.objects.filter(act=Act.TRY_CLOSED).exists()


def test_page_about_who_may_open_costs_the_same_for_more_names(signed_in, kim, house, restricted, queries_of):
    address = reverse("restriction", args=[restricted.person.public_id])
    with_two = queries_of(signed_in(kim), address)
    for _ in range(8):
        restricting.name_reader(restricted, user=staff("manager", house), by=kim)

    assert queries_of(signed_in(kim), address) == with_two


def test_other_people_stay_as_they_were(restricted, house):
    other = PersonFactory(site=house)

    assert people_of(staff("manager", house)) == ({other}, {other})
