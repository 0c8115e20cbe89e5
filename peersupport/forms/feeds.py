"""What is typed and ticked about feeds and imports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.forms import ActForm
from peersupport.models import FeedKind, RowAction

SAVE, ALL, NONE, CARRY_OUT, DROP = "save", "all", "none", "carry_out", "drop"
DONE = {
    SAVE: _("Your ticks are saved."),
    ALL: _("All of these are ticked."),
    NONE: _("None of these is ticked."),
    CARRY_OUT: _("Done. The directory is up to date."),
    DROP: _("Dropped. Nothing in the directory changed."),
}


class FeedForm(ActForm):
    name = forms.CharField(
        label=_("What is it called?"),
        help_text=_("The directory or organisation that the entries come from"),
        max_length=120,
        error_messages={"required": _("Enter what it is called")},
    )
    kind = forms.ChoiceField(
        label=_("How do the entries come?"),
        choices=FeedKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the entries come")},
    )
    url = forms.CharField(
        label=_("Address of the feed"),
        help_text=_("Only for an Open Referral UK feed. Like https://directory.example/oruk"),
        required=False,
        max_length=200,
    )
    licence = forms.CharField(
        label=_("Licence, as they ask for it to be named"), required=False, max_length=200
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].widget.hints = {
            FeedKind.ORUK: _("We read it from the internet when you ask for it"),
            FeedKind.CSV: _("You send the file here each time"),
        }

    def facts(self):
        return {name: self.cleaned_data[name] for name in ("name", "kind", "url", "licence")}


class ReadFeedForm(ActForm):
    """Nothing but the key: the feed is read from the internet."""


class ReadFileForm(ActForm):
    file = forms.FileField(
        label=_("The file"),
        help_text=_("A CSV file, up to 20,000 lines. A spreadsheet can save one."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv", "data-max-mb": "20"}),
        error_messages={"required": _("Choose the file"), "empty": _("The file is empty")},
    )


class EndFeedForm(ActForm):
    """Nothing but the key: the page says what will happen."""


class ImportForm(ActForm):
    """What is ticked among the rows ``shown``, and what to do: one of the buttons."""

    chosen = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    do = forms.ChoiceField(
        choices=list(DONE.items()),
        error_messages={"required": _("Choose what to do")},
    )

    def __init__(self, *args, shown, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.shown, self.action = shown, RowAction(action)
        self.fields["chosen"].choices = [(str(pk), str(pk)) for pk in shown]

    def facts(self):
        chosen = [int(pk) for pk in self.cleaned_data["chosen"]]
        return {"do": self.cleaned_data["do"], "action": self.action.value, "chosen": chosen}
