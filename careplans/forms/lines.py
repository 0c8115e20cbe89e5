"""What the lines of a plan ask, and what belongs to the plan as a whole."""

from django import forms
from django.utils.translation import gettext_lazy as _

from careplans import pictures
from careplans.forms.frame import IN_A_ROW, NARROW, FactsForm, RevisedForm
from careplans.models import ByWhom, GoalKind
from ipc.kernel.fields import DayField, WordsField
from ipc.kernel.money import pounds
from peersupport.models import Service


class PictureForm(FactsForm):
    """A line has a picture: the one that was chosen, or one by its words."""

    picture = forms.ChoiceField(
        label=_("Which picture goes with it?"),
        help_text=_("For Easy Read. If you choose none, we take one that fits the words."),
        choices=[("", _("One that fits the words")), *pictures.CHOICES],
        required=False,
    )
    field_order: tuple[str, ...] = ()


class NeedForm(PictureForm):
    field_order = ("words", "is_eligible", "picture")
    words = forms.CharField(
        label=_("What does the person need?"),
        help_text=_("In their words if you can. Like: Help to breathe easily and stay out of hospital."),
        max_length=500,
        error_messages={"required": _("Write what the person needs")},
    )
    is_eligible = forms.TypedChoiceField(
        label=_("Must the council meet this need?"),
        help_text=_("Eligible under the Care Act 2014, section 13"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("Not decided yet"))],
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs=IN_A_ROW),
        initial="",
    )


class GoalForm(PictureForm):
    field_order = ("words", "kind", "ehc_reference", "importance", "confidence", "picture")
    words = forms.CharField(
        label=_("What does the person want to reach?"),
        help_text=_("In their words. Like: Walk to the shop again."),
        max_length=500,
        error_messages={"required": _("Write what the person wants to reach")},
    )
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=GoalKind.choices,
        widget=forms.RadioSelect(attrs=IN_A_ROW),
        error_messages={"required": _("Choose what the goal is about")},
    )
    ehc_reference = forms.CharField(
        label=_("If it is about learning: which outcome of their education, health and care plan?"),
        help_text=_("Its number and words from that plan. Like: Outcome 3, travel to college alone."),
        max_length=200,
        required=False,
    )
    importance = forms.IntegerField(
        label=_("How important is it to them, from 1 to 10?"),
        min_value=1,
        max_value=10,
        required=False,
        widget=forms.NumberInput(attrs=NARROW),
        error_messages={"invalid": _("Enter a number from 1 to 10")},
    )
    confidence = forms.IntegerField(
        label=_("How sure are they that they can, from 1 to 10?"),
        min_value=1,
        max_value=10,
        required=False,
        widget=forms.NumberInput(attrs=NARROW),
        error_messages={"invalid": _("Enter a number from 1 to 10")},
    )


class ActionForm(PictureForm):
    """What will be done. ``found`` are entries of the directory to choose from, if one was looked for."""

    look_for = forms.CharField(
        label=_("Look in the directory"),
        help_text=_("Groups, peers and activities nearby. Most are free. Like: dancing."),
        max_length=80,
        required=False,
    )
    service = forms.ModelChoiceField(
        label=_("Choose from what we found"),
        queryset=Service.objects.none(),
        to_field_name="public_id",
        required=False,
        blank=True,
        empty_label=_("None of these"),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What will be done?"),
        max_length=500,
        error_messages={"required": _("Write what will be done")},
    )
    who = forms.CharField(
        label=_("Who will do it?"), max_length=120, error_messages={"required": _("Write who will do it")}
    )
    by_whom = forms.ChoiceField(
        label=_("Who is that?"),
        choices=ByWhom.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    when = forms.CharField(
        label=_("When?"),
        help_text=_("Like: Tuesdays at 10, or from next month."),
        max_length=120,
        error_messages={"required": _("Write when it will be done")},
    )
    how_often = forms.CharField(
        label=_("How often?"), help_text=_("Like: once a week."), max_length=120, required=False
    )
    is_paid = forms.TypedChoiceField(
        label=_("Does the budget pay for it?"),
        choices=[("no", _("No, it is free or done by people they know")), ("yes", _("Yes"))],
        coerce=lambda answer: answer == "yes",
        initial="no",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose if the budget pays for it")},
    )
    brings = forms.CharField(
        label=_("What does it bring them?"),
        help_text=_("What is free counts as much as what is paid. Like: company, and a reason to go out."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = found
        self.fields["service"].label_from_instance = described
        if not found:
            self.fields["service"].widget = forms.HiddenInput()

    def facts(self):
        facts = super().facts()
        del facts["look_for"]
        return facts


class ChangeNeedForm(NeedForm, RevisedForm):
    """What a need says, changed."""


class ChangeGoalForm(GoalForm, RevisedForm):
    """What a goal says, changed."""


class ChangeActionForm(ActionForm, RevisedForm):
    """What will be done, changed."""


class DetailsForm(RevisedForm):
    if_things_go_wrong = WordsField(
        label=_("If things go wrong"),
        help_text=_("What are the signs, what should happen, who to call. Also: if a carer cannot care."),
        required=False,
        rows=4,
    )
    coping = WordsField(
        label=_("What helps when it gets hard"),
        help_text=_("What the person does themselves, and what others can do"),
        required=False,
        rows=3,
    )
    prevention = WordsField(
        label=_("Staying well"),
        help_text=_("Advice on staying well and needing less help"),
        required=False,
        rows=4,
    )
    advance_statement = forms.CharField(
        label=_("Wishes for care later on"),
        help_text=_("If they have written them down: what it is called and where it is kept."),
        max_length=300,
        required=False,
    )
    health_watched_by = forms.CharField(
        label=_("Who keeps an eye on their health?"), max_length=120, required=False
    )
    notice_days = forms.IntegerField(
        label=_("Days of notice before money is reduced or stopped"),
        min_value=1,
        max_value=365,
        widget=forms.NumberInput(attrs=NARROW),
        error_messages={"required": _("Enter how many days, like 28")},
    )
    review_due_on = DayField(
        label=_("First review by"), asked=_("the day of the review"), may_be_past=False, required=False
    )
    review_by = forms.CharField(label=_("Who will do the review?"), max_length=120, required=False)


def described(service):
    """Return an entry of the directory in a line: ``Dancing, by A club (£0, free)``."""
    cost = _("£0, free") if service.is_free else pounds(service.cost)
    return _("%(name)s, by %(organisation)s (%(cost)s)") % {
        "name": service.name,
        "organisation": service.organisation,
        "cost": cost,
    }
