"""What of a person's record leaves with them: all of it, but for what is named here and why.

A field that is not named goes in. So a new field can be missing here and still reach the person; what
belongs to somebody else, or would open a door, must be named to stay behind. ``docs/everything.md`` lists
every field and where it goes; a test keeps it true, so that each new one is looked at.
"""

from django.db.models import BinaryField, TextChoices
from django.utils.translation import gettext_lazy as _

from careplans.models import TriggerKind
from ipc.programme.timeline import TOLD_TO_WHO_DID_IT
from people.acts import Act
from people.documents import HANDED_OUT
from people.models import EmergencyReason, WhyRestricted


class Why(TextChoices):
    """Why something stays behind, as the copy itself says it."""

    SECRET = "secret", _("Passwords, codes and keys: they open doors.")
    REACHING = "reaching", _("How to reach others, and how they need information: it belongs to them.")
    SAFETY = "safety", _("Who raised a worry about safety, and in which words: to keep them safe.")
    CLOSE = "close", _("Which colleague knows you in private life: it belongs to them.")
    ANOTHER = (
        "another",
        _("What another record said that was compared with yours: it may be somebody else's."),
    )
    ADDRESS = "address", _("From which computer others looked: it belongs to them.")
    UNSAVED = "unsaved", _("What others typed and have not saved: they have not said it yet.")
    HARM = "harm", _("Files that may do harm, or that nobody has checked yet.")
    PRIVATE = "private", _("What somebody else wrote with your care team in private: it belongs to them.")


# Always: the field of every row of a kind of record. The histories of a kind follow the same rules.
ALWAYS = {
    "people.User": {"password": Why.SECRET},
    "people.Invitation": {"code_hash": Why.SECRET},
    "people.ShareLink": {
        "code_hash": Why.SECRET,
        "words_hash": Why.SECRET,
        "browser_hash": Why.SECRET,
        "email": Why.REACHING,
    },
    "people.Relationship": dict.fromkeys(
        ("phone", "email", "information_format", "how_to_talk"), Why.REACHING
    ),
    "people.Restriction": {"reason": Why.SAFETY},
    "people.Conflict": {"user": Why.CLOSE, "declared_by": Why.CLOSE, "ended_by": Why.CLOSE},
    "people.Merge": {"trail": Why.ANOTHER, "before": Why.ANOTHER},
    "budgets.Posting": {"key": Why.SECRET, "fingerprint": Why.SECRET},
    "peersupport.Concern": dict.fromkeys(("words", "raised_by", "outcome", "has_paused_peer"), Why.SAFETY),
    "peersupport.KeptApart": dict.fromkeys(("peer", "why", "words", "set_by"), Why.SAFETY),
    "usersessions.UserSession": {"session_key": Why.SECRET, "data": Why.SECRET},
}


def _of_a_relative(row, own_user_id):
    return row.relationship_id is not None


def _set_for_safety(row, own_user_id):
    return row.why == WhyRestricted.SAFETY


def _named_for_safety(row, own_user_id):
    return row.restriction.why == WhyRestricted.SAFETY


def _for_safeguarding(row, own_user_id):
    return row.code == EmergencyReason.SAFEGUARDING


def _a_suspicion(row, own_user_id):
    return row.kind == TriggerKind.MISUSE


def _not_the_same_person(row, own_user_id):
    return row.merged_at is None or row.undone_at is not None


def _somebody_elses_look(row, own_user_id):
    return row.actor_id is None or row.actor_id != own_user_id


def _typed_by_somebody_else(row, own_user_id):
    return row.saved_by_id != own_user_id


def _is_private(conversation, own_user_id):
    return conversation.is_private and conversation.with_user_id != own_user_id


def _in_private(row, own_user_id):
    return _is_private(row.conversation, own_user_id)


def _read_in_private(row, own_user_id):
    return _is_private(row.message.conversation, own_user_id)


def _given_in_private(row, own_user_id):
    return row.message is not None and _is_private(row.message.conversation, own_user_id)


def _not_handed_out(row, own_user_id):
    return row.looked not in HANDED_OUT


def _sent_by_another(row, own_user_id):
    """Who sent a message is said with the message, where it is not private."""
    return row.act == Act.SEND_MESSAGE and row.actor_id != own_user_id


def _about_guarding(row, own_user_id):
    return row.act in (Act.RESTRICT, Act.DECLARE_CONFLICT, *TOLD_TO_WHO_DID_IT)


# Only sometimes: the field, why, and for which rows.
SOMETIMES = {
    "people.Invitation": {"email": (Why.REACHING, _of_a_relative)},
    "people.Restriction": {"set_by": (Why.SAFETY, _set_for_safety)},
    "people.RestrictionReader": {"named_by": (Why.SAFETY, _named_for_safety)},
    "people.EmergencyOpening": {
        "reason": (Why.SAFETY, _for_safeguarding),
        "review": (Why.SAFETY, _for_safeguarding),
    },
    "careplans.ReviewTrigger": dict.fromkeys(
        ("kind", "key", "words", "noted_by"), (Why.SAFETY, _a_suspicion)
    ),
    "people.Merge": {
        "other": (Why.ANOTHER, _not_the_same_person),
        "reason": (Why.ANOTHER, _not_the_same_person),
    },
    "people.Conversation": dict.fromkeys(
        ("subject", "begun_by", "with_user", "closed_by"), (Why.PRIVATE, _is_private)
    ),
    "people.Message": dict.fromkeys(("words", "sent_by"), (Why.PRIVATE, _in_private)),
    "people.MessageRead": {"read_by": (Why.PRIVATE, _read_in_private)},
    "people.Document": dict.fromkeys(("title", "file", "added_by"), (Why.PRIVATE, _given_in_private)),
    "careplans.UnsavedWords": {"words": (Why.UNSAVED, _typed_by_somebody_else)},
    "kernel.Event": {
        "address": (Why.ADDRESS, _somebody_elses_look),
        "actor": (Why.SAFETY, _about_guarding),
        "why": (Why.SAFETY, _about_guarding),
    },
}
# A second reason for a field that has one.
BESIDES = {
    "kernel.Event": {"actor": (Why.PRIVATE, _sent_by_another)},
    "people.Document": {"file": (Why.HARM, _not_handed_out)},
}
# Said once for the whole copy, or of the database's own making.
SAID_ELSEWHERE = {
    "id",
    "site",
    "person",
    "pgh_id",
    "pgh_obj",
    "pgh_context",
    "sort_name",
    "surname_key",
    "phone_digits",
    "site_id",
    "person_id",
}
# In the file for machines alone: numbers that say nothing to people.
FOR_MACHINES = {
    "public_id",
    "subject_id",
    "subject_type",
    "request_id",
    "sha256",
    "content_hash",
    "pgh_label",
    "key",
    "event_id",
    "facts",
    "emergency_id",
    "words_hash",
    "line_id",
    "under_id",
    "carrier_reference",
}

HEADINGS = {
    "people.Person": _("Who you are"),
    "people.User": _("Your sign-in"),
    "people.InformationNeeds": _("How you want information"),
    "people.Relationship": _("People in your life"),
    "people.Consent": _("What you agreed to share"),
    "people.Authority": _("Who may act for you"),
    "people.Invitation": _("Invitations to sign in"),
    "people.Allocation": _("Who coordinates your support"),
    "people.LegalBasis": _("What your right to support rests on"),
    "people.Flag": _("What whoever works with you must know"),
    "people.CapacityAssessment": _("Whether you could decide one thing at one time"),
    "people.BestInterestsDecision": _("What was decided in your best interests"),
    "people.ChildCircumstance": _("Your situation as a child or young person"),
    "people.ShareLink": _("Links you shared"),
    "people.Rectification": _("What you asked to put right"),
    "people.LookQuestion": _("What you asked about who looked"),
    "people.Notice": _("Messages to you and those who help"),
    "people.Todo": _("What your care team had to do"),
    "people.Handover": _("Moving to another area"),
    "people.Merge": _("Records compared or put together"),
    "people.Restriction": _("When only a few could open your record"),
    "people.RestrictionReader": _("Who could open it then"),
    "people.EmergencyOpening": _("When somebody opened it in an emergency"),
    "people.Conflict": _("Colleagues who may not open your record"),
    "people.LegalHold": _("When your record must not be deleted"),
    "people.Disposal": _("Deleting your record when its time is over"),
    "people.Conversation": _("What you and your care team wrote to each other about"),
    "people.Message": _("Messages"),
    "people.MessageRead": _("When messages were read"),
    "people.Document": _("Documents"),
    "people.Complaint": _("Questions, worries and complaints"),
    "people.ComplaintStep": _("How each question, worry or complaint went on"),
    "people.PaperReceived": _("Forms that came on paper"),
    "careplans.Statement": _("About me, in your words"),
    "careplans.Media": _("Photos, voice and video about you"),
    "careplans.UnsavedWords": _("What you typed and did not save"),
    "careplans.Observation": _("What works and what does not"),
    "careplans.CarePlan": _("Your plans"),
    "careplans.Need": _("What you need"),
    "careplans.Goal": _("Your goals"),
    "careplans.Action": _("What is done for your goals"),
    "careplans.WeekSlot": _("Your week"),
    "careplans.Contingency": _("What to do if things go wrong"),
    "careplans.Risk": _("What could go wrong, and what we agreed to do about it"),
    "careplans.Progress": _("How it goes with your goals"),
    "careplans.Participant": _("Who takes part in making your plan"),
    "careplans.KeptFrom": _("What you keep from somebody"),
    "careplans.Proposal": _("Changes to a line of your plan that were proposed"),
    "careplans.Answer": _("What everybody said to the lines of your plan"),
    "careplans.CriterionCheck": _("How your plan was made, looked at"),
    "careplans.Agreement": _("Who agreed your plan"),
    "careplans.AgreementPaper": _("Signed pages of your plan"),
    "careplans.PlanVersion": _("Your plans as they were agreed"),
    "careplans.Review": _("Reviews"),
    "careplans.ReviewMeeting": _("What was said at a review"),
    "careplans.ReviewTrigger": _("Changes in your life that called for a review"),
    "careplans.ChangeRequest": _("Changes that were asked for"),
    "careplans.WellbeingCheck": _("How you said you are"),
    "careplans.OwnStatement": _("What should be true for you"),
    "careplans.HowTrueNow": _("How true it was"),
    "careplans.LicensedScore": _("Scores of questionnaires"),
    "budgets.IndicativeBudget": _("First ideas of the money"),
    "budgets.IndicativeShare": _("First ideas of the money, by who pays"),
    "budgets.Budget": _("Your budgets"),
    "budgets.BudgetLine": _("What the money is for"),
    "budgets.LineShare": _("Who pays for what"),
    "budgets.Signature": _("Who signed for the money"),
    "budgets.PanelDecision": _("What a panel decided about the money"),
    "budgets.EligibilityDecision": _("Decisions whether there is money"),
    "budgets.SecondLook": _("Second looks that were asked for"),
    "budgets.PaymentDeclaration": _("What was declared about direct payments"),
    "budgets.EducationRequest": _("Asking for education money"),
    "budgets.OwnExtra": _("What you buy with your own money besides"),
    "budgets.Variation": _("Changes of the money"),
    "budgets.VariationLine": _("What each change is about"),
    "budgets.VariationShare": _("Who would pay for each change"),
    "budgets.VariationAnswer": _("What the funders answered to changes"),
    "budgets.AssessedContribution": _("What you were asked to pay"),
    "budgets.BudgetYear": _("The years of your budgets"),
    "budgets.Payment": _("Payments to you"),
    "budgets.PaymentShare": _("Whose money each payment was"),
    "budgets.Spend": _("What was spent"),
    "budgets.Receipt": _("Receipts"),
    "budgets.Account": _("The accounts of your money"),
    "budgets.Posting": _("What was done with the money"),
    "budgets.Entry": _("Every movement of the money"),
    "peersupport.Introduction": _("Groups and people you asked to meet"),
    "peersupport.Step": _("How each introduction went on"),
    "peersupport.Feedback": _("What was said about how it went"),
    "peersupport.Signpost": _("What you were told of in the directory"),
    "peersupport.Shortlisted": _("What you kept for later"),
    "peersupport.Attendance": _("Meetings of groups that you came to"),
    "peersupport.ContactNote": _("When a peer supporter was in touch"),
    "peersupport.Concern": _("Worries about an introduction"),
    "peersupport.KeptApart": _("Peer supporters you are never matched with"),
    "peersupport.CallRequest": _("Calls you asked for"),
    "usersessions.UserSession": _("Where you are signed in"),
    "kernel.Event": _("Who did or looked at what"),
}


def kind_of(model) -> str:
    """Return the kind of record ``model`` is: of a history, the one whose changes it keeps."""
    tracked = getattr(model, "pgh_tracked_model", None)
    return (tracked or model)._meta.label


def why_withheld(row, field, own_user_id) -> str:
    """Return why ``field`` of ``row`` stays behind, or nothing where it goes in."""
    kind = kind_of(type(row))
    if isinstance(field, BinaryField):
        return Why.SECRET
    if field.name in ALWAYS.get(kind, ()):
        return ALWAYS[kind][field.name]
    for sometimes in (SOMETIMES, BESIDES):
        why, holds = sometimes.get(kind, {}).get(field.name, ("", None))
        if holds and holds(row, own_user_id):
            return why
    return ""


def withheld(row, field, own_user_id) -> bool:
    return bool(why_withheld(row, field, own_user_id))
