from careplans.forms.about import AboutForm, MediaForm, ObservationForm
from careplans.forms.dialogue import AnswerForm, ChangeForm, ProposalForm, RemovalForm
from careplans.forms.frame import FactsForm, RevisedForm
from careplans.forms.lines import ActionForm, DetailsForm, GoalForm, NeedForm
from careplans.forms.participants import MyYesForm, ParticipantForm, PrivateForm, YesForm
from careplans.forms.reviews import AskForThemForm, ChangeRequestForm, HoldReviewForm, TellForm

__all__ = [
    "AboutForm",
    "ActionForm",
    "AnswerForm",
    "AskForThemForm",
    "ChangeForm",
    "ChangeRequestForm",
    "DetailsForm",
    "FactsForm",
    "GoalForm",
    "HoldReviewForm",
    "MediaForm",
    "MyYesForm",
    "NeedForm",
    "ObservationForm",
    "ParticipantForm",
    "PrivateForm",
    "ProposalForm",
    "RemovalForm",
    "RevisedForm",
    "TellForm",
    "YesForm",
]
