"""The pages of one plan, as the menu above each of them: everything about a plan is one click away."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from careplans.acts import Act
from careplans.models import PlanStatus, PlanVersion, Statement
from ipc.kernel import access
from people import menu as people_menu
from people import portal
from people.models import Role

# Page, label, the act that opens it; by the id of the plan, or of the person.
OF_A_PLAN = [
    ("plan", _("The plan"), Act.SEE_PLAN),
    ("week", _("Their week"), Act.SEE_PLAN),
    ("ready", _("What is missing"), Act.WRITE_PLAN),
]
OF_THE_PERSON = [
    ("plan_people", _("Who takes part"), Act.INVOLVE),
    ("plan_versions", _("Versions"), Act.SEE_PLAN),
]
TO_TAKE_AWAY = ("plan_document", _("Print or take away"), Act.TAKE_PLAN)
MINE = [
    ("my_plan", _("My plan")),
    ("my_week", _("My week")),
    ("my_contingency", _("If things go wrong")),
    ("my_plan_easy", _("Easy Read")),
    ("my_plan_people", _("Who takes part")),
    ("my_versions", _("What changed")),
    ("my_reviews", _("Reviews")),
    ("my_plan_document", _("Print or take away")),
]
# On every page about a person: what is needed at once, and what came of the reviews.
ABOUT_A_PERSON = [
    ("contingency_of_person", _("If things go wrong"), Act.SEE_PLAN),
    ("profile", _("One-page profile"), Act.SEE_ABOUT_ME),
    ("reviews_of", _("Reviews"), Act.SEE_PLAN),
    ("wellbeing", _("How they are"), Act.SEE_WELLBEING),
]
DOING = [
    (
        _("The plan"),
        [
            ("plan_people", _("Who takes part in the plan"), Act.INVOLVE),
            ("private_parts", _("What is kept from whom"), Act.KEEP_FROM),
            ("note_trigger", _("Something has happened: look again soon"), Act.NOTE_TRIGGER),
        ],
    )
]
# Pages that show more than the plan, and the model that says who may see that.
OF_MORE_THAN_THE_PLAN = {"profile": Statement, "plan_versions": PlanVersion}
ONLY_WHILE_WRITING = {"ready"}


people_menu.also(*ABOUT_A_PERSON, doing=DOING)


def of_plan(user, plan, current="") -> list[dict]:
    """Return the pages about ``plan`` that ``user`` may open."""
    named = [
        *((name, label, act, plan) for name, label, act in OF_A_PLAN),
        *((name, label, act, plan.person) for name, label, act in OF_THE_PERSON),
        (*TO_TAKE_AWAY, plan),
    ]
    return [
        {"label": label, "url": reverse(name, args=[of.public_id]), "current": name == current}
        for name, label, act, of in named
        if _may(name, act, user, plan.person)
        and (plan.status == PlanStatus.DRAFT or name not in ONLY_WHILE_WRITING)
    ]


def _may(name, act, user, person) -> bool:
    """Whether ``user`` may open a page of ``act``; of a colleague elsewhere, whether that part was shared."""
    if user.hat.role == Role.PARTNER and name in OF_MORE_THAN_THE_PLAN:
        return portal.may_for(act, OF_MORE_THAN_THE_PLAN[name], user, person)
    return access.may(act, user)


def mine(current="", *, may_involve=True) -> list[dict]:
    """Return the pages of a person's own plan; who takes part only to whoever decides that."""
    return [
        {"label": label, "url": reverse(name), "current": name == current}
        for name, label in MINE
        if may_involve or name != "my_plan_people"
    ]
