"""Emails about introductions. They say that there is news, never what or about whom."""

from celery import shared_task

from ipc.kernel import dates, letters
from peersupport import calls, missing, who_answers
from peersupport.groups import sessions
from peersupport.importing import preview
from peersupport.introductions import late
from peersupport.keeping import fading, links
from peersupport.models import CallRequest, Concern, EntryLink, Introduction, Peer, Route, Signpost, Step
from peersupport.peers import nightly as peers_by_night
from people import notices
from people.models import PersonStatus, Role, User
from people.tasks import each_for_every_site

# What is looked at once a night in each site: functions of a site that are safe to run twice.
NIGHTLY = (
    fading.fade,
    fading.ask_again,
    calls.raise_late,
    late.raise_late,
    sessions.make_all_ahead,
    missing.forget,
    peers_by_night.look_at_peers,
)


@shared_task(name="peersupport.tell_navigators")
def tell_navigators(introduction_id):
    """Tell the navigators of the site that somebody asked to be introduced."""
    introduction = _about(introduction_id)
    if introduction:
        _write_to_navigators(introduction, "introduction_asked")


@shared_task(name="peersupport.tell_of_withdrawal")
def tell_of_withdrawal(introduction_id):
    """Tell the navigators of the site that somebody changed their mind."""
    introduction = _about(introduction_id)
    if introduction:
        _write_to_navigators(introduction, "introduction_withdrawn")


@shared_task(name="peersupport.tell_of_answer")
def tell_of_answer(introduction_id):
    """Tell whoever asked that there is an answer; nobody is written to about somebody who died."""
    introduction = _about(introduction_id)
    if introduction:
        moment = introduction.answered_at.isoformat() if introduction.answered_at else ""
        _tell_who_asked(
            introduction,
            introduction.person,
            "introduction_answered",
            f"introduction_answered:{introduction.public_id}:{moment}",
        )


@shared_task(name="peersupport.tell_of_step")
def tell_of_step(step_id):
    """Tell the person, or who asked for them, that something goes on; nobody about somebody who died."""
    step = (
        Step.objects.select_related("introduction__asked_by", "person__site")
        .filter(pk=step_id)
        .exclude(person__status=PersonStatus.DIED)
        .first()
    )
    if step:
        _tell_who_asked(step.introduction, step.person, "introduction_goes_on", f"step:{step.public_id}")


@shared_task(name="peersupport.tell_of_signpost")
def tell_of_signpost(signpost_id):
    """Tell the person that something was found for them; nobody about somebody who died."""
    signpost = (
        Signpost.objects.select_related("person__site", "given_by")
        .filter(pk=signpost_id)
        .exclude(person__status=PersonStatus.DIED)
        .first()
    )
    if signpost:
        notices.tell(
            signpost.person,
            "signposted",
            key=f"signpost:{signpost.public_id}",
            facts={"link": letters.link("my_support")},
            by=signpost.given_by,
        )


def _tell_who_asked(introduction, person, letter, key):
    """Tell whoever asked in the portal; the person, in their own way, where a colleague asked for them."""
    asked_by = None if introduction.route == Route.COLLEAGUE else introduction.asked_by
    if asked_by or introduction.route == Route.COLLEAGUE:
        notices.tell(person, letter, key=key, facts={"link": letters.link("my_support")}, to=asked_by)


@shared_task(name="peersupport.tell_of_call")
def tell_of_call(call_id):
    """Tell the navigators of the site that somebody would like a call."""
    call = CallRequest.objects.filter(pk=call_id).exclude(person__status=PersonStatus.DIED).first()
    if call:
        _write_to_navigators(call, "call_asked")


def _about(introduction_id):
    return (
        Introduction.objects.select_related("asked_by", "person__site")
        .filter(pk=introduction_id)
        .exclude(person__status=PersonStatus.DIED)
        .first()
    )


def _write_to_navigators(row, letter):
    """Write to the navigators who may open the record; where none may, ask the managers for one."""
    navigators = list(who_answers.navigators_for(row))
    for user in navigators:
        letters.send(letter, {"first_name": user.first_name, "link": letters.link("referrals")}, user.email)
    if not navigators and who_answers.is_restricted(row.person_id):
        who_answers.ask_for_somebody(row)


def _write(role, site_id, letter, page):
    for user in User.objects.staying().holding(role, site_id):
        letters.send(letter, {"first_name": user.first_name, "link": letters.link(page)}, user.email)


@shared_task(name="peersupport.send_entry_link")
def send_entry_link(link_id):
    """Ask whoever runs an entry to confirm it, unless the link is over by now; a link and nothing more."""
    link = EntryLink.objects.select_related("service__site").get(pk=link_id)
    if not links.opens(link):
        return
    words = {
        "link": letters.link("entry_by_link", links.code_of(link)),
        "last_day": dates.in_words(link.expires_at),
        "phone": link.service.site.phone,
    }
    letters.send("entry_link", words, link.email)


@shared_task(name="peersupport.tell_of_peer")
def tell_of_peer(peer_id):
    """Tell the navigators of the site that a peer supporter needs them; never who, nor why."""
    peer = Peer.objects.filter(pk=peer_id).first()
    if peer:
        _write(Role.NAVIGATOR, peer.site_id, "peer_needs_you", "peers")


@shared_task(name="peersupport.tell_of_concern")
def tell_of_concern(concern_id):
    """Tell the managers of the site that somebody is worried; never who, nor about whom.

    They must know of it whatever happened since, a death above all.
    """
    concern = Concern.objects.filter(pk=concern_id, closed_at=None).first()
    if concern:
        _write(Role.MANAGER, concern.site_id, "concern_raised", "concerns")


@shared_task(name="peersupport.read_feed")
def read_feed(run_id):
    """Read the feed that a run waits for, so that it can be looked at."""
    preview.of_feed(run_id)


@shared_task(name="peersupport.nightly")
def nightly():
    """Look in each site for what has become due about the directory and those who support others."""
    each_for_every_site(NIGHTLY)
