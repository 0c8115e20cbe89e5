"""The acts of this room, by name: what the access table, the audit and the timeline speak of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    SEE_PERSON = "people.see_person", _("looked at the record")
    SEE_CASELOAD = "people.see_caseload", _("looked at the caseload")
    REGISTER_PERSON = "people.register_person", _("registered the person")
    CHANGE_PERSON = "people.change_person", _("changed the details")
    RECORD_INFORMATION_NEEDS = "people.record_information_needs", _("wrote down how to give information")
    ADD_RELATIONSHIP = "people.add_relationship", _("added somebody to the circle of support")
    RECORD_CONSENT = "people.record_consent", _("wrote down what may be shared")
    WITHDRAW_CONSENT = "people.withdraw_consent", _("stopped sharing")
    RECORD_AUTHORITY = "people.record_authority", _("wrote down who may act for the person")
    WITHDRAW_AUTHORITY = "people.withdraw_authority", _("ended that somebody may act for the person")
    INVITE = "people.invite", _("sent an invitation to sign in")
    ACCEPT_INVITATION = "people.accept_invitation", _("accepted the invitation to sign in")
    ALLOCATE = "people.allocate", _("changed who coordinates the support")
    SEE_RECORD_OF_LOOKS = "people.see_record_of_looks", _("looked at who looked")
    TAKE_EVERYTHING = "people.take_everything", _("downloaded everything held")
    GRANT_ROLE = "people.grant_role", _("gave somebody a role")
    END_ROLE = "people.end_role", _("set the end of somebody's role")
