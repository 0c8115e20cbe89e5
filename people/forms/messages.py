"""Writing to the care team, and the care team's writing back; looking for something that was written."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ipc.kernel.errors import RuleBroken
from ipc.kernel.fields import WordsField
from people import documents
from people.forms.frame import FactsForm

ALONE = "alone"


class MessageForm(FactsForm):
    """A message: words, a photo or a file, or both."""

    words = WordsField(
        label=_("Your message"),
        max_length=4000,
        rows=5,
        error_messages={"required": _("Write your message, or add a photo or a file")},
    )
    upload = forms.FileField(label=_("Add a photo or a file"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = documents.most_mb()
        self.fields["upload"].help_text = _("A photo (JPG or PNG) or a PDF, up to %(most)s MB.") % {
            "most": most
        }
        self.fields["upload"].widget.attrs |= {
            "accept": ",".join(documents.KINDS),
            "data-max-mb": str(most),
            "data-too-big": documents.DocumentTooLarge(most=most).message,
        }
        if self.files.get("upload"):
            self.fields["words"].required = False

    def clean(self):
        typed = super().clean()
        upload = typed.get("upload")
        if upload:
            try:
                documents.look_at(upload)
            except RuleBroken as broken:
                self.add_error("upload", broken.message)
        return typed


class BeginForm(MessageForm):
    """The first message, with what it is about and who reads it."""

    subject = forms.CharField(
        label=_("What is it about?"),
        max_length=120,
        help_text=_("A few words. For example: my visit on Friday"),
        error_messages={"required": _("Say in a few words what it is about")},
    )
    who = forms.ChoiceField(
        label=_("Who can read it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who can read it")},
    )
    field_order = ["subject", "words", "upload", "who"]

    def __init__(self, *args, choices=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = choices

    def facts(self):
        facts = super().facts()
        who = facts.pop("who")
        return {**facts, "is_private": who == ALONE}


class BeginAsTeamForm(BeginForm):
    """The first message of the care team; ``readers`` are those who may read it, by their public id."""

    def __init__(self, *args, readers=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.readers = {str(user.public_id): user for user in readers}
        self.fields["who"].label = _("Whom do you write to?")
        self.fields["who"].error_messages["required"] = _("Choose whom you write to")

    def facts(self):
        facts = super().facts()
        facts.pop("is_private")
        return {**facts, "to": self.readers.get(self.cleaned_data["who"])}


class LookForMessagesForm(forms.Form):
    q = forms.CharField(label=_("Look for a word in your messages"), max_length=80, required=False)
