"""Choosing how to read: Easy Read, the size of the text, the language."""

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ipc.kernel import easy, languages, reading

SIZES = [("100", _("As it comes")), ("125", _("Larger")), ("150", _("Largest"))]


def _language(code, name):
    """Return a language by its own name, marked as what it is."""
    return format_html('<span lang="{}" dir="{}">{}</span>', code, languages.direction(code), name)


class ReadingForm(forms.Form):
    """Every choice stands as it is now, so that one may be changed alone."""

    easy = forms.ChoiceField(
        label=_("Which pages do you want?"),
        choices=[("0", _("All the words")), ("1", _("Easy Read"))],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose all the words or Easy Read.")),
    )
    size = forms.ChoiceField(
        label=_("How big shall the text be?"),
        choices=SIZES,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose how big the text shall be.")),
    )
    language = forms.ChoiceField(
        label=_("Which language?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a language.")),
    )
    next = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["easy"].widget.hints = {
            "0": _("The pages as they are"),
            "1": _("Short sentences with drawings"),
        }
        if len(settings.LANGUAGES) > 1:
            self.fields["language"].choices = [(one[0], _language(*one)) for one in settings.LANGUAGES]
        else:
            del self.fields["language"]

    def clean_next(self):
        """Go on only to a page of ours."""
        path = self.cleaned_data["next"]
        return path if reading.is_page(path) else "/"

    def language_next(self) -> str:
        """Return the language of the page one goes on to."""
        chosen = self.cleaned_data
        return languages.of_page(chosen["next"], chosen.get("language", languages.ENGLISH))

    def keep(self, answer):
        """Keep what was chosen in the reader's browser."""
        chosen = self.cleaned_data
        easy.keep(answer, chosen["easy"] == "1")
        reading.keep(answer, reading.SIZE, chosen["size"])
        if "language" in chosen:
            reading.keep(answer, settings.LANGUAGE_COOKIE_NAME, chosen["language"])


def as_it_is(request) -> dict:
    """Return how the reader reads now."""
    return {
        "easy": "1" if easy.wanted(request) else "0",
        "size": reading.text_size(request),
        "language": request.chosen_language,
        "next": reading.page_before(request),
    }
