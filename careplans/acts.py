"""The acts of this room, by name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    SEE_ABOUT_ME = "careplans.see_about_me", _("looked at About me")
    WRITE_ABOUT_ME = "careplans.write_about_me", _("wrote in About me")
    NOTE_OBSERVATION = "careplans.note_observation", _("noted what is working or not")
    SEE_PLAN = "careplans.see_plan", _("looked at the plan")
    START_PLAN = "careplans.start_plan", _("started the plan")
    WRITE_PLAN = "careplans.write_plan", _("wrote in the plan")
    AGREE_PLAN = "careplans.agree_plan", _("agreed the plan")
    REMIND_OF_REVIEW = "careplans.remind_of_review", _("sent a reminder of the review")
    ASK_FOR_CHANGE = "careplans.ask_for_change", _("asked for a change or review")
