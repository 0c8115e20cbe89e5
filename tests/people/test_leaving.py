"""Our work with somebody ends, or somebody dies: what stops, what is asked, and taking it back."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from careplans import about, reviews
from ipc.celery import app
from ipc.kernel.models import Effect, Event
from peersupport.models import Introduction
from people import leaving, notices
from people.acts import Act
from people.leaving import (
    AlreadyDied,
    AlreadyOver,
    DayNotPossible,
    DiedOnNotPossible,
    HasDied,
    NotWrittenDownAsDied,
)
from people.models import (
    Authority,
    Handover,
    NoticeState,
    Person,
    PersonStatus,
    Role,
    Section,
    Todo,
    TodoKind,
)
from tests import worlds
from tests.factories import (
    AllocationFactory,
    AuthorityFactory,
    ChangeRequestFactory,
    InformationNeedsFactory,
    InvitationFactory,
    OrganisationFactory,
    ShareLinkFactory,
    SiteFactory,
    UserFactory,
)
from tests.factories.people import staff

TODAY = dt.date(2026, 11, 22)
PAGES = ["end_involvement", "record_death"]


@pytest.fixture
def manager(house):
    return staff("manager", house)


@pytest.fixture
def ended(coordinator, margaret, acting_for):
    def end(**given):
        facts = {"reason": "She no longer wants support", "ends_on": timezone.localdate(), **given}
        with acting_for(coordinator):
            return leaving.end_involvement(margaret, by=coordinator, **facts)

    return end


@pytest.fixture
def died(coordinator, margaret, acting_for):
    def die(**given):
        facts = {"told_by": "Her daughter", "died_on": timezone.localdate(), **given}
        with acting_for(coordinator):
            return leaving.record_death(margaret, by=coordinator, **facts)

    return die


def todos_of(person, kind):
    return Todo.objects.filter(person=person, kind=kind)


def test_ending_says_so_on_the_record_and_asks_to_close_what_is_open(ended, margaret):
    ended()

    margaret.refresh_from_db()
    assert margaret.status == PersonStatus.ENDED
    assert todos_of(margaret, TodoKind.LEAVING).open().count() >= 2
    event = Event.objects.get(act=Act.END_INVOLVEMENT, person_id=margaret.pk)
    assert "She no longer wants support" in event.why


def test_ending_stops_invitations_and_links(ended, margaret):
    invitation, link = InvitationFactory(person=margaret), ShareLinkFactory(person=margaret)
    used = InvitationFactory(person=margaret, accepted_at=timezone.now())

    ended()

    for row in (invitation, link, used):
        row.refresh_from_db()
    assert invitation.expires_at <= timezone.now()
    assert link.withdrawn_at
    assert used.expires_at > timezone.now()


def test_ending_tells_the_person_once(ended, margaret):
    ended()

    assert margaret.notices.get().letter == "involvement_ended"


def test_ending_twice_is_refused(ended):
    ended()

    with pytest.raises(AlreadyOver):
        ended()


@pytest.mark.parametrize("days", [1, -100])
def test_ending_on_a_day_to_come_or_before_the_referral_is_refused(ended, days):
    with pytest.raises(DayNotPossible):
        ended(ends_on=timezone.localdate() + dt.timedelta(days=days))


def test_coordinator_keeps_the_record_until_everything_is_closed(ended, margaret, coordinator, house):
    ended()
    leaving.end_allocations(house)
    assert list(Person.objects.visible_to(coordinator)) == [margaret]

    todos_of(margaret, TodoKind.LEAVING).update(done_at=timezone.now())
    leaving.end_allocations(house)

    assert not Person.objects.visible_to(coordinator).exists()


def test_nobody_else_leaves_a_list(margaret, coordinator, house):
    leaving.end_allocations(house)

    assert list(Person.objects.visible_to(coordinator)) == [margaret]


def test_a_death_is_on_the_record_with_its_day_and_who_told(died, margaret):
    died()

    margaret.refresh_from_db()
    assert (margaret.status, margaret.died_on) == (PersonStatus.DIED, timezone.localdate())
    assert Event.objects.get(act=Act.RECORD_DEATH, person_id=margaret.pk).why == "Her daughter"


def test_a_death_asks_the_coordinator_to_tell_and_to_collect(died, margaret):
    died()

    asked = todos_of(margaret, TodoKind.DIED).open()
    assert asked.filter(role=Role.COORDINATOR).count() == 3
    assert not asked.exclude(role=Role.COORDINATOR).exists()


@pytest.mark.parametrize("kind", [TodoKind.DIED, TodoKind.LEAVING])
def test_every_room_names_what_is_open_there(house, kind):
    record = reachable(house)
    if kind == TodoKind.DIED:
        leaving.record_death(record.person, by=None, died_on=timezone.localdate(), told_by="The GP")
    else:
        Person.objects.filter(pk=record.person.pk).update(referred_on=dt.date(2026, 1, 1))
        leaving.end_involvement(record.person, by=None, reason="Moved in", ends_on=timezone.localdate())

    asked = todos_of(record.person, kind).open()
    finance = set(asked.filter(role=Role.FINANCE).values_list("detail", flat=True))
    assert finance == {
        "Stop every payment that is due.",
        "Settle the account: what was paid, spent and is left.",
    }
    words = " ".join(asked.filter(role=Role.COORDINATOR).values_list("detail", flat=True))
    for open_still in ("plan", "review", "introduced to"):
        assert open_still in words


def test_a_death_stops_links_invitations_and_the_own_sign_in(died, margaret, client):
    link, invitation = ShareLinkFactory(person=margaret), InvitationFactory(person=margaret)
    user = UserFactory(person=margaret)
    client.force_login(user, backend="people.signing_in.Backend")

    died()

    link.refresh_from_db()
    invitation.refresh_from_db()
    assert link.withdrawn_at
    assert invitation.expires_at <= timezone.now()
    assert client.get(reverse("my_home")).status_code == 302


@pytest.mark.parametrize("again", ["died", "merged"])
def test_a_second_death_is_refused(died, margaret, again):
    if again == "died":
        died()
    else:
        kept = AllocationFactory().person
        Person.objects.filter(pk=margaret.pk).update(status=PersonStatus.MERGED, merged_into=kept)

    with pytest.raises(AlreadyDied):
        died()


@pytest.mark.parametrize("day", [dt.date(2030, 1, 1), dt.date(1900, 1, 1)])
def test_a_death_to_come_or_before_the_birth_is_refused(died, day):
    with pytest.raises(DiedOnNotPossible):
        died(died_on=day)


def test_somebody_who_left_may_die_too(ended, died, margaret):
    ended()
    died()

    margaret.refresh_from_db()
    assert margaret.status == PersonStatus.DIED


def test_who_acted_still_reads_and_decides_nothing(died, margaret, acting_for):
    parent = AuthorityFactory(person=margaret, kind="parent").holder

    died()

    with acting_for(parent):
        assert list(Person.objects.visible_to(parent)) == [margaret]
    assert Authority.objects.live().filter(holder=parent).exists()
    assert not Authority.objects.deciding_the_plan().filter(holder=parent).exists()
    assert not Authority.objects.handling_the_money().filter(holder=parent).exists()


@pytest.mark.parametrize(
    "add",
    [
        lambda person, by: about.write(person, by=by, heading="please", words="Tea"),
        lambda person, by: about.observe(person, by=by, is_working=True, words="Tea"),
        lambda person, by: reviews.ask_for_change(person.careplans.first(), by=by, words="More tea"),
    ],
    ids=["about me", "what works", "a change"],
)
def test_who_helped_adds_nothing_any_more(house, acting_for, add):
    record = reachable(house)
    parent = Authority.objects.filter(person=record.person, kind="parent").last().holder
    leaving.record_death(record.person, by=None, died_on=timezone.localdate(), told_by="The GP")
    person = Person.objects.get(pk=record.person.pk)

    with acting_for(parent), pytest.raises(HasDied):
        add(person, parent)


def test_no_notice_goes_out_about_the_dead(died, margaret):
    InformationNeedsFactory(person=margaret, contact_method="email", information_format="standard")
    Person.objects.filter(pk=margaret.pk).update(email="margaret@example.org")
    died()

    told = notices.tell(margaret, "something_new", key="after", facts={"link": "x"})

    assert told.state == NoticeState.REFUSED


SENDING = {
    "people.send_invitation": "people.Invitation",
    "people.send_notice": "people.Notice",
    "people.send_share_link": "people.ShareLink",
    "people.tell_of_handover": "people.Handover",
    "careplans.send_review_reminder": "careplans.Review",
    "careplans.tell_of_change_request": "careplans.ChangeRequest",
    "careplans.tell_of_review": "careplans.ReviewMeeting",
    "careplans.tell_of_trigger": "careplans.ReviewTrigger",
    "careplans.tell_who_asked": "careplans.ChangeRequest",
    "budgets.tell_of_indicative": "budgets.IndicativeBudget",
    "budgets.tell_of_payment": "budgets.Payment",
    "peersupport.tell_navigators": "peersupport.Introduction",
    "peersupport.tell_of_withdrawal": "peersupport.Introduction",
    "peersupport.tell_of_answer": "peersupport.Introduction",
    "peersupport.tell_of_call": "peersupport.CallRequest",
    "peersupport.tell_of_signpost": "peersupport.Signpost",
    "peersupport.tell_of_step": "peersupport.Step",
}
SENDS_NOTHING = {
    "peersupport.nightly",
    "peersupport.read_feed",
    "budgets.fold_months",
    "budgets.nightly",
    "people.ask_carriers",
    "people.look_at_document",
    "people.nightly",
    "careplans.remind_of_reviews",
    "kernel.deliver_effects",
    "kernel.seal_audit",
    "people.dispose",
}
# A manager must know whenever a colleague opens a record in an emergency, or somebody is worried about whom
# they meet, of the dead too; a peer supporter is nobody in our care.
ABOUT_A_COLLEAGUE = {"people.tell_of_emergency", "peersupport.tell_of_concern", "peersupport.tell_of_peer"}
# To whoever runs an entry of the directory, or writes the answers everybody reads.
ABOUT_NOBODY = {"peersupport.send_entry_link", "programme.nightly"}


@pytest.fixture(autouse=True, scope="module")
def tasks():
    app.loader.import_default_modules()


def test_every_task_of_ours_is_known_here():
    ours = {
        name
        for name in app.tasks
        if name.split(".")[0] in ("people", "careplans", "budgets", "peersupport", "kernel", "programme")
    }

    assert ours - SENDS_NOTHING - ABOUT_A_COLLEAGUE - ABOUT_NOBODY == set(SENDING)


@pytest.mark.parametrize("task", SENDING)
@pytest.mark.parametrize("lives", [True, False], ids=["alive", "dead"])
def test_no_waiting_message_about_the_dead_is_sent(house, task, lives):
    """The message was waiting when the person died; the same one would have gone out to the living."""
    record = reachable(house)
    subject = next(row for row in record.rows.values() if row._meta.label == SENDING[task])
    subject = prepare(record, subject, task)
    if not lives:
        leaving.record_death(record.person, by=None, died_on=timezone.localdate(), told_by="The GP")
    mail.outbox.clear()

    app.tasks[task].run(subject.pk)
    for notice_id in Effect.objects.filter(task="people.send_notice").values_list("subject_id", flat=True):
        app.tasks["people.send_notice"].run(notice_id)

    assert bool(mail.outbox) == lives


def reachable(house):
    """Return the record of somebody to whom and about whom every kind of message would go out."""
    holder = OrganisationFactory(site=house, kind="provider")
    record = worlds.Record(house, staff("coordinator", house), holder)
    staff("navigator", house)
    staff("manager", record.rows[Handover].to_site)
    person = record.person
    UserFactory(person=person)
    AuthorityFactory(person=person, kind="parent", sections=list(Section))
    Person.objects.filter(pk=person.pk).update(email="ada@example.org", born_on=dt.date(1980, 1, 1))
    needs = record.rows[type(person.information_needs)]
    type(needs).objects.filter(pk=needs.pk).update(contact_method="email", information_format="standard")
    return record


def prepare(record, subject, task):
    """Bring the row to where its message waits; return it, or another like it where it cannot be changed."""
    model = type(subject).objects.filter(pk=subject.pk)
    if task == "people.send_notice":
        model.update(state="sent", letter="something_new", relationship=None, to_user=None)
    elif task == "careplans.send_review_reminder":
        model.update(due_on=timezone.localdate() + dt.timedelta(days=1), reminded_at=None, held_on=None)
    elif task == "budgets.tell_of_indicative":
        model.filter(status="draft").update(status="shared", shared_at=timezone.now())
    elif task == "peersupport.tell_of_answer":
        model.update(asked_by=record.person.user)
    elif task == "peersupport.tell_of_step":
        Introduction.objects.filter(pk=subject.introduction_id).update(asked_by=record.person.user)
    elif task == "careplans.tell_who_asked":
        parent = AuthorityFactory(person=record.person, kind="parent", sections=list(Section)).holder
        return ChangeRequestFactory(plan=subject.plan, review=subject.review, asked_by=parent)
    return subject


def test_correcting_puts_the_record_back_and_lists_what_was_stopped(died, margaret, manager, acting_for):
    Person.objects.filter(pk=margaret.pk).update(status=PersonStatus.SUPPORTED)
    user = UserFactory(person=margaret)
    ShareLinkFactory(person=margaret, reader="Dr Made-up")
    died()

    with acting_for(manager):
        assert len(leaving.what_was_stopped(margaret)) == 2
        leaving.correct_death(margaret, by=manager)

    margaret.refresh_from_db()
    user.refresh_from_db()
    assert (margaret.status, margaret.died_on) == (PersonStatus.SUPPORTED, None)
    assert user.is_active
    assert not todos_of(margaret, TodoKind.DIED).open().exists()
    assert [one.detail for one in todos_of(margaret, TodoKind.RESTART)] == ["The link for Dr Made-up"]
    assert leaving.what_was_stopped(margaret) == []
    assert Event.objects.filter(act=Act.CORRECT_DEATH, person_id=margaret.pk).exists()


def test_correcting_leaves_a_sign_in_closed_that_was_closed_before(died, margaret, manager, acting_for):
    user = UserFactory(person=margaret, is_active=False)
    died()

    with acting_for(manager):
        leaving.correct_death(margaret, by=manager)

    user.refresh_from_db()
    assert not user.is_active


def test_correcting_what_was_never_written_down_is_refused(margaret, manager):
    with pytest.raises(NotWrittenDownAsDied):
        leaving.correct_death(margaret, by=manager)


def test_a_death_after_a_correction_asks_everything_again(died, margaret, manager, acting_for):
    died()
    first = todos_of(margaret, TodoKind.DIED).open().count()
    with acting_for(manager):
        leaving.correct_death(margaret, by=manager)
    died()

    assert todos_of(margaret, TodoKind.DIED).open().count() == first


# The pages

ENDING = {"reason": "She moved in with her son", "ends_on": "2026-11-20"}
DEATH = {"told_by": "Her daughter", "died_on": "2026-11-20"}


@pytest.mark.parametrize(("page", "sent"), [("end_involvement", ENDING), ("record_death", DEATH)])
def test_page_pauses_before_it_is_done(signed_in, coordinator, margaret, page, sent):
    client = signed_in(coordinator)
    address = reverse(page, args=[margaret.public_id])

    looked = client.post(address, sent)
    margaret.refresh_from_db()
    assert "This happens when you say yes" in looked.text
    assert margaret.status == PersonStatus.REFERRED

    changed = client.post(address, {**sent, "step": "change"})
    assert "This happens when you say yes" not in changed.text

    saved = client.post(address, {**sent, "step": "sure"})
    margaret.refresh_from_db()
    assert saved["Location"] == reverse("person", args=[margaret.public_id])
    assert margaret.status in (PersonStatus.ENDED, PersonStatus.DIED)


def test_page_says_why_it_cannot_be(signed_in, coordinator, margaret, ended):
    ended()
    address = reverse("end_involvement", args=[margaret.public_id])

    answer = signed_in(coordinator).post(address, {**ENDING, "step": "sure"})

    assert "has already ended" in answer.text


def test_manager_takes_a_death_back(signed_in, manager, margaret, died):
    ShareLinkFactory(person=margaret, reader="Dr Made-up")
    died()
    client = signed_in(manager)
    address = reverse("correct_death", args=[margaret.public_id])

    assert "The link for Dr Made-up" in client.get(address).text
    assert client.post(address).status_code == 302
    margaret.refresh_from_db()
    assert margaret.status == PersonStatus.REFERRED


def test_coordinator_does_not_take_a_death_back(signed_in, coordinator, margaret):
    address = reverse("correct_death", args=[margaret.public_id])

    assert signed_in(coordinator).get(address).status_code == 403


@pytest.mark.parametrize("page", [*PAGES, "correct_death"])
def test_page_about_somebody_of_another_site_is_not_there(signed_in, manager, page):
    far = AllocationFactory(person__site=SiteFactory(slug="luton")).person

    assert signed_in(manager).get(reverse(page, args=[far.public_id])).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_page_about_somebody_of_another_caseload_is_not_there(signed_in, coordinator, page):
    other = AllocationFactory().person

    assert signed_in(coordinator).get(reverse(page, args=[other.public_id])).status_code == 404
