"""What is refused on the way of a question, a worry or a complaint."""

from django.utils.translation import gettext_lazy as _

from ipc.kernel.errors import RuleBroken

REGULATIONS = "SI 2009/309 (Complaints Regulations 2009)"


class NothingSaid(RuleBroken):
    message = _("Write a few words about it.")


class SayHowItWasMade(RuleBroken):
    message = _("Say how they told you: in person, by telephone or on paper.")


class NotOpen(RuleBroken):
    message = _("This has its answer already, or is over.")


class NotAnswered(RuleBroken):
    message = _("This has no answer yet.")


class AlreadyAcknowledged(RuleBroken):
    message = _("They have been told already that we have it.")


class DateHasPassed(RuleBroken):
    message = _("Choose a day after today.")


class LongerThanAllowed(RuleBroken):
    message = _("Answer by %(day)s at the latest.")
    source = f"{REGULATIONS} reg 14"


class OutcomeDoesNotFit(RuleBroken):
    message = _("A question is answered. Of a worry or a complaint, say how far they were right.")
    source = f"{REGULATIONS} reg 14"


class NothingLearned(RuleBroken):
    message = _("They were right, so say what changes now.")
    source = f"{REGULATIONS} reg 14"
