from careplans.forms.about import AboutForm, ObservationForm
from careplans.forms.frame import FactsForm, RevisedForm
from careplans.forms.lines import ActionForm, DetailsForm, GoalForm, NeedForm
from careplans.forms.reviews import ChangeRequestForm

__all__ = [
    "AboutForm",
    "ActionForm",
    "ChangeRequestForm",
    "DetailsForm",
    "FactsForm",
    "GoalForm",
    "NeedForm",
    "ObservationForm",
    "RevisedForm",
]
