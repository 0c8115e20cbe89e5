"""Why somebody gets support, what that gives them, since when and by which law."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from ipc.kernel.models import Event
from people import rights
from people.acts import Act
from people.models import Basis, LegalBasis, OrganisationKind, PeopleRule, Right
from tests.factories import (
    AllocationFactory,
    ConsentFactory,
    LegalBasisFactory,
    OrganisationFactory,
    PeopleRuleFactory,
    RightRuleFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import staff
from tests.people.clock import at

CHC, CCC, CARE_ACT, EHC = (
    Basis.CONTINUING_CARE,
    Basis.CHILDRENS_CONTINUING_CARE,
    Basis.CARE_ACT,
    Basis.EHC_PLAN,
)
NHS, COUNCIL, EDUCATION = OrganisationKind.NHS, OrganisationKind.COUNCIL, OrganisationKind.EDUCATION
BORN = dt.date(2000, 6, 15)


def body(person, kind):
    return OrganisationFactory(site=person.site, kind=kind)


def born(person, day):
    person.born_on = day
    person.save()
    return person


def record(person, basis, kind, starts_on, by=None):
    return rights.record(
        person,
        by=by,
        basis=basis,
        decided_by_body=body(person, kind),
        evidence="Letter, seen",
        starts_on=starts_on,
    )


def test_what_was_decided_is_written_down(coordinator, margaret, acting_for):
    with acting_for(coordinator):
        basis = record(margaret, CARE_ACT, COUNCIL, dt.date(2026, 1, 5), by=coordinator)

    assert basis.recorded_by == coordinator
    assert Event.objects.filter(act=Act.RECORD_BASIS, person_id=margaret.pk, actor=coordinator).count() == 1


@pytest.mark.parametrize(
    ("basis", "kind", "day", "fits"),
    [
        (CCC, NHS, dt.date(2018, 6, 14), True),
        (CCC, NHS, dt.date(2018, 6, 15), False),
        (CHC, NHS, dt.date(2018, 6, 14), False),
        (CHC, NHS, dt.date(2018, 6, 15), True),
        (CARE_ACT, COUNCIL, dt.date(2018, 6, 14), False),
        (CARE_ACT, COUNCIL, dt.date(2018, 6, 15), True),
        (Basis.CHILDRENS_ACT, COUNCIL, dt.date(2018, 6, 14), True),
        (Basis.CHILDRENS_ACT, COUNCIL, dt.date(2018, 6, 15), False),
        (EHC, EDUCATION, dt.date(2025, 6, 14), True),
        (EHC, EDUCATION, dt.date(2025, 6, 15), False),
        (Basis.AFTER_CARE, NHS, dt.date(2016, 1, 1), True),
        (Basis.WHEELCHAIR, NHS, dt.date(2001, 1, 1), True),
    ],
)
def test_an_entitlement_fits_the_age_to_the_day(margaret, basis, kind, day, fits):
    born(margaret, BORN)

    if fits:
        assert record(margaret, basis, kind, day).starts_on == day
    else:
        with pytest.raises(rights.AgeDoesNotFit):
            record(margaret, basis, kind, day)


def test_the_age_is_a_figure_that_a_later_rule_changes(margaret):
    born(margaret, BORN)
    PeopleRuleFactory(figure="education_until", value=26, starts_on=dt.date(2020, 1, 1))

    assert record(margaret, EHC, EDUCATION, dt.date(2025, 12, 1))


@pytest.mark.parametrize(
    ("basis", "kind"), [(CHC, COUNCIL), (CARE_ACT, NHS), (EHC, NHS), (Basis.WHEELCHAIR, EDUCATION)]
)
def test_only_a_body_that_decides_about_it_is_taken(margaret, basis, kind):
    with pytest.raises(rights.WrongBody):
        record(margaret, basis, kind, dt.date(2026, 1, 5))


def test_a_body_of_another_site_is_not_taken(margaret):
    far = OrganisationFactory(site=SiteFactory(slug="luton"), kind=COUNCIL)

    with pytest.raises(rights.WrongBody):
        rights.record(
            margaret,
            by=None,
            basis=CARE_ACT,
            decided_by_body=far,
            evidence="Letter",
            starts_on=dt.date(2026, 1, 5),
        )


def test_nothing_begins_before_birth(margaret):
    with pytest.raises(rights.BeforeBirth):
        record(margaret, Basis.WHEELCHAIR, NHS, margaret.born_on - dt.timedelta(days=1))


def test_the_same_stands_once_at_a_time(margaret):
    first = record(margaret, CARE_ACT, COUNCIL, dt.date(2026, 1, 5))
    with pytest.raises(rights.AlreadyRests):
        record(margaret, CARE_ACT, COUNCIL, dt.date(2026, 3, 1))

    rights.end(first, by=None, ends_on=dt.date(2026, 3, 1))
    with pytest.raises(rights.AlreadyRests):
        record(margaret, CARE_ACT, COUNCIL, dt.date(2026, 2, 28))
    assert record(margaret, CARE_ACT, COUNCIL, dt.date(2026, 3, 1))


def test_an_end_is_written_down_once_and_not_before_the_beginning(coordinator, margaret):
    basis = LegalBasisFactory(person=margaret)

    with pytest.raises(rights.EndsBeforeItStarts):
        rights.end(basis, by=coordinator, ends_on=basis.starts_on - dt.timedelta(days=1))
    ended = rights.end(basis, by=coordinator, ends_on=dt.date(2026, 11, 1), why="Moved")
    with pytest.raises(rights.AlreadyEnded):
        rights.end(ended, by=coordinator, ends_on=dt.date(2026, 11, 1))

    assert rights.of(margaret) == []
    assert Event.objects.get(act=Act.END_BASIS).why == "Moved"


@pytest.mark.parametrize(
    ("basis", "on", "right", "since"),
    [
        (CHC, dt.date(2014, 3, 31), Right.MAY, None),
        (CHC, dt.date(2014, 4, 1), Right.ASK, dt.date(2014, 4, 1)),
        (CHC, dt.date(2014, 9, 30), Right.ASK, dt.date(2014, 4, 1)),
        (CHC, dt.date(2014, 10, 1), Right.HAVE, dt.date(2014, 10, 1)),
        (Basis.AFTER_CARE, dt.date(2019, 12, 1), Right.MAY, dt.date(2015, 4, 1)),
        (Basis.AFTER_CARE, dt.date(2019, 12, 2), Right.HAVE, dt.date(2019, 12, 2)),
        (Basis.WHEELCHAIR, dt.date(2019, 12, 1), Right.MAY, dt.date(2015, 4, 1)),
        (Basis.WHEELCHAIR, dt.date(2019, 12, 2), Right.HAVE, dt.date(2019, 12, 2)),
        (CARE_ACT, dt.date(2026, 11, 22), Right.HAVE, dt.date(2015, 4, 1)),
    ],
)
def test_what_it_gives_is_what_the_law_said_on_that_day(margaret, basis, on, right, since):
    LegalBasisFactory(person=margaret, basis=basis, starts_on=dt.date(2013, 1, 1))

    (given,) = rights.of(margaret, on)

    assert (given.right, given.right_since) == (right, since)
    assert bool(given.source) == (since is not None)


def test_a_right_begins_when_the_entitlement_does_where_that_is_later(margaret):
    LegalBasisFactory(person=margaret, basis=CHC, starts_on=dt.date(2026, 2, 1))

    (given,) = rights.of(margaret)

    assert given.right_since == dt.date(2026, 2, 1)
    assert "32B" in given.source
    assert "not a right to be paid the money directly" in given.gives


def test_a_rule_that_renews_the_same_right_does_not_begin_it_again(margaret):
    RightRuleFactory(
        basis=Basis.CHILDRENS_ACT,
        right=Right.HAVE,
        starts_on=dt.date(2020, 1, 1),
        ends_on=dt.date(2022, 1, 1),
    )
    RightRuleFactory(basis=Basis.CHILDRENS_ACT, right=Right.HAVE, starts_on=dt.date(2022, 1, 1))
    child = born(margaret, dt.date(2012, 1, 1))
    LegalBasisFactory(person=child, basis=Basis.CHILDRENS_ACT, starts_on=dt.date(2016, 2, 1))

    found = {given.basis.basis: given for given in rights.of(child, dt.date(2024, 1, 1))}

    assert found[Basis.CHILDRENS_ACT].right_since == dt.date(2020, 1, 1)


@at("2026-06-14 12:00")
def test_a_childs_entitlement_lasts_until_the_birthday(margaret):
    born(margaret, dt.date(2008, 6, 15))
    LegalBasisFactory(person=margaret, basis=CCC, starts_on=dt.date(2020, 1, 1))

    (given,) = rights.of(margaret)

    assert given.until == dt.date(2026, 6, 15)
    assert rights.of(margaret, dt.date(2026, 6, 15)) == []


class TestPages:
    @pytest.fixture
    def sam(self, signed_in, coordinator):
        return signed_in(coordinator)

    def test_the_coordinator_writes_it_down_sees_it_and_ends_it(self, sam, margaret):
        council = body(margaret, COUNCIL)
        added = sam.post(
            reverse("record_basis", args=[margaret.public_id]),
            {
                "basis": "care_act",
                "decided_by_body": council.pk,
                "evidence": "Letter of 3 November",
                "starts_on": "2026-11-03",
            },
        )
        page = sam.get(reverse("rights", args=[margaret.public_id]))
        ended = sam.post(
            reverse("end_basis", args=[LegalBasis.objects.get().public_id]),
            {"ends_on": "2026-11-20", "why": "Moved away"},
        )
        after = sam.get(reverse("rights", args=[margaret.public_id]))

        assert added["Location"] == reverse("rights", args=[margaret.public_id])
        assert "A right to have a personal budget" in page.text
        assert "Care Act 2014" in page.text
        assert ended.status_code == 302
        assert "Not in force today" in after.text

    def test_a_refusal_is_an_error_of_the_form(self, sam, margaret):
        answer = sam.post(
            reverse("record_basis", args=[margaret.public_id]),
            {
                "basis": "chc",
                "decided_by_body": body(margaret, COUNCIL).pk,
                "evidence": "Letter",
                "starts_on": "2026-11-03",
            },
        )

        assert "That body does not decide about this" in answer.text

    def test_no_other_sites_body_is_offered(self, sam, margaret):
        far = OrganisationFactory(site=SiteFactory(slug="luton"), kind=NHS, name="Far NHS")

        assert far.name not in sam.get(reverse("record_basis", args=[margaret.public_id])).text

    @pytest.mark.parametrize(
        ("role", "sees", "records"),
        [("manager", 200, 403), ("approver", 200, 403), ("finance", 200, 403), ("navigator", 404, 404)],
    )
    def test_who_sees_and_who_writes(self, signed_in, margaret, role, sees, records):
        organisation = body(margaret, NHS) if role == "approver" else None
        client = signed_in(staff(role, organisation=organisation))

        assert client.get(reverse("rights", args=[margaret.public_id])).status_code == sees
        assert client.get(reverse("record_basis", args=[margaret.public_id])).status_code == records

    def test_of_another_caseload_is_not_there(self, sam, house):
        other = LegalBasisFactory(person=AllocationFactory(person__site=house).person)

        assert sam.get(reverse("rights", args=[other.person.public_id])).status_code == 404
        assert sam.get(reverse("end_basis", args=[other.public_id])).status_code == 404

    def test_costs_the_same_for_one_and_for_seven(self, sam, margaret, queries_of):
        LegalBasisFactory(person=margaret, basis=CARE_ACT)
        few = queries_of(sam, reverse("rights", args=[margaret.public_id]))
        for basis in set(Basis) - {CARE_ACT}:
            LegalBasisFactory(
                person=margaret, basis=basis, starts_on=dt.date(2025, 1, 1), ends_on=dt.date(2025, 2, 1)
            )

        assert queries_of(sam, reverse("rights", args=[margaret.public_id])) == few

    def test_the_person_reads_why_they_get_support(self, signed_in, margaret):
        LegalBasisFactory(person=margaret)
        page = signed_in(UserFactory(person=margaret)).get(reverse("my_rights"))

        assert "A right to have a personal budget." in strip_tags(page.text)
        assert "Care Act 2014" in page.text

    def test_family_without_the_plan_does_not(self, signed_in, margaret):
        friend = ConsentFactory(person=margaret, sections=["identity"]).user

        assert signed_in(friend).get(reverse("my_rights")).status_code == 403


class TestApi:
    def test_writes_down_tells_what_it_gives_and_ends(self, signed_in, coordinator, margaret):
        client = signed_in(coordinator)
        asked = {
            "person": str(margaret.public_id),
            "basis": "care_act",
            "decided_by_body": str(body(margaret, COUNCIL).public_id),
            "evidence": "Letter, seen",
            "starts_on": "2026-01-05",
        }
        made = client.post("/api/v1/rights/", asked, content_type="application/json")
        again = client.post("/api/v1/rights/", asked, content_type="application/json")
        row = f"/api/v1/rights/{made.json()['id']}/"
        gives = client.get(f"{row}gives/").json()
        ended = client.post(
            f"{row}end/", {"ends_on": "2026-11-01", "why": "Moved"}, content_type="application/json"
        )

        assert (made.status_code, again.status_code) == (201, 409)
        assert (gives["right"], gives["right_since"]) == ("have", "2026-01-05")
        assert ended.json()["ends_on"] == "2026-11-01"
        assert client.get(f"{row}gives/").status_code == 404

    def test_somebody_else_is_nobody(self, signed_in, coordinator, house):
        other = AllocationFactory(person__site=house).person
        answer = signed_in(coordinator).post(
            "/api/v1/rights/", {"person": str(other.public_id)}, content_type="application/json"
        )

        assert answer.status_code == 400
        assert "person" in answer.json()["errors"]


class TestAdmin:
    def test_a_site_adds_its_own_figures_only(self, signed_in, house):
        client = signed_in(staff("site_admin", house))
        address = reverse("admin:people_peoplerule_add")
        facts = {"figure": "link_days", "value": 7, "starts_on": "2026-12-01", "source": "Our own choice"}

        everywhere = client.post(address, facts)
        elsewhere = client.post(address, {**facts, "site": SiteFactory(slug="luton").pk})
        here = client.post(address, {**facts, "site": house.pk})

        assert (everywhere.status_code, elsewhere.status_code, here.status_code) == (200, 200, 302)
        assert PeopleRule.objects.filter(source="Our own choice").get().site == house

    def test_the_programme_adds_for_all_and_says_what_the_law_gives(self, signed_in, house):
        client = signed_in(staff("programme_admin"))
        figure = client.post(
            reverse("admin:people_peoplerule_add"),
            {"figure": "link_days", "value": 7, "starts_on": "2026-12-01", "source": "Made up"},
        )
        right = client.post(
            reverse("admin:people_rightrule_add"),
            {"basis": "children", "right": "have", "starts_on": "2027-01-01", "source": "Made up"},
        )

        assert (figure.status_code, right.status_code) == (302, 302)

    def test_a_site_does_not_say_what_the_law_gives(self, signed_in, house):
        client = signed_in(staff("site_admin", house))

        assert client.get(reverse("admin:people_rightrule_changelist")).status_code == 200
        assert client.get(reverse("admin:people_rightrule_add")).status_code == 403
