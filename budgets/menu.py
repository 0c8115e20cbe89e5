"""What can be opened and done about somebody's money, in the menu about a person."""

from django.utils.translation import gettext_lazy as _

from budgets.acts import Act
from people import menu as people_menu

ABOUT_A_PERSON = [
    ("eligibility", _("Decisions about money"), Act.SEE_ELIGIBILITY),
]
DOING = [
    (
        _("The money"),
        [
            ("work_out_indicative", _("Work out a first idea of the money"), Act.WORK_OUT_INDICATIVE),
            ("conditions", _("What was declared about direct payments"), Act.SEE_CONDITIONS),
            ("ask_second_look", _("Ask for a second look at a decision"), Act.ASK_SECOND_LOOK),
        ],
    )
]

people_menu.also(*ABOUT_A_PERSON, doing=DOING)
