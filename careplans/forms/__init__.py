from careplans.forms.about import AboutForm, ObservationForm
from careplans.forms.frame import FactsForm, RevisedForm
from careplans.forms.lines import ActionForm, DetailsForm, GoalForm, NeedForm
from careplans.forms.participants import MyYesForm, ParticipantForm, PrivateForm, YesForm
from careplans.forms.reviews import AskForThemForm, ChangeRequestForm, HoldReviewForm

__all__ = [
    "AboutForm",
    "ActionForm",
    "AskForThemForm",
    "ChangeRequestForm",
    "DetailsForm",
    "FactsForm",
    "GoalForm",
    "HoldReviewForm",
    "MyYesForm",
    "NeedForm",
    "ObservationForm",
    "ParticipantForm",
    "PrivateForm",
    "RevisedForm",
    "YesForm",
]
