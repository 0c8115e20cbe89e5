"""What the pages of this room ask."""

from people.forms.circle import CircleForm
from people.forms.finding import CaseloadForm
from people.forms.frame import FactsForm, posted
from people.forms.record import InformationForm
from people.forms.registering import RegisterForm
from people.forms.sharing import ConsentForm, InviteForm
from people.forms.sign_in import OwnPasswordForm, PasswordForm

__all__ = [
    "CaseloadForm",
    "CircleForm",
    "ConsentForm",
    "FactsForm",
    "InformationForm",
    "InviteForm",
    "OwnPasswordForm",
    "PasswordForm",
    "RegisterForm",
    "posted",
]
