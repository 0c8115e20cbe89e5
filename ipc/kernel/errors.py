"""Refusals: a rule of the house, or of the law, that an act would break."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

StrOrPromise = str | Promise


class RuleBroken(Exception):
    """An act was refused. ``message`` is fit for the page; ``source`` names the law where one speaks."""

    message: StrOrPromise = _("This cannot be done.")
    source: StrOrPromise = ""

    def __init__(self, message=None, **facts):
        self.facts = facts
        if message is not None:
            self.message = message
        elif facts:
            self.message = self.message % facts
        super().__init__(str(self.message))


class Changed(RuleBroken):
    message = _(
        "Somebody else changed this while you were writing. Your words are still here. "
        "Look at what changed, then save again."
    )
