"""Peer supporters: adding, checks, what is missing, beginning, pausing, stopping, supervision, policies."""

import datetime as dt

import pytest

from ipc.kernel.dates import plus_months, today
from ipc.kernel.models import Effect, Event
from peersupport import peers
from peersupport.acts import Act
from peersupport.models import (
    CheckOutcome,
    DbsLevel,
    Introduction,
    IntroductionStatus,
    Mode,
    OrganisationPolicy,
    Peer,
    PeerActivity,
    PeerStatus,
    PolicyKind,
    Service,
    ServiceStatus,
    Step,
    SupportRule,
)
from peersupport.peers import checks, keep, nightly, pausing, policies, readiness, starting, supervision
from tests.factories import IntroductionFactory, OrganisationFactory, PersonFactory, SiteFactory
from tests.factories.peersupport import (
    ConcernFactory,
    DbsCheckFactory,
    OrganisationPolicyFactory,
    PeerFactory,
)
from tests.factories.people import staff

DAY = dt.timedelta(days=1)
CHECK = {"level": DbsLevel.ENHANCED, "outcome": CheckOutcome.CLEAR}


def with_policies(peer):
    """Give the organisation of ``peer`` every policy; return the peer."""
    for kind in PolicyKind.values:
        OrganisationPolicyFactory(organisation=peer.organisation, kind=kind)
    return peer


def ready(**given):
    """Return a peer supporter who may begin."""
    peer = with_policies(PeerFactory(**given))
    DbsCheckFactory(peer=peer, level=DbsLevel.ENHANCED)
    return peer


def active(**given):
    peer = ready(status=PeerStatus.ACTIVE, **given)
    Service.objects.filter(pk=peer.service_id).update(status=ServiceStatus.ACTIVE)
    return peer


def record(peer, by, **changed):
    facts = {**CHECK, "issued_on": today() - 30 * DAY, "seen_on": today()} | changed
    return peers.record_check(peer, by=by, **facts)


def words_missing(peer):
    return " ".join(one.words for one in readiness.missing(Peer.objects.get(pk=peer.pk)))


def did(act):
    return Event.objects.filter(act=act, is_read=False).count()


def test_adding_makes_an_entry_that_nobody_sees_yet_and_that_never_tells_where(navigator, house):
    peer = peers.add(
        by=navigator,
        organisation=OrganisationFactory(site=house),
        name="Nadia Made-up",
        phone="07700 900123",
        shown_as="Nadia",
        words="I have COPD myself.",
        needs=["breathing"],
        activities=[PeerActivity.MEETING],
        modes=[Mode.TELEPHONE],
        languages=["English", "Polish"],
    )

    entry = Service.objects.get(pk=peer.service_id)
    assert (entry.name, entry.description, entry.languages) == (
        "Nadia",
        "I have COPD myself.",
        "English, Polish",
    )
    assert (peer.status, entry.is_public) == (PeerStatus.PREPARING, False)
    assert not entry.has_public_place
    assert not entry.has_public_contact
    assert (entry.phone, peer.added_by) == ("", navigator)
    assert did(Act.KEEP_PEER) == 1


def test_adding_is_refused_for_an_organisation_elsewhere(navigator):
    far = OrganisationFactory(site=SiteFactory(slug="luton"))
    with pytest.raises(keep.NotOfThisSite):
        peers.add(
            by=navigator,
            organisation=far,
            name="N",
            shown_as="N",
            words="W",
            activities=["group"],
            modes=["group"],
        )


def test_nothing_is_missing_of_somebody_who_is_ready(house):
    assert readiness.missing(ready()) == []


@pytest.mark.parametrize(
    ("lacks", "words"),
    [
        ({"supervisor": ""}, "A supervisor"),
        ({"supervision_due_on": None}, "A supervisor"),
        ({"supervision_due_on": dt.date(2026, 1, 2)}, "due on Friday 2 January 2026"),
        ({"trained_on": None}, "Training"),
        ({"boundaries_agreed_on": None}, "Boundaries"),
    ],
)
def test_what_is_missing_of_themselves_is_said(house, lacks, words):
    [missing] = readiness.missing(ready(**lacks))

    assert words in missing.words
    assert missing.source
    assert not missing.is_check


def test_each_policy_of_the_organisation_is_needed_and_not_for_ever(house):
    peer = ready()
    OrganisationPolicy.objects.filter(kind=PolicyKind.LONE_WORKING).update(
        seen_on=today() - DAY, again_on=today()
    )
    OrganisationPolicy.objects.filter(kind=PolicyKind.EXPENSES).delete()

    assert words_missing(peer) == "Policies of their organisation: working alone, expenses."


@pytest.mark.parametrize(
    ("activity", "level", "both", "is_enough"),
    [
        (PeerActivity.MEETING, DbsLevel.ENHANCED, False, True),
        (PeerActivity.MEETING, DbsLevel.BASIC, False, False),
        (PeerActivity.MEETING, DbsLevel.STANDARD, False, False),
        (PeerActivity.TALKING_APART, DbsLevel.BASIC, False, False),  # they also meet people in person
        (PeerActivity.MONEY, DbsLevel.ENHANCED, False, False),
        (PeerActivity.MONEY, DbsLevel.BARRED_ADULTS, False, True),
        (PeerActivity.TRANSPORT, DbsLevel.BARRED_CHILDREN, False, False),
        (PeerActivity.TRANSPORT, DbsLevel.BARRED_CHILDREN, True, True),
        (PeerActivity.CHILDREN, DbsLevel.BARRED_ADULTS, False, False),
        (PeerActivity.CHILDREN, DbsLevel.BARRED_ADULTS, True, True),
        (PeerActivity.CHILDREN, DbsLevel.BARRED_CHILDREN, False, True),
    ],
)
def test_the_check_must_be_the_one_that_the_activity_asks_for(house, activity, level, both, is_enough):
    peer = with_policies(PeerFactory(activities=[activity], modes=[Mode.IN_PERSON]))
    DbsCheckFactory(peer=peer, level=level, has_both_lists=both)

    assert (words_missing(peer) == "") == is_enough


def test_the_missing_check_says_what_it_is_needed_for_and_where_that_stands(house):
    peer = with_policies(PeerFactory(activities=[PeerActivity.PERSONAL_CARE, PeerActivity.MONEY]))

    [missing] = readiness.missing(peer)
    assert "adults' barred list" in missing.words
    assert "washing" in missing.words
    assert "Safeguarding Vulnerable Groups Act 2006" in missing.source


def test_an_entry_for_the_young_needs_the_children_s_list_whatever_was_ticked(house):
    assert "children's barred list" in words_missing(ready(service__minimum_age=16))
    assert words_missing(ready(service__minimum_age=18, service__cohorts=["child"])) == ""  # for parents


def test_an_activity_without_a_rule_lets_nobody_begin(house, monkeypatch):
    monkeypatch.setattr(checks, "rules", dict)

    assert "Which check is needed" in words_missing(ready())


def test_a_check_that_ran_out_counts_no_longer(house):
    peer = with_policies(PeerFactory())
    DbsCheckFactory(peer=peer, again_on=today())

    assert "ran out on" in words_missing(peer)


def test_a_check_that_says_no_is_overcome_only_by_a_newer_one_of_its_level(house):
    peer = ready(activities=[PeerActivity.GROUP], modes=[Mode.GROUP])
    said_no = today() - 20 * DAY
    DbsCheckFactory(peer=peer, outcome=CheckOutcome.NOT_CLEAR, issued_on=said_no, seen_on=said_no)
    assert "must not support" in words_missing(peer)

    DbsCheckFactory(peer=peer, level=DbsLevel.BASIC, issued_on=said_no + DAY, seen_on=today())
    assert "must not support" in words_missing(peer)

    DbsCheckFactory(peer=peer, level=DbsLevel.ENHANCED, issued_on=said_no + 2 * DAY, seen_on=today())
    assert words_missing(peer) == ""


def test_recording_a_check_says_when_it_is_done_again(navigator):
    check = record(PeerFactory(), navigator, issued_on=dt.date(2026, 1, 31))

    assert check.again_on == dt.date(2029, 1, 31)
    assert (check.seen_by, did(Act.CHECK_PEER)) == (navigator, 1)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"level": DbsLevel.NONE}, checks.NothingWasChecked),
        ({"seen_on": dt.date(2999, 1, 1)}, checks.CheckSeenTooEarly),
        ({"issued_on": today() + DAY}, checks.CheckSeenTooEarly),
        ({"has_both_lists": True}, checks.ListsWithoutBarredCheck),
        ({"outcome": CheckOutcome.LOOKED_AT, "detail": " "}, checks.WeighedWithoutWords),
    ],
)
def test_recording_a_check_is_refused(navigator, wrong, refusal):
    with pytest.raises(refusal):
        record(PeerFactory(), navigator, **wrong)


def test_a_check_that_says_no_pauses_at_once(navigator):
    peer = active()

    record(peer, navigator, outcome=CheckOutcome.NOT_CLEAR)

    peer.refresh_from_db()
    assert peer.status == PeerStatus.PAUSED
    assert not Service.objects.get(pk=peer.service_id).is_public


def test_starting_shows_them_to_the_public(navigator):
    peer = peers.start(ready(), by=navigator)

    entry = Service.objects.get(pk=peer.service_id)
    assert (peer.status, entry.status, entry.assured_on) == (PeerStatus.ACTIVE, ServiceStatus.ACTIVE, today())
    assert did(Act.START_PEER) == 1


def test_starting_is_refused_with_what_is_missing_and_its_source(navigator):
    with pytest.raises(starting.NotReady, match="Training") as refused:
        peers.start(ready(trained_on=None), by=navigator)

    assert refused.value.source


def test_starting_is_refused_where_they_have_begun_or_stopped(navigator):
    with pytest.raises(starting.AlreadyActive):
        peers.start(active(), by=navigator)
    with pytest.raises(checks.HasStopped):
        peers.start(ready(status=PeerStatus.ENDED), by=navigator)


def test_starting_again_waits_until_a_worry_is_settled(navigator, margaret):
    peer = ready(status=PeerStatus.PAUSED, why_paused="A worry")
    about = IntroductionFactory(person=margaret, service=peer.service)
    concern = ConcernFactory(person=margaret, introduction=about, has_paused_peer=True)

    with pytest.raises(starting.WorryNotSettled):
        peers.start(peer, by=navigator)

    concern.closed_at, concern.outcome = concern.raised_at, "Nothing in it"
    concern.save()
    assert peers.start(peer, by=navigator).status == PeerStatus.ACTIVE


def test_pausing_hides_them_and_pauses_whoever_meets_them(navigator, margaret):
    peer = active()
    meets = IntroductionFactory(person=margaret, service=peer.service, status=IntroductionStatus.ACTIVE)
    asked = IntroductionFactory(person=PersonFactory(), service=peer.service)

    peer = peers.pause(peer, by=navigator, why="On holiday")

    for one in (meets, asked):
        one.refresh_from_db()
    assert (peer.status, peer.why_paused) == (PeerStatus.PAUSED, "On holiday")
    assert Service.objects.get(pk=peer.service_id).status == ServiceStatus.CLOSED_FOR_NOW
    assert (meets.status, asked.status) == (IntroductionStatus.PAUSED, IntroductionStatus.ASKED)
    assert "holiday" not in Step.objects.get(introduction=meets).words
    assert did(Act.PAUSE_PEER) == 1


def test_whoever_gets_a_place_while_a_peer_is_paused_is_paused_too(navigator, margaret, monkeypatch):
    """A navigator who gives a place holds the entry: it is there once the pause has the entry."""
    peer, set_status = active(), pausing.set_status
    asked = IntroductionFactory(person=margaret, service=peer.service)

    def after_somebody_else(peer, status, **more):
        Introduction.objects.filter(pk=asked.pk).update(status=IntroductionStatus.ACCEPTED)
        set_status(peer, status, **more)

    monkeypatch.setattr(pausing, "set_status", after_somebody_else)
    peers.pause(peer, by=navigator, why="On holiday")

    asked.refresh_from_db()
    assert asked.status == IntroductionStatus.PAUSED


def test_pausing_is_refused(navigator):
    with pytest.raises(starting.NotActive):
        peers.pause(ready(), by=navigator, why="Why")
    with pytest.raises(starting.PausedWithoutReason):
        peers.pause(active(), by=navigator, why=" ")


def test_stopping_takes_them_out_for_good(navigator):
    peer = peers.end(active(), by=navigator)

    assert peer.status == PeerStatus.ENDED
    assert Service.objects.get(pk=peer.service_id).status == ServiceStatus.DEFUNCT


def test_stopping_is_refused_while_people_meet_them(navigator, margaret):
    peer = active()
    IntroductionFactory(person=margaret, service=peer.service)

    with pytest.raises(starting.StillMeetsPeople):
        peers.end(peer, by=navigator)


def test_changing_changes_both_rows(navigator):
    peer = peers.change(active(), by=navigator, words="New words", languages=["Urdu"], interests=["chess"])

    entry = Service.objects.get(pk=peer.service_id)
    assert (entry.description, entry.languages) == ("New words", "Urdu")
    assert Peer.objects.get(pk=peer.pk).interests == ["chess"]


def test_changing_lets_nobody_do_more_than_their_check_covers(navigator):
    peer = active()

    with pytest.raises(keep.WouldNotBeReady, match="children"):
        peers.change(peer, by=navigator, activities=[PeerActivity.CHILDREN])

    assert Peer.objects.get(pk=peer.pk).activities == [PeerActivity.MEETING]


def test_supervision_says_when_the_next_is_due_and_that_the_entry_is_true(navigator):
    peer = ready(service__assured_on=dt.date(2025, 1, 1), service__is_out_of_date=True)

    held = peers.supervise(peer, by=navigator, held_on=today(), words=" Well. ")
    peers.supervise(peer, by=navigator, held_on=today() - 20 * DAY)  # written down late

    peer.refresh_from_db()
    entry = Service.objects.get(pk=peer.service_id)
    assert (held.next_on, held.words) == (today() + dt.timedelta(weeks=6), "Well.")
    assert peer.supervision_due_on == held.next_on
    assert (entry.assured_on, entry.is_out_of_date) == (today(), False)


@pytest.mark.parametrize(
    ("held", "following", "refusal"),
    [
        (1, 10, supervision.SupervisionYetToCome),
        (0, 0, supervision.NextTooLate),
        (0, 43, supervision.NextTooLate),
    ],
)
def test_supervision_is_refused(navigator, held, following, refusal):
    with pytest.raises(refusal):
        peers.supervise(
            PeerFactory(), by=navigator, held_on=today() + held * DAY, next_on=today() + following * DAY
        )


def test_supervision_follows_the_weeks_of_the_site(navigator):
    peer = PeerFactory()
    SupportRule.objects.create(
        figure="supervision_weeks", value=2, site=peer.site, starts_on=today(), source="Ours"
    )

    assert peers.supervise(peer, by=navigator, held_on=today()).next_on == today() + dt.timedelta(weeks=2)


def test_a_policy_is_looked_at_again_after_its_years(navigator, house):
    ours = OrganisationFactory(site=house)

    facts = {"kind": PolicyKind.SAFEGUARDING, "seen_on": today()}
    policy = peers.record_policy(by=navigator, organisation=ours, **facts)

    assert policy.again_on == plus_months(today(), 24)
    assert did(Act.KEEP_POLICY) == 1


def test_a_policy_is_refused_before_it_is_seen_or_from_elsewhere(navigator, house):
    facts = {"by": navigator, "kind": PolicyKind.TRAINING}
    ours, far = OrganisationFactory(site=house), OrganisationFactory(site=SiteFactory(slug="luton"))

    with pytest.raises(policies.PolicySeenTooEarly):
        peers.record_policy(organisation=ours, seen_on=today() + DAY, **facts)
    with pytest.raises(keep.NotOfThisSite):
        peers.record_policy(organisation=far, seen_on=today(), **facts)


def test_the_night_pauses_whoever_s_check_ran_out_and_tells_once(house, margaret):
    peer = active()
    meets = IntroductionFactory(person=margaret, service=peer.service, status=IntroductionStatus.MATCHED)
    peer.checks.update(again_on=today())

    nightly.look_at_peers(house)
    nightly.look_at_peers(house)

    peer.refresh_from_db()
    meets.refresh_from_db()
    assert (peer.status, meets.status) == (PeerStatus.PAUSED, IntroductionStatus.PAUSED)
    assert Effect.objects.filter(task="peersupport.tell_of_peer").count() == 1


def test_the_night_tells_of_what_is_due_and_pauses_nobody_for_it(house):
    peer = active(supervision_due_on=today() - DAY)
    peer.checks.update(again_on=today() + 59 * DAY)

    nightly.look_at_peers(house)
    nightly.look_at_peers(house)

    assert Peer.objects.get(pk=peer.pk).status == PeerStatus.ACTIVE
    keys = set(Effect.objects.values_list("key", flat=True))
    assert keys == {
        f"peer-{peer.pk}-check-{today() + 59 * DAY}",
        f"peer-{peer.pk}-supervision-{today() - DAY}",
    }


def test_the_night_deletes_what_a_certificate_said_after_its_months(house):
    peer = PeerFactory()
    seen = plus_months(today(), -6)
    old = DbsCheckFactory(peer=peer, detail="A caution in 1999", issued_on=seen, seen_on=seen)
    newer = DbsCheckFactory(peer=peer, detail="A caution in 2001", issued_on=seen, seen_on=seen + DAY)

    nightly.look_at_peers(house)

    old.refresh_from_db()
    newer.refresh_from_db()
    assert (old.detail, newer.detail) == ("", "A caution in 2001")
    assert old.detail_gone_at is not None


def test_peers_and_their_checks_are_there_for_navigators_and_managers_alone(house, acting_for):
    DbsCheckFactory(peer=PeerFactory())
    who = {role: staff(role) for role in ("navigator", "manager", "coordinator", "finance", "site_admin")}

    seen = {}
    for role, user in who.items():
        with acting_for(user):
            seen[role] = (Peer.objects.count(), Peer.objects.visible_to(user).count())

    assert seen == {
        "navigator": (1, 1),
        "manager": (1, 1),
        "coordinator": (0, 0),
        "finance": (0, 0),
        "site_admin": (0, 0),
    }


def test_what_is_missing_costs_the_same_for_many(house, questions):
    few = [PeerFactory()]
    many = [*few, ready(), ready()]
    counted = []
    for some in (few, many):
        rows = Peer.objects.filter(pk__in=[one.pk for one in some]).select_related("service")
        rows = list(rows.prefetch_related("checks"))
        with questions() as asked:
            readiness.of_all(rows)
        counted.append(len(asked()))

    assert counted == [2, 2]
