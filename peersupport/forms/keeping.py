"""Keeping the directory true: what is typed by people outside, and what colleagues decide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import PostcodeField, WordsField
from ipc.kernel.forms import ActForm
from peersupport.forms.entries import NOT_A_PERSON

ABOUT = [
    ("phone", _("The telephone number, email or website")),
    ("times", _("The days or times")),
    ("place", _("The place, or getting in")),
    ("cost", _("What it costs")),
    ("ended", _("It has ended or closed")),
    ("other", _("Something else")),
]


class _ToBeAskedBack(ActForm):
    contact = forms.EmailField(
        label=_("Your email address, if we may ask you back"),
        help_text=_("We delete it as soon as we have looked."),
        required=False,
    )


class ReportForm(_ToBeAskedBack):
    about = forms.ChoiceField(
        label=_("What is not right?"),
        choices=ABOUT,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is not right")},
    )
    words = WordsField(
        label=_("What should it say?"),
        help_text=_("Please write nothing about anybody's health or life."),
        max_length=1000,
        rows=4,
    )
    field_order = ["about", "words", "contact"]


class SuggestForm(_ToBeAskedBack):
    """``sites`` are pairs of slug and name."""

    name = forms.CharField(
        label=_("What is it called?"),
        max_length=120,
        error_messages={"required": _("Enter what it is called")},
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=NOT_A_PERSON,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is")},
    )
    description = WordsField(
        label=_("What happens there?"),
        max_length=2000,
        rows=4,
        error_messages={"required": _("Say what happens there")},
    )
    organisation = forms.CharField(label=_("Who runs it?"), required=False, max_length=120)
    site = forms.ChoiceField(label=_("Where is it?"))
    place = forms.CharField(label=_("At which place?"), required=False, max_length=120)
    postcode = PostcodeField(label=_("Postcode"), required=False)
    words = WordsField(label=_("When does it happen?"), required=False, max_length=500, rows=2)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=30)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    field_order = [
        "name",
        "kind",
        "description",
        "site",
        "organisation",
        "words",
        "place",
        "postcode",
        "phone",
        "website",
        "contact",
    ]

    def __init__(self, data=None, *, sites, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["site"].choices = [("", _("Choose a place")), *sites]
        self.fields["site"].error_messages["required"] = _("Choose where it is")

    def written(self):
        """Return what was typed about the entry, by field."""
        asked = ("name", "kind", "description", "place", "postcode", "phone", "website")
        return {name: self.cleaned_data[name] for name in asked}


class WordsOnlyForm(forms.Form):
    """A few words about it, or none."""

    words = WordsField(label=_("Do you want to tell us more?"), required=False, max_length=1000, rows=3)


class DecideForm(ActForm):
    """Which of the proposed fields are taken over; ``names`` are theirs."""

    taken = forms.MultipleChoiceField(
        label=_("Take over"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = WordsField(
        label=_("Why not the rest?"),
        help_text=_("Whoever proposed it reads this through their link."),
        required=False,
        max_length=500,
        rows=3,
    )

    def __init__(self, data=None, *, names):
        super().__init__(data, initial={"taken": list(names)})
        self.fields["taken"].choices = [(name, name) for name in names]


class SettleForm(ActForm):
    """Two buttons, and why where the answer is no."""

    is_right = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.HiddenInput,
    )
    reason = WordsField(label=_("If not: why?"), required=False, max_length=500, rows=3)

    def __init__(self, data=None):
        super().__init__(data, auto_id="settle_%s")  # it may stand below another form


class NoteForm(ActForm):
    words = WordsField(
        label=_("A note for colleagues"),
        help_text=_("Nothing about a person: everybody on the team reads this."),
        max_length=500,
        rows=3,
    )
