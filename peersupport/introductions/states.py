"""The whole way of an introduction as one table: from where, to where, and who may say so (domain.md §7)."""

from enum import Enum

from django.utils.translation import gettext_lazy as _

from ipc.kernel.errors import RuleBroken
from peersupport.models import OPEN
from peersupport.models import IntroductionStatus as Status
from people.models import Role


class NotTheNextStep(RuleBroken):
    message = _("This cannot be the next step any more. Look at where the introduction stands now.")


class NotYoursToSay(RuleBroken):
    message = _("This step is for somebody else to say.")


class Who(Enum):
    """Whose step it is: of the person or who acts for them, a colleague, the navigator, the night."""

    PERSON = "person"
    COLLEAGUE = "colleague"
    NAVIGATOR = "navigator"
    NIGHT = "night"


PERSON, COLLEAGUE, NAVIGATOR, NIGHT = Who
ANYBODY = (PERSON, COLLEAGUE, NAVIGATOR, NIGHT)
UNANSWERED = (Status.ASKED, Status.RECEIVED, Status.TRYING)
LOOKED_AT = (*UNANSWERED, Status.WAITING)
UNDER_WAY = (Status.ACCEPTED, Status.MATCHED, Status.ACTIVE)
BEFORE_A_PAUSE = (*LOOKED_AT, *UNDER_WAY)
BEGUN = (*UNDER_WAY, Status.PAUSED)

# From where; to where; who says so.
_TABLE = [
    ((Status.DRAFT,),                                   Status.ASKED,      (COLLEAGUE,)),
    ((Status.ASKED,),                                   Status.RECEIVED,   (NAVIGATOR,)),
    (LOOKED_AT,                                         Status.TRYING,     (NAVIGATOR,)),
    ((Status.TRYING,),                                  Status.RECEIVED,   (NAVIGATOR,)),
    (LOOKED_AT,                                         Status.UNREACHED,  (NAVIGATOR,)),
    (UNANSWERED,                                        Status.WAITING,    (NAVIGATOR,)),
    (LOOKED_AT,                                         Status.ACCEPTED,   (NAVIGATOR,)),
    (LOOKED_AT,                                         Status.DECLINED,   (NAVIGATOR,)),
    ((*LOOKED_AT, Status.ACCEPTED),                     Status.MATCHED,    (NAVIGATOR,)),
    ((Status.MATCHED,),                                 Status.RECEIVED,   (PERSON, NAVIGATOR)),
    ((Status.MATCHED,),                                 Status.ACTIVE,     (PERSON, NAVIGATOR)),
    ((Status.ACCEPTED,),                                Status.ACTIVE,     (NAVIGATOR,)),
    (BEFORE_A_PAUSE,                                    Status.PAUSED,     ANYBODY),
    ((Status.PAUSED,),                                  None,              (PERSON, COLLEAGUE, NAVIGATOR)),
    (BEGUN,                                             Status.ENDED,      (PERSON, NAVIGATOR)),
    (BEGUN,                                             Status.STOPPED,    (NAVIGATOR,)),
    (tuple(OPEN),                                       Status.WITHDRAWN,  (PERSON, COLLEAGUE)),
]  # fmt: skip


def _each():
    """Yield every step there is; after a pause it goes on from any step it was paused at."""
    for froms, to, who in _TABLE:
        for one in froms:
            for where in BEFORE_A_PAUSE if to is None else (to,):
                yield (one, where), frozenset(who)


TRANSITIONS: dict[tuple[Status, Status], frozenset[Who]] = dict(_each())
_SIDES = {
    Role.PERSON: PERSON,
    Role.NAVIGATOR: NAVIGATOR,
    Role.COORDINATOR: COLLEAGUE,
    Role.MANAGER: COLLEAGUE,
}


def side_of(by) -> Who | None:
    """Return for which side ``by`` speaks, in the hat worn now; the night has no name."""
    return NIGHT if by is None else _SIDES.get(by.hat.role)


def may(introduction, to, who) -> bool:
    """Whether ``who`` may take the introduction from where it stands to ``to``."""
    return who in TRANSITIONS.get((Status(introduction.status), Status(to)), ())


def check(introduction, to, by, otherwise=NotTheNextStep):
    """Refuse a step that is not in the table, or not for ``by`` to say.

    Raises:
        NotTheNextStep (or ``otherwise``), NotYoursToSay
    """
    who = TRANSITIONS.get((Status(introduction.status), Status(to)))
    if who is None:
        raise otherwise
    if side_of(by) not in who:
        raise NotYoursToSay
