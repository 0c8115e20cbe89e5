"""What a colleague types: which entry, why, what to mind, and how the person agreed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import WordsField
from people.forms import FactsForm
from people.models import HowGiven, NotSought


class FindEntryForm(forms.Form):
    """What would help: words, asked by GET. Never a name."""

    q = forms.CharField(
        label=_("Find it in the directory"),
        required=False,
        max_length=100,
        help_text=_("Like singing, carers, somebody to talk to"),
    )

    def words(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("q", "")


class ReferForm(FactsForm):
    """Why, what to mind and what the person said; ``how_given`` may stay empty while it is only kept."""

    why = WordsField(
        label=_("Why would this help?"),
        help_text=_("Whoever receives it reads this. The person can read it too."),
        max_length=1000,
        rows=4,
        error_messages={"required": _("Write why this would help")},
    )
    wish = WordsField(
        label=_("What the person says they hope for"),
        help_text=_("In their own words."),
        required=False,
        max_length=500,
        rows=2,
    )
    risks = WordsField(
        label=_("What must be known to be safe"),
        help_text=_(
            "Only what they need, like “needs somebody with her on stairs”. The person can read it too."
        ),
        required=False,
        max_length=1000,
        rows=3,
    )
    how_given = forms.ChoiceField(
        label=_("How did the person say yes?"),
        choices=[*HowGiven.choices, *NotSought.choices],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the person said yes")},
        help_text=_("Everybody from 16 says yes for themselves, until an assessment says that they cannot."),
    )

    def __init__(self, data=None, **kwargs):
        """What is only kept, or put away, need not say how the person agreed."""
        super().__init__(data, **kwargs)
        self.is_put_away = bool(data) and "discard" in data
        self.is_kept = self.is_put_away or (bool(data) and "keep" in data)
        self.fields["how_given"].required = not self.is_kept
        self.fields["why"].required = not self.is_put_away

    def about(self) -> dict:
        """Return the words, for a referral that is only kept."""
        return {name: self.cleaned_data[name] for name in ("why", "wish", "risks")}

    def agreed(self) -> dict:
        """Return how the person agreed, or why they were not asked."""
        how = self.cleaned_data["how_given"]
        return {"why_not_sought": how} if how in NotSought else {"how_given": how}


class SignpostForm(FactsForm):
    words = WordsField(
        label=_("A word to go with it"),
        help_text=_("Like “You said that you miss singing.”"),
        required=False,
        max_length=500,
        rows=3,
    )
