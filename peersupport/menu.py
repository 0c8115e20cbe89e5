"""What can be opened and done about somebody's support, in the menu about a person."""

from django.utils.translation import gettext_lazy as _

from peersupport.acts import Act
from people import menu as people_menu

ABOUT_A_PERSON = [("support_of_person", _("Support"), Act.REFER)]
DOING = [
    (
        _("Support near them"),
        [
            ("refer", _("Ask for them to be introduced"), Act.REFER),
            ("signpost_person", _("Tell them of something"), Act.SIGNPOST),
            ("ask_for_call_of", _("Ask a navigator to ring them"), Act.ASK_FOR_CALL),
            ("kept_apart", _("Whom they are never matched with"), Act.KEEP_APART),
        ],
    )
]

people_menu.also(*ABOUT_A_PERSON, doing=DOING)
