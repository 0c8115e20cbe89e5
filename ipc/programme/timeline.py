"""One timeline of plan, money and support: what was done, by whom and when, in sentences.

Made from the audit's acts, looks left out. Somebody from the family reads only about the sections they
were given; the same act by the same hand on the same day is one sentence.
"""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from budgets.acts import Act as BudgetAct
from careplans.acts import Act as PlanAct
from ipc.kernel import dates
from ipc.kernel.models import Event
from peersupport.acts import Act as SupportAct
from peersupport.models import Introduction
from people.acts import Act as PeopleAct
from people.models import Authority, Consent, Conversation, Document, Role, Section

ACTS = {act.value: act.label for acts in (PeopleAct, PlanAct, BudgetAct, SupportAct) for act in acts}
# What nobody is ever given: read by the person and the care team alone.
ALONE = "own"
SECTION_OF_ROOM = {
    "people": ALONE,
    "careplans": Section.PLAN,
    "budgets": Section.MONEY,
    "peersupport": Section.SUPPORT,
}
SECTION_OF_ACT = {
    PlanAct.WRITE_ABOUT_ME: Section.ABOUT_ME,
    PlanAct.NOTE_OBSERVATION: Section.ABOUT_ME,
    PlanAct.INVOLVE: Section.RECORD,
    PlanAct.KEEP_FROM: ALONE,  # nobody is told that something is kept from them
    PeopleAct.REGISTER_PERSON: Section.IDENTITY,
    PeopleAct.CHANGE_PERSON: Section.IDENTITY,
    PeopleAct.CHANGE_CONTACT: Section.IDENTITY,
    PeopleAct.RECORD_INFORMATION_NEEDS: Section.IDENTITY,
    PeopleAct.ALLOCATE: Section.IDENTITY,
    PeopleAct.RECORD_DEATH: Section.IDENTITY,
    PeopleAct.CORRECT_DEATH: Section.IDENTITY,
    PeopleAct.ADD_RELATIONSHIP: Section.ABOUT_ME,
    PeopleAct.CHANGE_RELATIONSHIP: Section.ABOUT_ME,
    PeopleAct.END_RELATIONSHIP: Section.ABOUT_ME,
    PeopleAct.RECORD_BASIS: Section.PLAN,
    PeopleAct.END_BASIS: Section.PLAN,
    PeopleAct.RECORD_CONSENT: Section.RECORD,
    PeopleAct.WITHDRAW_CONSENT: Section.RECORD,
    PeopleAct.INVITE: Section.RECORD,
    PeopleAct.ACCEPT_INVITATION: Section.RECORD,
    PlanAct.SEE_WELLBEING: ALONE,
    PlanAct.NOTE_WELLBEING: ALONE,
    PlanAct.KEEP_OWN_STATEMENT: ALONE,
    PlanAct.NOTE_LICENSED_SCORE: ALONE,
    SupportAct.SHORTLIST: ALONE,
    SupportAct.DROP_SHORTLISTED: ALONE,
    SupportAct.RAISE_CONCERN: ALONE,
    SupportAct.CLOSE_CONCERN: ALONE,
    SupportAct.KEEP_APART: ALONE,
}
# Told in the portal only to whoever did it: who is worried, and about whom, is for those who look into it.
TOLD_TO_WHO_DID_IT = [SupportAct.RAISE_CONCERN, SupportAct.CLOSE_CONCERN, SupportAct.KEEP_APART]
# Told to whoever did it, to the managers, and to the person: a worry may be about a coordinator.
KEPT_FROM_THE_TEAM = [
    PeopleAct.RAISE_COMPLAINT,
    PeopleAct.ADD_TO_COMPLAINT,
    PeopleAct.TAKE_BACK_COMPLAINT,
    PeopleAct.HANDLE_COMPLAINT,
]
# What came of an introduction is told with its name: "asked to join" by itself says little.
INTRODUCTION = Introduction._meta.label
LONGEST = 60
SHOWN = ("pk", "at", "act", "actor_id", "actor__name", "role", "subject_type", "subject_id")


def section_of(act):
    """Return the part of the record that ``act`` is about."""
    return SECTION_OF_ACT.get(act) or SECTION_OF_ROOM[act.partition(".")[0]]


def sees_all(user, person) -> bool:
    """Whether ``user`` is the person, or of the care team; not a colleague elsewhere who takes part."""
    return user.person_id == person.pk or user.hat.role not in (Role.PERSON, Role.PARTNER)


def sections_given(user, person) -> frozenset[str]:
    """Return the sections of ``person`` that ``user`` may see: all for the person and the care team."""
    if sees_all(user, person):
        return frozenset(Section)
    held = Authority.objects.live().filter(holder=user, person=person)
    agreed = Consent.objects.live().filter(user=user, person=person)
    given = held.order_by().values_list("sections").union(agreed.order_by().values_list("sections"), all=True)
    return frozenset(section for (sections,) in given for section in sections)


def in_private_with_another(person, user) -> Q:
    """Return the condition of acts in private conversations that ``user`` takes no part in."""
    private = Conversation.objects.filter(person=person, is_private=True).exclude(with_user=user)
    beside = Document.objects.filter(message__conversation__in=private)
    return Q(subject_id__in=private.values("public_id")) | Q(subject_id__in=beside.values("public_id"))


def events_of(person, user):
    """Return the acts done on ``person`` that ``user`` may read of, newest first."""
    events = Event.objects.filter(person_id=person.pk, is_read=False).order_by("-pk")
    if user.hat.role == Role.PERSON:
        events = events.filter(~Q(act__in=TOLD_TO_WHO_DID_IT) | Q(actor_id=user.pk))
        events = events.exclude(in_private_with_another(person, user))
    elif user.hat.role != Role.MANAGER:
        events = events.filter(~Q(act__in=KEPT_FROM_THE_TEAM) | Q(actor_id=user.pk))
    if sees_all(user, person):
        return events.filter(act__in=ACTS)
    given = sections_given(user, person)
    return events.filter(act__in=[act for act in ACTS if section_of(act) in given])


def of(person, user, limit=LONGEST) -> list[dict]:
    """Return the newest acts on ``person`` as dated sentences for ``timeline.html``: three queries at most.

    Keys: ``what`` ("Sam Okafor agreed the plan"), ``detail`` (of which introduction, how many times),
    ``when``, ``iso``, ``who`` (the role in words), ``act``.
    """
    events = list(events_of(person, user).values(*SHOWN)[:limit])
    names = _introductions(events, user)
    alike: dict = {}
    for event in events:
        day, name = timezone.localdate(event["at"]), names.get(event["subject_id"], "")
        alike.setdefault((day, event["actor_id"], event["act"], name), []).append(event)
    return [_sentence(user, same, name) for (*_same, name), same in alike.items()]


def _introductions(events, user) -> dict:
    """Return what each introduction among ``events`` was to, by its public id."""
    ids = [event["subject_id"] for event in events if event["subject_type"] == INTRODUCTION]
    if not ids:
        return {}
    asked = Introduction.objects.visible_to(user).filter(public_id__in=ids)
    return dict(asked.values_list("public_id", "service__name"))


def _sentence(user, same, name):
    newest = same[0]
    is_own = newest["actor_id"] == user.pk
    return {
        "what": gettext("%(who)s %(did)s") % {"who": _who(user, newest), "did": ACTS[newest["act"]]},
        "detail": ", ".join(part for part in (name, _times(len(same))) if part),
        "when": dates.in_words(newest["at"]),
        "iso": timezone.localdate(newest["at"]).isoformat(),
        "who": "" if is_own or newest["role"] not in Role.values else Role(newest["role"]).label,
        "act": newest["act"],
    }


def _who(user, event):
    if event["actor_id"] is None:
        return gettext("This service")
    return gettext("You") if event["actor_id"] == user.pk else event["actor__name"]


def _times(number):
    return "" if number == 1 else ngettext("%(number)s time", "%(number)s times", number) % {"number": number}
