"""Which forms there are on paper, which page of the portal each stands for, and where it is keyed in.

``online_alone`` names every other page of the portal that sends something, with the reason why.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from budgets.models import Budget
from careplans.models import CarePlan
from ipc.programme.paper import asked
from people.models import Person, User

Keyed = Callable[[Person, User], str]


class Paper(NamedTuple):
    """One form: its name, what it is for, a drawing, what it asks, where it is keyed in, for which pages.

    ``leaves_no_trace``: that it came is written down with the worry or complaint alone, which no coordinator
    sees; a list of papers would tell of it.
    """

    title: str | Promise
    says: str | Promise
    drawing: str
    asks: Callable[[asked.For], list[dict]]
    keyed: Keyed
    pages: tuple[str, ...]
    leaves_no_trace: bool = False


def of_the_person(name) -> Keyed:
    """Return where it is keyed in: the page ``name`` about the person."""
    return lambda person, user: reverse(name, args=[person.public_id])


def of_the_plan(name) -> Keyed:
    """Return the page ``name`` of the latest plan; without one, the person's."""

    def keyed(person, user):
        plan = CarePlan.objects.visible_to(user).latest_of(person)
        return reverse(name, args=[plan.public_id]) if plan else reverse("person", args=[person.public_id])

    return keyed


def of_the_budget(name) -> Keyed:
    """Return the page ``name`` of the budget in use; without one, the person's."""

    def keyed(person, user):
        budget = Budget.objects.visible_to(user).in_use().filter(person=person).first()
        return (
            reverse(name, args=[budget.public_id]) if budget else reverse("person", args=[person.public_id])
        )

    return keyed


PAPERS = {
    "about-me": Paper(
        _("About me"),
        _("Tell us who you are and what matters to you."),
        "person",
        asked.about_me,
        of_the_person("about_person"),
        ("write_about_me",),
    ),
    "what-works": Paper(
        _("What works, and what does not"),
        _("Tell us what goes well and what does not."),
        "happy",
        asked.working,
        of_the_person("note_observation"),
        ("my_observations",),
    ),
    "plan-change": Paper(
        _("Ask for a change of my plan"),
        _("Your plan can change when you want it to."),
        "plan",
        asked.plan_change,
        of_the_plan("ask_about_plan"),
        ("ask_for_change", "my_propose_new"),
    ),
    "life-change": Paper(
        _("Tell us that something has changed"),
        _("Tell us, and we look at your plan again."),
        "house",
        asked.life_change,
        of_the_person("note_trigger"),
        ("tell_of_change",),
    ),
    "goal": Paper(
        _("How it goes with a goal"),
        _("Tell us how near your goal feels."),
        "goal",
        asked.goal,
        of_the_plan("plan"),
        ("my_goal",),
    ),
    "spend": Paper(
        _("Something I spent"),
        _("Write down what you paid for from your money."),
        "money",
        asked.spend,
        of_the_budget("note_spend"),
        ("record_spend",),
    ),
    "own-extra": Paper(
        _("Something I buy myself"),
        _("Write down what you pay for beside your budget."),
        "shop",
        asked.own_extra,
        of_the_budget("own_extras_of_budget"),
        ("my_extras",),
    ),
    "money-change": Paper(
        _("Ask for a change of my money"),
        _("Ask to use your money in another way."),
        "money",
        asked.money_change,
        of_the_budget("budget"),
        ("ask_change", "my_what_if"),
    ),
    "give-up-money": Paper(
        _("I do not want the money any more"),
        _("You can give your budget up. Talk with us first."),
        "direct",
        asked.give_up,
        of_the_budget("end_budget"),
        ("give_up_money",),
    ),
    "second-look": Paper(
        _("Look at a decision again"),
        _("Ask somebody else to look at a decision again."),
        "search",
        asked.second_look,
        of_the_person("ask_second_look"),
        ("my_ask_second_look",),
    ),
    "message": Paper(
        _("Write to my care team"),
        _("Write to us about anything. This is not for emergencies."),
        "letter",
        asked.message,
        of_the_person("add_document"),
        ("begin_conversation", "my_conversation"),
    ),
    "question": Paper(
        _("Ask a question"),
        _("Ask us anything about your care, plan or money."),
        "question",
        asked.question,
        of_the_person("note_complaint"),
        ("my_new_complaint", "ask_about_look"),
    ),
    "worry": Paper(
        _("Tell us about a worry"),
        _("Tell us what worries you."),
        "worried",
        asked.worry,
        of_the_person("note_complaint"),
        ("my_new_complaint", "my_worry"),
        leaves_no_trace=True,
    ),
    "complaint": Paper(
        _("Make a complaint"),
        _("Tell us what went wrong. You get an answer."),
        "talk",
        asked.complaint,
        of_the_person("note_complaint"),
        ("my_new_complaint", "my_ask_to_assess_again"),
        leaves_no_trace=True,
    ),
    "record-right": Paper(
        _("Something is wrong in my record"),
        _("Tell us what is wrong. We answer within a month."),
        "write",
        asked.record_right,
        of_the_person("note_put_right"),
        ("my_put_right",),
    ),
    "wellbeing": Paper(
        _("How I feel about my life"),
        _("Four questions. There is no right or wrong answer."),
        "heart",
        asked.wellbeing,
        of_the_person("note_wellbeing"),
        ("answer_my_wellbeing",),
    ),
    "own-sentence": Paper(
        _("A sentence of my own"),
        _("Write what should be true for you. Later you say how true it is."),
        "star",
        asked.own_sentence,
        of_the_person("add_own_statement"),
        ("add_my_statement", "my_own_statement"),
    ),
    "information": Paper(
        _("How I want information"),
        _("Tell us how to write and talk to you."),
        "listen",
        asked.information,
        of_the_person("record_information_needs"),
        ("my_information",),
    ),
    "details": Paper(
        _("My name, address and telephone"),
        _("Tell us what has changed."),
        "house",
        asked.details,
        of_the_person("change_person"),
        ("my_details",),
    ),
    "circle": Paper(
        _("Somebody in my life"),
        _("Tell us about somebody who matters to you."),
        "family",
        asked.circle,
        of_the_person("add_relationship"),
        ("my_add_relationship", "my_change_relationship"),
    ),
    "sharing": Paper(
        _("Who may see my plan"),
        _("You say who may see what. You can stop at any time."),
        "together",
        asked.sharing,
        of_the_person("record_consent"),
        ("my_share", "my_name_participant", "my_approve_participant"),
    ),
    "link": Paper(
        _("A link for one reader"),
        _("Let one person read parts of your record for some days."),
        "computer",
        asked.link,
        of_the_person("share_by_link"),
        ("my_link",),
    ),
    "evaluation": Paper(
        _("May others learn from my facts?"),
        _("Say yes or no. Your support is the same either way."),
        "tick",
        asked.evaluation,
        of_the_person("record_evaluation"),
        ("my_evaluation",),
    ),
    "join-a-group": Paper(
        _("Join a group or meet somebody"),
        _("We ask them for you, and tell you what they say."),
        "friends",
        asked.join_group,
        of_the_person("refer"),
        ("ask_to_join", "my_peers"),
    ),
    "ring-me": Paper(
        _("Please ring me"),
        _("Somebody rings you and helps you find what you like."),
        "phone",
        asked.call,
        of_the_person("ask_for_call_of"),
        ("ask_for_call",),
    ),
    "how-it-was": Paper(
        _("How was the group?"),
        _("Tell us how it was for you."),
        "happy",
        asked.how_it_was,
        of_the_person("support_of_person"),
        ("say_how_it_was",),
    ),
}


def title_of(slug) -> str:
    """Return what a form is called; one that is no longer there is called as it was kept."""
    return str(PAPERS[slug].title) if slug in PAPERS else slug.replace("-", " ")
