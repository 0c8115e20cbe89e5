"""Who may act for a person, and what is written down of a child's situation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel import dates
from ipc.kernel.fields import DayField, WordsField
from people import acting_for
from people.forms.frame import FactsForm
from people.models import AuthorityKind, AuthorityScope, CircumstanceKind, HowGiven


class Chosen(forms.ChoiceField):
    """One row of a few, by its public id; ``None`` where the empty choice is taken."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.RadioSelect, **kwargs)

    def offer(self, rows, *, as_words=str, nothing=None):
        self.rows = {str(row.public_id): row for row in rows}
        self.choices = [(key, as_words(row)) for key, row in self.rows.items()]
        if nothing is not None:
            self.choices = [("", nothing), *self.choices]

    def clean(self, value):
        return self.rows.get(super().clean(value))


def _offer(form, assessments, *, nothing):
    """Ask for an assessment only where there is one."""
    if assessments:
        form.fields["assessment"].offer(assessments, nothing=nothing)
    else:
        del form.fields["assessment"]


class AuthorityForm(FactsForm):
    holder = Chosen(
        label=_("Who acts for the person?"),
        help_text=_("Those in the circle of support who sign in."),
        error_messages={"required": _("Choose who acts for the person")},
    )
    kind = forms.ChoiceField(
        label=_("By what right?"),
        choices=AuthorityKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose by what right they act")},
    )
    scope = forms.ChoiceField(
        label=_("Attorney or deputy: what is the paper for?"),
        choices=[("", _("Neither attorney nor deputy")), *AuthorityScope.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    assessment = Chosen(
        label=_("Does it rest on the person not being able to decide something?"),
        required=False,
        help_text=_("Choose the assessment that says so. Nothing else shows it."),
    )
    how_agreed = forms.ChoiceField(
        label=_("Nominee, or attorney for money: how did the person say yes?"),
        choices=[("", _("They were not asked for this")), *HowGiven.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    evidence = forms.CharField(
        label=_("Which paper did you see?"),
        max_length=200,
        help_text=_("For example: birth certificate, registered lasting power of attorney, court order"),
        error_messages={"required": _("Write down which paper you saw")},
    )
    reference = forms.CharField(label=_("Its number or reference"), max_length=60, required=False)
    checked_on = DayField(
        label=_("Day of the enhanced check with the barred list"),
        asked=_("the day of the check"),
        required=False,
        may_be_future=False,
        help_text=_("For a representative who is not family, not of the household and not a caring friend."),
    )
    starts_on = DayField(label=_("From when?"), asked=_("the first day"))
    ends_on = DayField(
        label=_("Until when?"),
        asked=_("the first day without it"),
        required=False,
        help_text=_("From this day on they do not act. A parent's right ends by itself."),
    )

    def __init__(self, *args, circle, assessments, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["holder"].offer(circle)
        _offer(self, assessments, nothing=_("No"))
        self.fields["starts_on"].initial = dates.today
        self.fields["kind"].widget.hints = {kind: acting_for.IN_SHORT[kind] for kind in AuthorityKind}

    def facts(self):
        facts = super().facts()
        scope = facts.pop("scope")
        return {**facts, "holder": facts["holder"].user, "scopes": [scope] if scope else []}


class WhyForm(FactsForm):
    why = forms.CharField(label=_("Why?"), max_length=200, error_messages={"required": _("Write down why")})


class ResumeForm(FactsForm):
    assessment = Chosen(
        label=_("Is there a newer assessment that the person cannot decide this?"), required=False
    )

    def __init__(self, *args, assessments, **kwargs):
        super().__init__(*args, **kwargs)
        _offer(self, assessments, nothing=_("It rests on the same as before"))


class AgreeNomineeForm(FactsForm):
    checked_on = DayField(
        label=_("Day you saw the enhanced check with the barred list"),
        asked=_("the day you saw the check"),
        required=False,
        may_be_future=False,
    )

    def __init__(self, *args, needs_check, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_check:
            del self.fields["checked_on"]


class StopActingForm(FactsForm):
    """What the person wants: stop for now, or end for good."""

    STOP, END = "stop", "end"
    how = forms.ChoiceField(
        label=_("What do you want?"),
        choices=[(STOP, _("Stop it for now")), (END, _("End it for good"))],
        widget=forms.RadioSelect(attrs={"class": "ipc-big-choices"}),
        error_messages={"required": _("Choose what you want")},
    )


class CircumstanceForm(FactsForm):
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=CircumstanceKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is")},
    )
    words = WordsField(
        label=_("In words"),
        max_length=1000,
        help_text=_("The child's own view stands here in the child's own words, unchanged."),
    )
    about = Chosen(
        label=_("Is it about one person in the circle?"),
        required=False,
        help_text=_("An order or restriction about one person stops what that person may do, and contact."),
    )
    council = Chosen(label=_("If a council looks after the child: which?"), required=False)
    evidence = forms.CharField(
        label=_("Which paper did you see?"),
        max_length=200,
        required=False,
        help_text=_("Needed for everything but the child's own view."),
    )
    starts_on = DayField(label=_("Since when?"), asked=_("the first day"), may_be_future=False)

    def __init__(self, *args, circle, councils, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["about"].offer(circle, nothing=_("No, about all parents, or nobody"))
        self.fields["council"].offer(councils, nothing=_("No council"))
        self.fields["starts_on"].initial = dates.today
