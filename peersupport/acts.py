"""The acts of this room, by name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    SEE_SERVICE = "peersupport.see_service", _("looked at an entry of the directory")
    SEE_INTRODUCTION = "peersupport.see_introduction", _("looked at an introduction")
    ASK_TO_JOIN = "peersupport.ask_to_join", _("asked to join")
    ANSWER_INTRODUCTION = "peersupport.answer_introduction", _("answered the wish to join")
    WITHDRAW_INTRODUCTION = "peersupport.withdraw_introduction", _("took back the wish to join")
