"""What the pages of change and review ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from careplans.forms.frame import FactsForm
from careplans.models import HowHeld, MoneyWorks, ReviewOutcome, ReviewStream, TriggerKind, Wish
from careplans.review_list import SOON, WHICH
from careplans.reviews.clocks import DIRECT_PAYMENTS
from ipc.kernel.dates import in_words
from ipc.kernel.fields import DayField, WordsField
from people.models import HowGiven

YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]
INLINE = {"class": "govuk-radios--inline"}


def yes_or_no(label, **kwargs):
    return forms.TypedChoiceField(
        label=label,
        choices=YES_OR_NO,
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect(attrs=INLINE),
        error_messages={"required": _("Choose yes or no")},
        **kwargs,
    )


class ChangeRequestForm(FactsForm):
    """A wish of somebody who asks themselves."""

    wish = forms.ChoiceField(
        label=_("What would you like?"),
        choices=Wish,
        initial=Wish.CHANGE,
        required=False,
        widget=forms.RadioSelect,
    )
    words = WordsField(
        label=_("What would you like to change?"),
        help_text=_("Use your own words. You do not have to say why."),
        max_length=2000,
        rows=4,
        error_messages={"required": _("Write what you would like to change")},
    )

    def clean_wish(self):
        return self.cleaned_data["wish"] or Wish.CHANGE


class AskForThemForm(ChangeRequestForm):
    """A wish that a colleague writes down: who asked, and how."""

    who = forms.CharField(
        label=_("Who asked?"), max_length=120, error_messages={"required": _("Enter who asked")}
    )
    how = forms.ChoiceField(
        label=_("How did they ask?"),
        choices=[one for one in HowGiven.choices if one[0] != HowGiven.ONLINE],
        widget=forms.RadioSelect(attrs=INLINE),
        error_messages={"required": _("Choose how they asked")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wish"].label = _("What would they like?")
        self.fields["words"].label = _("What did they say?")
        self.fields["words"].help_text = _("Their own words, as they said them.")
        self.order_fields(["who", "how", "wish", "words"])


class HoldReviewForm(FactsForm):
    """What was said at a review. ``waiting`` are the open reviews, ``chosen`` those that fit together."""

    streams = forms.MultipleChoiceField(
        label=_("What did you look at?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One meeting can serve several. What is due close together is already chosen."),
        error_messages={"required": _("Choose what you looked at")},
    )
    held_on = DayField(label=_("When was it?"), asked=_("the day of the review"), may_be_future=False)
    how = forms.ChoiceField(
        label=_("How did you meet?"),
        choices=HowHeld,
        widget=forms.RadioSelect(attrs=INLINE),
        error_messages={"required": _("Choose how you met")},
    )
    who_came = forms.CharField(
        label=_("Who came?"), max_length=500, error_messages={"required": _("Enter who came")}
    )
    person_said = WordsField(
        label=_("What the person said"),
        help_text=_("Their own words, as they said them."),
        max_length=2000,
        required=False,
    )
    working = WordsField(
        label=_("What works?"), max_length=2000, error_messages={"required": _("Write what works")}
    )
    not_working = WordsField(
        label=_("What does not work?"),
        max_length=2000,
        help_text=_("If everything works, write that."),
        error_messages={"required": _("Write what does not work")},
    )
    tried = WordsField(
        label=_("What did you try, and what did you learn?"), max_length=2000, rows=4, required=False
    )
    what_changed = WordsField(
        label=_("Has anything changed?"),
        help_text=_("Health, home, who helps, what matters to them."),
        max_length=2000,
        rows=4,
        required=False,
    )
    money_works = forms.ChoiceField(
        label=_("Does the money work?"),
        choices=MoneyWorks,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the money works")},
    )
    is_money_enough = yes_or_no(_("Is the money enough for what the plan says?"))
    is_money_as_agreed = yes_or_no(_("Is the money used as the plan says?"))
    money_words = WordsField(
        label=_("If not: what does not work with the money, and what happens about it?"),
        max_length=2000,
        rows=4,
        required=False,
    )
    is_coordinator_right = yes_or_no(_("Is the care coordinator still the right one?"))
    advocate = forms.CharField(
        label=_("Does the person need somebody to speak up for them?"),
        help_text=_("An advocate. Write who, or why not."),
        max_length=200,
        error_messages={"required": _("Write who, or why not")},
    )
    next_steps = WordsField(
        label=_("What happens next?"),
        help_text=_("Who does what, and by when. The person reads this."),
        max_length=2000,
        error_messages={"required": _("Write what happens next")},
    )
    outcome = forms.ChoiceField(
        label=_("Is the plan still right?"),
        choices=ReviewOutcome,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose if the plan stays or a next one is written")},
    )

    def __init__(self, *args, waiting, chosen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["streams"].choices = [
            (
                one.stream,
                _("%(stream)s, due by %(day)s")
                % {"stream": one.get_stream_display(), "day": in_words(one.due_on)},
            )
            for one in waiting
        ]
        self.fields["streams"].initial = [one.stream for one in chosen]
        if not any(one.stream in DIRECT_PAYMENTS for one in waiting):
            del self.fields["is_money_enough"], self.fields["is_money_as_agreed"]

    def facts(self):
        """Return the answers; a form has a ``has_changed`` of its own."""
        facts = super().facts()
        facts["has_changed"] = facts.pop("what_changed")
        return facts

    def clean(self):
        """Leave the questions about a direct payment open where none was looked at."""
        if not set(self.cleaned_data.get("streams", ())) & set(DIRECT_PAYMENTS):
            for name in ("is_money_enough", "is_money_as_agreed"):
                if name in self.errors and not self.data.get(name):
                    del self.errors[name]
                    self.cleaned_data[name] = None
        return self.cleaned_data


# What fits whoever tells it: the person, family, a colleague.
PLAINLY = {
    TriggerKind.HOSPITAL: _("A stay in hospital"),
    TriggerKind.CARER: _("Somebody who helps cannot go on"),
    TriggerKind.MOVE: _("A new home"),
}


class TellForm(FactsForm):
    """Something that happened in a life. ``kinds`` are those that the user may tell of."""

    kind = forms.ChoiceField(
        label=_("What has happened?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what has happened")},
    )
    happened_on = DayField(label=_("When was it?"), asked=_("the day it happened"), may_be_future=False)
    words = WordsField(
        label=_("Tell us more, if you like"),
        help_text=_("Your care team reads this."),
        max_length=500,
        rows=4,
        required=False,
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, PLAINLY.get(kind, kind.label)) for kind in kinds]


class ReviewFilterForm(forms.Form):
    """Which reviews to list."""

    which = forms.ChoiceField(label=_("Which"), choices=WHICH, initial=SOON)
    stream = forms.ChoiceField(
        label=_("What is looked at"), choices=[("", _("Everything")), *ReviewStream.choices], required=False
    )
