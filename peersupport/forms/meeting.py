"""What is asked about two people who meet: wishes, a worry, being in touch, being kept apart."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import DayField, WordsField
from peersupport.likeness import Wishes
from peersupport.models import Gender, Mode, Weekday, WhyApart
from people.forms import FactsForm

NOT_ASKED = ("", _("I do not mind"))


class WishesForm(forms.Form):
    """What a person wishes for in whom they meet. Sent by POST: a wish never stands in an address."""

    needs = forms.MultipleChoiceField(
        label=_("What should they know from their own life?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    mode = forms.ChoiceField(
        label=_("How would you like to meet?"), choices=[NOT_ASKED, *Mode.choices], required=False
    )
    weekday = forms.ChoiceField(label=_("Which day?"), choices=[NOT_ASKED, *Weekday.choices], required=False)
    language = forms.CharField(label=_("Which language?"), max_length=40, required=False)
    gender = forms.ChoiceField(
        label=_("Would you rather meet"), choices=[NOT_ASKED, *Gender.choices], required=False
    )
    is_near_in_age = forms.BooleanField(label=_("Somebody about my age"), required=False)
    is_carer = forms.BooleanField(label=_("Somebody who looks after a person too"), required=False)
    interests = forms.CharField(
        label=_("What do you like to do?"),
        max_length=200,
        required=False,
        help_text=_("Like cooking, football"),
    )
    faith = forms.CharField(label=_("Faith, if it matters to you"), max_length=60, required=False)

    def __init__(self, *args, needs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = [(one.code, one.easy_name or one.name) for one in needs]
        if not needs:
            del self.fields["needs"]

    def wishes(self) -> Wishes:
        asked = {**self.cleaned_data, "needs": tuple(self.cleaned_data.get("needs", ()))}
        return Wishes(**asked)


class WorryForm(FactsForm):
    words = WordsField(
        label=_("What worries you?"),
        max_length=1000,
        rows=4,
        help_text=_("A few words are enough."),
        error_messages={"required": _("Write a few words about what worries you")},
    )


class SettleWorryForm(FactsForm):
    outcome = WordsField(
        label=_("What came of it?"),
        max_length=1000,
        rows=5,
        help_text=_("Whom you talked with, what you found, what happens now."),
        error_messages={"required": _("Write what came of it")},
    )


class ContactForm(FactsForm):
    on = DayField(
        label=_("When were they in touch?"), asked=_("the day they were in touch"), may_be_future=False
    )
    mode = forms.ChoiceField(
        label=_("How?"),
        choices=Mode.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how they were in touch")},
    )
    minutes = forms.IntegerField(
        label=_("For how many minutes?"),
        min_value=1,
        max_value=1440,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"required": _("Enter how many minutes, like 30")},
    )
    words = WordsField(
        label=_("Anything to remember"),
        max_length=300,
        rows=2,
        required=False,
        help_text=_("Not what they talked about: that is theirs."),
    )


class ApartForm(FactsForm):
    """Whom a person is never matched with. ``entries`` are the peer supporters of the site."""

    service = forms.ChoiceField(label=_("Who?"), error_messages={"required": _("Choose the peer supporter")})
    why = forms.ChoiceField(
        label=_("Why?"),
        choices=WhyApart.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why")},
    )
    words = WordsField(
        label=_("Tell us more"),
        max_length=300,
        rows=3,
        required=False,
        help_text=_("Neither of the two ever reads it."),
    )

    def __init__(self, *args, entries, **kwargs):
        super().__init__(*args, **kwargs)
        self.entries = {str(one.public_id): one for one in entries}
        choices = [(key, one.name) for key, one in self.entries.items()]
        self.fields["service"].choices = [("", _("Choose one")), *choices]

    def kept_apart(self):
        """Return the facts with the entry itself."""
        facts = self.facts()
        return {**facts, "service": self.entries[facts["service"]]}


class EndApartForm(FactsForm):
    """Nothing but the key: the page says what will happen."""
