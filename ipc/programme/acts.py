"""The acts of this room, by name, as the audit speaks of them. All are the administrators'."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    WRITE_TOPIC = "programme.write_topic", _("wrote an answer of the information pages")
    PUBLISH_TOPIC = "programme.publish_topic", _("published an answer of the information pages")
    TAKE_DOWN_TOPIC = "programme.take_down_topic", _("took down an answer of the information pages")
    CHANGE_TERM = "programme.change_term", _("changed what a word means")
