"""What is asked on the way of a question, a worry or a complaint."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.fields import DayField, WordsField
from people.forms.frame import FactsForm
from people.models import ComplaintAbout, ComplaintKind, ComplaintOutcome, HowGiven

WORDS = {
    ComplaintKind.QUESTION: _("What would you like to know?"),
    ComplaintKind.CONCERN: _("What are you worried about?"),
    ComplaintKind.COMPLAINT: _("What went wrong?"),
}
FOUND = [
    (ComplaintOutcome.UPHELD.value, _("They were right")),
    (ComplaintOutcome.PARTLY.value, _("They were right in part")),
    (ComplaintOutcome.NOT_UPHELD.value, _("We see it another way")),
]


class RaiseForm(FactsForm):
    """What somebody sends in the portal; its kind is the door they came through."""

    about = forms.ChoiceField(
        label=_("What is it about?"),
        choices=ComplaintAbout,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about")},
    )
    words = WordsField(
        label=_("What happened?"),
        help_text=_("In your own words. Say when it was, if you know."),
        max_length=4000,
        rows=6,
        error_messages={"required": _("Write a few words about it")},
    )
    wish = WordsField(
        label=_("What would put it right?"),
        max_length=2000,
        rows=3,
        required=False,
    )

    def __init__(self, data=None, *, kind):
        super().__init__(data)
        self.kind = ComplaintKind(kind)
        self.fields["words"].label = WORDS[self.kind]
        if self.kind == ComplaintKind.QUESTION:
            del self.fields["wish"]
            self.fields["words"].help_text = ""

    def facts(self):
        return {"kind": self.kind.value, **super().facts()}


class NoteForm(FactsForm):
    """What a colleague writes down for somebody, as they said it."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=ComplaintKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is")},
    )
    how_made = forms.ChoiceField(
        label=_("How did they tell you?"),
        choices=[one for one in HowGiven.choices if one[0] != HowGiven.ONLINE],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how they told you")},
    )
    about = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("", _("Choose")), *ComplaintAbout.choices],
        error_messages={"required": _("Choose what it is about")},
    )
    words = WordsField(
        label=_("What did they say?"),
        help_text=_("In their words."),
        max_length=4000,
        error_messages={"required": _("Write what they said")},
    )
    wish = WordsField(label=_("What would put it right for them?"), max_length=2000, rows=3, required=False)

    def kept(self, made):
        """Keep the reference: it is read out, and the row may be out of reach from now on."""
        return made.reference


class StepForm(FactsForm):
    """A step that is said in words."""

    words = WordsField(label=_("What do you want to add?"), max_length=2000)

    def __init__(self, data=None, *, label=None, help_text="", required=True, **_more):
        super().__init__(data)
        words = self.fields["words"]
        words.label, words.help_text, words.required = label or words.label, help_text, required


class NewDateForm(StepForm):
    due_on = DayField(label=_("Which day did you agree?"), asked=_("the new day"), may_be_past=False)
    field_order = ("due_on", "words")


class AnswerComplaintForm(FactsForm):
    outcome = forms.ChoiceField(
        label=_("What did you find?"),
        choices=FOUND,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you found")},
    )
    words = WordsField(
        label=_("The answer"),
        help_text=_("They read this as you write it. Say sorry where we were wrong. Use short sentences."),
        max_length=6000,
        rows=8,
        error_messages={"required": _("Write the answer")},
    )
    learned = WordsField(
        label=_("What changes now?"),
        help_text=_("Needed where they were right. They read this too. Name nobody."),
        max_length=1000,
        rows=3,
        required=False,
    )

    def __init__(self, data=None, *, is_question=False, **_more):
        super().__init__(data)
        if is_question:
            del self.fields["outcome"], self.fields["learned"]

    def facts(self):
        return {"outcome": ComplaintOutcome.ANSWERED.value, **super().facts()}
