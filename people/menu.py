"""What a colleague can open and do about one person, by what it is about: two clicks to anything."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ipc.kernel import access
from people.acts import Act
from people.models import OVER, PersonStatus, Role

# Page, label, and the act that opens it.
PAGES = [
    ("person", _("At a glance"), Act.SEE_CASELOAD),
    ("circle", _("Circle of support"), Act.SEE_CASELOAD),
    ("authorities", _("Who may act"), Act.SEE_CASELOAD),
    ("consents", _("Sharing"), Act.SEE_CASELOAD),
    ("capacity", _("Deciding"), Act.SEE_CAPACITY),
    ("rights", _("Rights"), Act.SEE_CASELOAD),
    ("documents_of", _("Documents"), Act.SEE_DOCUMENTS),
    ("papers_of", _("Forms on paper"), Act.SEE_PAPERS),
    ("messages_of", _("Messages"), Act.SEE_MESSAGES),
    ("complaints_of", _("Put right"), Act.SEE_COMPLAINTS),
    ("notices", _("Messages sent"), Act.SEE_NOTICES),
    ("changes", _("What changed"), Act.SEE_CHANGES),
]
# Pages of the rooms above, which register them: this room knows nothing of those.
_more_pages: list[tuple] = []
_more_doing: list[tuple] = []
DOING = [
    (
        _("The record"),
        [
            ("change_person", _("Change the details"), Act.CHANGE_PERSON),
            (
                "record_information_needs",
                _("Write down how to give information"),
                Act.RECORD_INFORMATION_NEEDS,
            ),
            ("record_basis", _("What the right to support rests on"), Act.RECORD_BASIS),
            ("raise_flag", _("Something everybody must know"), Act.RAISE_FLAG),
            ("propose_merge", _("Is this person here twice?"), Act.PROPOSE_MERGE),
            ("note_complaint", _("A question, a worry or a complaint"), Act.RAISE_COMPLAINT),
        ],
    ),
    (
        _("People around them"),
        [
            ("add_relationship", _("Add somebody to the circle of support"), Act.ADD_RELATIONSHIP),
            ("record_authority", _("Somebody may act for them"), Act.RECORD_AUTHORITY),
            ("invite", _("Invite somebody to sign in"), Act.INVITE),
            ("child", _("A child's situation and birthdays"), Act.RECORD_CIRCUMSTANCE),
        ],
    ),
    (
        _("Sharing and deciding"),
        [
            ("record_consent", _("Write down what may be shared"), Act.RECORD_CONSENT),
            ("share_by_link", _("A link for one reader"), Act.SHARE_BY_LINK),
            ("record_evaluation", _("Taking part in the evaluation"), Act.RECORD_CONSENT),
            ("assess_capacity", _("Whether they can decide one thing"), Act.ASSESS_CAPACITY),
        ],
    ),
    (
        _("Who works with them"),
        [
            ("allocate", _("Who coordinates the support"), Act.ALLOCATE),
            ("restriction", _("Who may open the record"), Act.RESTRICT),
            ("hold", _("Keep the record from being deleted"), Act.HOLD),
        ],
    ),
    (
        _("Moving, leaving, dying"),
        [
            ("offer_handover", _("They move to another place"), Act.OFFER_HANDOVER),
            ("end_involvement", _("They no longer need us"), Act.END_INVOLVEMENT),
            ("record_death", _("They have died"), Act.RECORD_DEATH),
        ],
    ),
]
WHEN_OVER = {"correct_death": (PersonStatus.DIED, _("It was a mistake: they are alive"), Act.CORRECT_DEATH)}
ONLY_BEFORE = {
    "offer_handover",
    "end_involvement",
    "record_death",
    "record_information_needs",
    "record_basis",
    "raise_flag",
    "record_authority",
    "record_consent",
    "record_evaluation",
    "share_by_link",
    "assess_capacity",
    "invite",
    "child",
}


def also(*pages, doing=()):
    """Let a room above add its pages, and what can be done there, to the menu about a person.

    ``pages`` are like ``PAGES``, ``doing`` like ``DOING``: groups with a title.
    """
    _more_pages.extend(pages)
    _more_doing.extend(doing)


def pages(user, person) -> list[dict]:
    """Return the pages about ``person`` that ``user`` may open, for the menu under the banner.

    A colleague elsewhere has none here: what was shared with them stands in the menu of the plan.
    """
    if user.hat.role == Role.PARTNER:
        return []
    return [
        {"name": name, "label": label, "url": reverse(name, args=[person.public_id])}
        for name, label, act in (*PAGES, *_more_pages)
        if access.may(act, user)
    ]


def doing(user, person) -> list[dict]:
    """Return what ``user`` may do about ``person``, in groups; empty groups are left out."""
    groups = []
    for title, links in (*_more_doing, *DOING):
        shown = [_link(name, label, person) for name, label, act in links if _fits(name, act, user, person)]
        if title == DOING[-1][0]:
            shown += [
                _link(name, label, person)
                for name, (status, label, act) in WHEN_OVER.items()
                if person.status == status and access.may(act, user)
            ]
        if shown:
            groups.append({"title": title, "links": shown})
    return groups


def _fits(name, act, user, person):
    if person.status in OVER and name in ONLY_BEFORE:
        return False
    if name == "child" and person.age >= 26:
        return False
    return access.may(act, user)


def _link(name, label, person):
    return {"label": label, "url": reverse(name, args=[person.public_id])}
