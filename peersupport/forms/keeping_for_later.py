from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import WordsField
from ipc.kernel.forms import ActForm


class NoteForm(ActForm):
    words = WordsField(
        label=_("Why is it on your list?"),
        help_text=_("A few words to remember it by. You can leave this empty."),
        required=False,
        max_length=200,
        rows=2,
    )


class RecommendForm(ActForm):
    """To whom, and why. ``people`` are pairs of public id and name; all of them where ``may_tell_all``."""

    EVERYBODY = "everybody"

    to = forms.ChoiceField(
        label=_("Who should know of it?"),
        error_messages={"required": _("Choose who should know of it")},
    )
    words = WordsField(
        label=_("What you would like to say"),
        help_text=_("They read your words. Do not write about anybody else."),
        required=False,
        max_length=500,
        rows=3,
    )

    def __init__(self, data=None, *, people, all_of_them=""):
        super().__init__(data)
        everybody = [(self.EVERYBODY, all_of_them)] if all_of_them else []
        self.fields["to"].choices = [("", _("Choose")), *everybody, *people]
