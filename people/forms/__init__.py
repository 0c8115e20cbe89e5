"""What the pages of this room ask."""

from people.forms.circle import CircleForm
from people.forms.finding import CaseloadForm, FindForm
from people.forms.frame import FactsForm, posted
from people.forms.leaving import DeathForm, EndForm
from people.forms.record import InformationForm
from people.forms.rectifying import DecideForm, PutRightForm
from people.forms.registering import RegisterForm
from people.forms.sharing import ConsentForm, InviteForm
from people.forms.sign_in import OwnPasswordForm, PasswordForm

__all__ = [
    "CaseloadForm",
    "CircleForm",
    "ConsentForm",
    "DeathForm",
    "DecideForm",
    "EndForm",
    "FactsForm",
    "FindForm",
    "InformationForm",
    "InviteForm",
    "OwnPasswordForm",
    "PasswordForm",
    "PutRightForm",
    "RegisterForm",
    "posted",
]
