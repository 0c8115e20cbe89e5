"""Whom somebody may meet, and why they might get on."""

import datetime as dt

import pytest

from ipc.kernel.dates import today
from ipc.kernel.models import Event
from peersupport import apart, matching
from peersupport.acts import Act
from peersupport.likeness import Wishes
from peersupport.models import (
    DbsLevel,
    Gender,
    IntroductionStatus,
    KeptApart,
    Mode,
    Peer,
    PeerActivity,
    PeerStatus,
    ServiceKind,
    WhyApart,
)
from tests.factories import IntroductionFactory, PersonFactory, ServiceFactory, SiteFactory, UserFactory
from tests.factories.peersupport import DbsCheckFactory, KeptApartFactory, PeerFactory
from tests.factories.people import InformationNeedsFactory, RelationshipFactory, staff

DAY = dt.timedelta(days=1)


@pytest.fixture
def rose(house):
    """Somebody of 46 from one district, who signs in."""
    rose = PersonFactory(
        given_name="Rose", born_on=dt.date(1980, 1, 1), phone="01226 222222", postcode="ZZ9 5AA"
    )
    UserFactory(person=rose)
    return rose


def active(level=DbsLevel.ENHANCED, entry="Nadia", **given):
    peer = PeerFactory(**{"service__name": entry, "status": PeerStatus.ACTIVE} | given)
    DbsCheckFactory(peer=peer, level=level)
    return peer


def names(person, **wishes):
    return [one.service.name for one in matching.find(person, Wishes(**wishes))]


def test_somebody_who_fits_is_found(rose):
    active()

    [match] = matching.find(rose)
    assert match.service.name == "Nadia"
    assert match.ways == ["Meeting one to one", "By telephone"]


@pytest.mark.parametrize(
    "given",
    [
        {"status": PeerStatus.PREPARING},
        {"status": PeerStatus.PAUSED, "why_paused": "Ill"},
        {"status": PeerStatus.ENDED},
        {"service__is_internal": True},
        {"service__is_refuge": True},
        {"service__is_out_of_date": True},
        {"service__is_full": True},
        {"service__minimum_age": 60},
        {"service__maximum_age": 30},
        {"most_people": 0},
        {"districts": ["ZZ8"], "modes": [Mode.IN_PERSON]},
        {"phone": "+44 1226 222222"},
    ],
    ids=str,
)
def test_who_may_not_meet_is_never_found(rose, given):
    active(**given)

    assert names(rose) == []


def test_nobody_of_another_site_is_found(rose):
    active(service__site=SiteFactory(slug="luton"))

    assert names(rose) == []


def test_nobody_is_found_whose_check_ran_out_today_before_the_night_has_looked(rose):
    active().checks.update(again_on=today())

    assert names(rose) == []


def test_a_child_meets_only_those_with_the_children_s_barred_list_who_support_children(house):
    child = PersonFactory(born_on=today() - 15 * 365 * DAY)
    active(DbsLevel.BARRED_CHILDREN, "Meets adults alone")
    active(DbsLevel.BARRED_ADULTS, "Only the adults' list", activities=[PeerActivity.CHILDREN])
    active(DbsLevel.BARRED_CHILDREN, "May", activities=[PeerActivity.CHILDREN])

    assert names(child) == ["May"]


def test_the_day_somebody_turns_18_other_rules_hold(house):
    active(entry="For adults")
    day = today()

    assert names(PersonFactory(born_on=day.replace(year=day.year - 18))) == ["For adults"]
    assert names(PersonFactory(born_on=day.replace(year=day.year - 18) + DAY)) == []


def test_places_left_are_counted(rose):
    peer = active(most_people=1)
    taken = IntroductionFactory(
        person=PersonFactory(), service=peer.service, status=IntroductionStatus.ACTIVE
    )
    assert names(rose) == []

    taken.status = IntroductionStatus.ENDED
    taken.save()
    assert names(rose) == ["Nadia"]


def test_nobody_is_found_twice(rose):
    IntroductionFactory(person=rose, service=active().service)

    assert names(rose) == []


def test_who_is_kept_apart_is_never_found_and_nothing_says_why(rose):
    kept = KeptApartFactory(person=rose, peer=active(), words="An order of the court")
    assert names(rose) == []
    with pytest.raises(matching.CannotMeet) as refused:
        matching.check_may_meet(rose, kept.peer.service)
    assert "court" not in str(refused.value.message)

    kept.ended_at = kept.set_at
    kept.save()
    assert names(rose) == ["Nadia"]


def test_somebody_in_the_circle_is_never_found(rose):
    active(email="Grace@home.example")
    RelationshipFactory(person=rose, email="grace@home.example")

    assert names(rose) == []


def test_the_language_of_the_person_is_spoken_unless_an_interpreter_comes(rose):
    active(entry="Speaks English")
    active(entry="Speaks Urdu", languages=["English", "Urdu"])
    needs = InformationNeedsFactory(person=rose, language="urdu")
    assert names(rose) == ["Speaks Urdu"]

    needs.has_interpreter = True
    needs.save()
    assert names(rose) == ["Speaks English", "Speaks Urdu"]


def test_the_way_and_the_language_asked_for_are_kept_to(rose):
    active(entry="By telephone", modes=[Mode.TELEPHONE], districts=["ZZ8"])
    active(entry="In person", modes=[Mode.IN_PERSON], languages=["Polish"])

    assert names(rose, mode=Mode.TELEPHONE) == ["By telephone"]
    assert names(rose, mode=Mode.IN_PERSON) == ["In person"]
    assert names(rose, language="Polish") == ["In person"]


def test_those_who_meet_most_wishes_come_first_and_each_is_said_in_words(rose):
    active(entry="A first name")
    active(
        entry="Zita",
        service__needs=["breathing", "food"],
        gender=Gender.WOMAN,
        born_in=1970,
        is_carer=True,
        interests=["Chess", "Cooking"],
        weekdays=["MO"],
        faith="Quaker",
        languages=["Polish"],
    )

    first, second = matching.find(
        rose,
        Wishes(
            mode=Mode.TELEPHONE,
            gender=Gender.WOMAN,
            needs=("breathing",),
            interests="cooking, walks",
            weekday="MO",
            faith="quaker",
            is_near_in_age=True,
            is_carer=True,
        ),
    )
    assert first.reasons == [
        "Knows this from their own life: breathing and lungs",
        "A woman, as you asked",
        "About your age",
        "Has looked after somebody too",
        "You both like: Cooking",
        "Shares your faith",
        "Has time on Mondays",
        "You can meet this way: by telephone",
    ]
    assert second.reasons == ["You can meet this way: by telephone"]


def test_what_was_not_asked_for_is_not_told(rose):
    active(gender=Gender.WOMAN, faith="Quaker", born_in=1980, is_carer=True, interests=["Chess"])

    [match] = matching.find(rose)
    assert match.reasons == []


def test_a_person_finds_people_without_reading_a_row_of_what_colleagues_know(rose, acting_for):
    active()

    with acting_for(rose.user):
        assert names(rose) == ["Nadia"]
        assert Peer.objects.count() == 0


def test_finding_costs_the_same_for_one_and_for_many(rose, questions):
    counted = []
    for _round in range(2):
        active()
        with questions() as asked:
            assert names(rose)
        counted.append(len(asked()))

    assert counted[0] == counted[1] <= 11


def test_a_peer_whom_nobody_checked_meets_nobody(house):
    entry = ServiceFactory(kind=ServiceKind.PEER)
    child, adult = PersonFactory(born_on=today() - 10 * 365 * DAY), PersonFactory()

    matching.check_may_meet(child, ServiceFactory(kind=ServiceKind.GROUP))
    for somebody in (child, adult):
        with pytest.raises(matching.CannotMeet):
            matching.check_may_meet(somebody, entry)


def test_the_introduction_itself_does_not_hinder_the_match(rose):
    peer = active(most_people=1)
    sent = IntroductionFactory(person=rose, service=peer.service, status=IntroductionStatus.ACCEPTED)

    assert matching.why_not(rose, peer.service) != []
    assert matching.why_not(rose, peer.service, sent=sent) == []


def test_keeping_apart_pauses_what_goes_on(rose):
    peer, coordinator = active(), staff("coordinator")
    meets = IntroductionFactory(person=rose, service=peer.service, status=IntroductionStatus.ACTIVE)

    kept = apart.keep_apart(
        rose, service=peer.service, by=coordinator, why=WhyApart.NO_CONTACT, words=" An order "
    )

    meets.refresh_from_db()
    assert (kept.peer, kept.words, kept.set_by) == (peer, "An order", coordinator)
    assert meets.status == IntroductionStatus.PAUSED
    assert Event.objects.filter(act=Act.KEEP_APART, person_id=rose.pk).count() == 1


def test_keeping_apart_is_refused_twice_and_from_what_is_no_peer(rose, choir):
    peer, by = active(), staff("manager")
    apart.keep_apart(rose, service=peer.service, by=by, why=WhyApart.CONFLICT)

    with pytest.raises(apart.AlreadyApart):
        apart.keep_apart(rose, service=peer.service, by=by, why=WhyApart.CONFLICT)
    with pytest.raises(apart.NotAPeer):
        apart.keep_apart(rose, service=choir, by=by, why=WhyApart.CONFLICT)


def test_what_kept_apart_ends_once(rose):
    kept = apart.no_longer(KeptApartFactory(person=rose), by=staff("manager"))

    assert kept.ended_at is not None
    with pytest.raises(apart.AlreadyOver):
        apart.no_longer(kept, by=staff("manager"))


def test_who_is_kept_apart_is_never_read_by_the_person(rose, acting_for):
    KeptApartFactory(person=rose)

    with acting_for(rose.user):
        assert KeptApart.objects.count() == 0
