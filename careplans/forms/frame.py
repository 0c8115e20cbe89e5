"""What the forms of this room share."""

from django import forms

from ipc.kernel.forms import ActForm


class FactsForm(ActForm):
    """A form whose answers are the facts of one act."""

    def facts(self):
        """Return the answers without the key."""
        return {name: answer for name, answer in self.cleaned_data.items() if name != "key"}


class RevisedForm(FactsForm):
    """A form about something that others may change at the same time."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def now_based_on(self, revision):
        """Let the words that were typed be saved over ``revision``, once they have been seen together."""
        self.data = self.data.copy()
        self.data["revision"] = revision


IN_A_ROW = {"class": "govuk-radios--inline"}
NARROW = {"class": "govuk-input--width-3"}
