"""What each form on paper asks, made from the forms that the pages of the portal show.

Each function returns the parts of one form. ``person`` and ``user`` are None for a blank one; for one person
it may name what only they have: the lines of their money, the people in their circle.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _

from budgets import spending
from budgets.forms.decisions import AskSecondLookForm
from budgets.forms.ending import GiveUpForm
from budgets.forms.extras import OwnExtraForm
from budgets.forms.my_changes import AskChangeForm
from budgets.forms.spending import SpendForm
from budgets.models import Budget
from careplans import triggers
from careplans.documents.layouts import Layout
from careplans.examples import GROUPS, QUESTIONS
from careplans.forms import AboutForm, ChangeRequestForm, ObservationForm, TellForm
from careplans.forms.progress import ProgressForm
from careplans.forms.wellbeing import StatementForm, WellbeingForm
from careplans.models import View
from ipc.programme.paper.questions import free, of_form
from peersupport.forms import AskToJoinForm
from peersupport.forms.introductions import FeedbackForm
from peersupport.forms.navigators import AskForCallForm
from people import rules
from people.forms.circle import MyCircleForm
from people.forms.complaints import RaiseForm
from people.forms.details import ContactForm
from people.forms.links import LinkForm, MyEvaluationForm
from people.forms.messages import BeginForm
from people.forms.record import InformationForm
from people.forms.rectifying import PutRightForm
from people.forms.sharing import MyShareForm
from people.models import ComplaintKind, Figure, Organisation, Person, Relationship

IN_THE_BOX = "helped_by"


class For(NamedTuple):
    """For whom a form is printed, by whom, and how; nobody where it is blank."""

    person: Person | None = None
    user: object = None
    layout: Layout = Layout.STANDARD


def part(questions, heading="", *sentences) -> dict:
    return {"heading": str(heading), "sentences": list(sentences), "questions": questions}


def about_me(whom):
    """One question for each heading, with the lines of the box that the page shows."""
    box = of_form(AboutForm(), whom.layout, leave_out=[IN_THE_BOX])[0]
    return [
        part([{**box, "label": str(QUESTIONS[one]), "sentences": []} for one in headings], title)
        for title, headings in GROUPS
    ]


def working(whom):
    form = ObservationForm(views=[View.PERSON], called="")
    return [part(of_form(form, whom.layout), _("One thing")), part(of_form(form, whom.layout), _("One more"))]


def plan_change(whom):
    return [part(of_form(ChangeRequestForm(), whom.layout))]


def life_change(whom):
    return [part(of_form(TellForm(kinds=triggers.TOLD_BY_FAMILY), whom.layout))]


def goal(whom):
    form = ProgressForm(goal=None, actions=[], views=[View.PERSON], called="")
    which = free(_("Which goal of your plan is it about?"), lines=2)
    return [part([which, *of_form(form, whom.layout)])]


def spend(whom):
    budget = whom.person and Budget.objects.visible_to(whom.user).in_use().filter(person=whom.person).first()
    form = SpendForm(lines=spending.choices(budget) if budget else [])
    return [part(of_form(form, whom.layout))]


def own_extra(whom):
    return [part(of_form(OwnExtraForm(), whom.layout))]


def money_change(whom):
    return [part(of_form(AskChangeForm(), whom.layout))]


def give_up(whom):
    return [
        part(
            of_form(GiveUpForm(), whom.layout),
            "",
            _("Ask your care team first what happens to your support. You can change your mind."),
        )
    ]


def second_look(whom):
    which = free(_("Which decision is it about?"), _("Say what it was and when, if you know."), lines=2)
    return [part([which, *of_form(AskSecondLookForm(), whom.layout)])]


def message(whom):
    """Ask for the message, and say who reads it: it is kept as a paper of the person's, never in private."""
    asked = of_form(BeginForm(), whom.layout, leave_out=["who"])
    return [
        part(
            asked,
            "",
            _("Your care team reads this. Whoever decides for you by law can read it too."),
            _("Do you want nobody else to read it? Then ring us, or write to us online."),
        )
    ]


def put_it_right(kind):
    def raised(whom):
        return [part(of_form(RaiseForm(kind=kind), whom.layout))]

    return raised


question = put_it_right(ComplaintKind.QUESTION)
worry = put_it_right(ComplaintKind.CONCERN)
complaint = put_it_right(ComplaintKind.COMPLAINT)


def record_right(whom):
    return [part(of_form(PutRightForm(), whom.layout))]


def wellbeing(whom):
    return [
        part(
            of_form(WellbeingForm(), whom.layout),
            "",
            _("Only you can answer this. Leave out what you do not want to say."),
        )
    ]


def own_sentence(whom):
    return [part(of_form(StatementForm(), whom.layout))]


def information(whom):
    return [part(of_form(InformationForm(), whom.layout))]


def details(whom):
    return [part(of_form(ContactForm(person=Person()), whom.layout))]


def circle(whom):
    return [part(of_form(MyCircleForm(), whom.layout))]


def sharing(whom):
    live = Relationship.objects.visible_to(whom.user).live() if whom.person else Relationship.objects.none()
    here = Organisation.objects.filter(site_id=whom.person.site_id) if whom.person else []
    form = MyShareForm(
        relationships=list(live.filter(person=whom.person)) if whom.person else [], organisations=list(here)
    )
    return [
        part(of_form(form, whom.layout), "", _("You can stop at any time. Tell us, in any way you like."))
    ]


def link(whom):
    days = rules.value(Figure.LINK_DAYS, site_id=whom.person.site_id if whom.person else None)
    return [part(of_form(LinkForm(most=days), whom.layout))]


def evaluation(whom):
    return [part(of_form(MyEvaluationForm(), whom.layout))]


def join_group(whom):
    which = free(_("Which group, or whom would you like to meet?"), lines=2)
    return [part([which, *of_form(AskToJoinForm(), whom.layout)], "", shared_with_a_group())]


def shared_with_a_group() -> str:
    return _("We tell the group your name and how to reach you. Ask us what else, before you tick the box.")


def how_it_was(whom):
    which = free(_("Which group or meeting is it about?"), lines=1)
    return [part([which, *of_form(FeedbackForm(), whom.layout)])]


def call(whom):
    return [part(of_form(AskForCallForm(has_phone=False), whom.layout))]
