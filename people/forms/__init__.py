"""What the pages of this room ask."""

from people.forms.acting import (
    AgreeNomineeForm,
    AuthorityForm,
    CircumstanceForm,
    ResumeForm,
    StopActingForm,
    WhyForm,
)
from people.forms.circle import CircleForm, MyCircleForm
from people.forms.deciding import AskAgainForm, AssessForm, BestInterestsForm
from people.forms.finding import CaseloadForm, FindForm
from people.forms.frame import FactsForm, posted
from people.forms.guarding import (
    AnswerAboutLookForm,
    AskAboutLookForm,
    EmergencyForm,
    ExactlyForm,
    NameReaderForm,
    RestrictForm,
    ReviewEmergencyForm,
)
from people.forms.keeping import HoldForm
from people.forms.leaving import DeathForm, EndForm
from people.forms.links import (
    EvaluationForm,
    LinkForm,
    LinkForThemForm,
    LinkWordsForm,
    MyEvaluationForm,
)
from people.forms.merging import DecideMergeForm, FindOtherForm, ProposeMergeForm
from people.forms.moving import AcceptForm, DeclineForm, OfferForm
from people.forms.record import InformationForm
from people.forms.rectifying import DecideForm, PutRightForm
from people.forms.registering import RegisterForm
from people.forms.sharing import ConsentForm, InviteForm, MyShareForm
from people.forms.sign_in import OwnPasswordForm, PasswordForm
from people.forms.staffing import AllocateForm, CoverForm, TransferForm

__all__ = [
    "AcceptForm",
    "AgreeNomineeForm",
    "AllocateForm",
    "AnswerAboutLookForm",
    "AskAboutLookForm",
    "AskAgainForm",
    "AssessForm",
    "AuthorityForm",
    "BestInterestsForm",
    "CaseloadForm",
    "CircleForm",
    "CircumstanceForm",
    "ConsentForm",
    "CoverForm",
    "DeathForm",
    "DecideForm",
    "DecideMergeForm",
    "DeclineForm",
    "EmergencyForm",
    "EndForm",
    "EvaluationForm",
    "ExactlyForm",
    "FactsForm",
    "FindForm",
    "FindOtherForm",
    "HoldForm",
    "InformationForm",
    "InviteForm",
    "LinkForThemForm",
    "LinkForm",
    "LinkWordsForm",
    "MyCircleForm",
    "MyEvaluationForm",
    "MyShareForm",
    "NameReaderForm",
    "OfferForm",
    "OwnPasswordForm",
    "PasswordForm",
    "ProposeMergeForm",
    "PutRightForm",
    "RegisterForm",
    "RestrictForm",
    "ResumeForm",
    "ReviewEmergencyForm",
    "StopActingForm",
    "TransferForm",
    "WhyForm",
    "posted",
]
