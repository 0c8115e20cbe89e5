"""What of a person's record leaves with them: all of it, but for what is named here and why.

A field that is not named goes in. So a new field can be missing here and still reach the person; what
belongs to somebody else, or would open a door, must be named to stay behind.
"""

from django.db.models import BinaryField
from django.utils.translation import gettext_lazy as _

# Opens a door, or only means something to a machine.
SECRET = {
    "people.User": {"password"},
    "people.Invitation": {"code_hash"},
    "budgets.Posting": {"key", "fingerprint"},
    "usersessions.UserSession": {"session_key", "data"},
}
# Belongs to somebody else: how to reach those in the person's life.
OF_OTHERS = {
    "people.Relationship": {"phone", "email"},
    "people.RelationshipEvent": {"phone", "email"},
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
    "careplans.Statement": _("About me, in your words"),
    "careplans.Observation": _("What works and what does not"),
    "careplans.CarePlan": _("Your plans"),
    "careplans.Need": _("What you need"),
    "careplans.Goal": _("Your goals"),
    "careplans.Action": _("What is done for your goals"),
    "careplans.Agreement": _("Who agreed your plan"),
    "careplans.PlanVersion": _("Your plans as they were agreed"),
    "careplans.Review": _("Reviews"),
    "careplans.ChangeRequest": _("Changes that were asked for"),
    "budgets.IndicativeBudget": _("First ideas of the money"),
    "budgets.IndicativeShare": _("First ideas of the money, by who pays"),
    "budgets.Budget": _("Your budgets"),
    "budgets.BudgetLine": _("What the money is for"),
    "budgets.LineShare": _("Who pays for what"),
    "budgets.Signature": _("Who signed for the money"),
    "budgets.Payment": _("Payments to you"),
    "budgets.Spend": _("What was spent"),
    "budgets.Receipt": _("Receipts"),
    "budgets.Account": _("The accounts of your money"),
    "budgets.Posting": _("What was done with the money"),
    "budgets.Entry": _("Every movement of the money"),
    "peersupport.Introduction": _("Groups and people you asked to meet"),
    "usersessions.UserSession": _("Where you are signed in"),
    "kernel.Event": _("Who did or looked at what"),
}


def withheld(row, field, own_user_id) -> bool:
    """Return whether ``field`` of ``row`` stays behind: a secret, or somebody else's."""
    label = type(row)._meta.label
    if isinstance(field, BinaryField) or field.name in SECRET.get(label, ()):
        return True
    if field.name in OF_OTHERS.get(label, ()):
        return True
    if label == "people.Invitation" and field.name == "email":
        return row.relationship_id is not None
    if label == "kernel.Event" and field.name == "address":
        return row.actor_id is None or row.actor_id != own_user_id
    return False
