"""Giving a document, with a telephone's camera or as a file, and taking one back."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ipc.kernel.errors import RuleBroken
from ipc.kernel.fields import OneOfTwo, WordsField
from people import documents
from people.forms.frame import FactsForm
from people.models import DocumentKind


class DocumentForm(FactsForm):
    """A photo taken now, or a file one has, with what it is."""

    use_required_attribute = False
    title = forms.CharField(
        label=_("What is it?"),
        max_length=120,
        help_text=_("For example: letter from the hospital, 3 November"),
        error_messages={"required": _("Write what it is")},
    )
    kind = forms.ChoiceField(
        label=_("What kind of thing is it?"),
        choices=DocumentKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of thing it is")},
    )
    now = OneOfTwo(
        label=_("Take a photo of it now"), error_messages={"empty": documents.DocumentEmpty.message}
    )
    had = OneOfTwo(
        label=_("Choose a file you have"), error_messages={"empty": documents.DocumentEmpty.message}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = documents.most_mb()
        size = {"data-max-mb": str(most), "data-too-big": documents.DocumentTooLarge(most=most).message}
        self.fields["now"].widget = forms.FileInput(
            attrs={"accept": "image/*", "capture": "environment", **size}
        )
        self.fields["had"].widget = forms.FileInput(attrs={"accept": ",".join(documents.KINDS), **size})
        self.fields["had"].help_text = _("A photo (JPG or PNG) or a PDF, up to %(most)s MB.") % {"most": most}

    def clean(self):
        name = "now" if self.cleaned_data.get("now") else "had"
        upload = self.cleaned_data.get(name)
        if upload is None and not (self.errors.keys() & {"now", "had"}):
            self.add_error("had", _("Take a photo or choose a file"))
        if upload is not None:
            try:
                documents.look_at(upload)
            except RuleBroken as broken:
                self.add_error(name, ValidationError(broken.message))
        return self.cleaned_data

    def facts(self):
        facts = super().facts()
        now, had = facts.pop("now"), facts.pop("had")
        return {"upload": now or had, **facts}

    def fingerprint(self):
        """Return what makes two sendings of the form the same: a file by its name and size."""
        facts = self.facts()
        upload = facts.pop("upload")
        return {**facts, "file": upload.name, "size": upload.size}


class TakeBackForm(FactsForm):
    """Nothing but the key: the page says what will happen."""


class TakeAwayForm(FactsForm):
    why = WordsField(
        label=_("Why do you take it away?"),
        max_length=200,
        rows=2,
        help_text=_("It was given to us. What you write is kept with your name."),
        error_messages={"required": _("Write why")},
    )
