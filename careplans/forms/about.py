"""What the pages of About me ask."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from careplans import media
from careplans.forms.frame import IN_A_ROW, FactsForm, RevisedForm
from careplans.models import MediaKind, View
from ipc.kernel.errors import RuleBroken
from ipc.kernel.fields import OneOfTwo, WordsField


class AboutForm(RevisedForm):
    words = WordsField(
        label=_("In your own words"),
        max_length=5000,
        rows=10,
        error_messages={"required": _("Write something in the box, or go back to the list")},
    )
    helped_by = forms.CharField(
        label=_("Did someone help you write this?"),
        help_text=_("If so, write their name, and who they are to you. Like: Susan, my daughter."),
        max_length=120,
        required=False,
    )


class ObservationForm(FactsForm):
    is_working = forms.TypedChoiceField(
        label=_("Is it working?"),
        choices=[("yes", _("It is working")), ("no", _("It is not working"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect(attrs=IN_A_ROW),
        error_messages={"required": _("Choose if it is working or not")},
    )
    words = WordsField(
        label=_("What is it?"),
        max_length=2000,
        rows=3,
        error_messages={"required": _("Write what is working or not working")},
    )
    view = forms.ChoiceField(
        label=_("Whose view is this?"),
        widget=forms.RadioSelect(attrs=IN_A_ROW),
        error_messages={"required": _("Choose whose view this is")},
    )

    def __init__(self, *args, views, called, **kwargs):
        super().__init__(*args, **kwargs)
        if len(views) == 1:
            del self.fields["view"]
        else:
            names = {View.PERSON: called, View.FAMILY: _("Mine"), View.STAFF: _("Staff")}
            self.fields["view"].choices = [(view.value, names[view]) for view in views]


ASKED = {
    MediaKind.PHOTO: {
        "title": _("Add a photo"),
        "now": _("Take a photo now"),
        "had": _("Choose a photo you have"),
        "kinds": _("JPG or PNG, up to %(most)s MB."),
        "words": _("What does the photo show?"),
        "accept": "image/jpeg,image/png",
        "camera": ("image/*", "environment"),
    },
    MediaKind.SOUND: {
        "title": _("Add your voice"),
        "now": _("Record your voice now"),
        "had": _("Choose a recording you have"),
        "kinds": _("MP3, M4A or OGG, up to %(most)s MB."),
        "words": _("What is said in it?"),
        "accept": "audio/mpeg,audio/mp4,audio/x-m4a,audio/ogg,audio/webm,.mp3,.m4a,.ogg",
        "camera": ("audio/*", "user"),
    },
    MediaKind.VIDEO: {
        "title": _("Add a video"),
        "now": _("Record a video now"),
        "had": _("Choose a video you have"),
        "kinds": _("MP4, MOV or WEBM, up to %(most)s MB. About one minute from a telephone."),
        "words": _("What happens in it, and what is said?"),
        "accept": "video/mp4,video/quicktime,video/webm",
        "camera": ("video/*", "user"),
    },
}


class MediaForm(FactsForm):
    """A photo, a voice or a video: made now with a telephone or tablet, or chosen. Always with words."""

    use_required_attribute = False
    now = OneOfTwo(error_messages={"empty": media.MediaEmpty.message})
    had = OneOfTwo(error_messages={"empty": media.MediaEmpty.message})
    text_alternative = WordsField(
        help_text=_("These words are for people who cannot see or hear it. They stand beside it."),
        max_length=2000,
        rows=4,
        error_messages={"required": media.NoWordsForIt.message},
    )

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        asked = ASKED[kind]
        self.title = asked["title"]
        accept, camera = asked["camera"]
        for name, limits in (
            ("now", {"accept": accept, "capture": camera}),
            ("had", {"accept": asked["accept"]}),
        ):
            self.fields[name].label = asked[name]
            self.fields[name].widget = forms.FileInput(attrs={**limits, **_size(kind)})
        self.fields["had"].help_text = asked["kinds"] % {"most": _most_mb(kind)}
        self.fields["text_alternative"].label = asked["words"]

    def clean(self):
        upload = self.cleaned_data.get("now") or self.cleaned_data.get("had")
        if upload is None and not (self.errors.keys() & {"now", "had"}):
            self.add_error("had", _("Choose a file"))
        if upload is not None:
            try:
                media.look_at(upload)
            except RuleBroken as broken:
                name = "now" if self.cleaned_data.get("now") else "had"
                self.add_error(name, ValidationError(broken.message))
        return self.cleaned_data

    def facts(self):
        facts = super().facts()
        now, had = facts.pop("now"), facts.pop("had")
        return {"upload": now or had, **facts}


def _most_mb(kind):
    return max(
        one.most_mb for content_type, one in media.KINDS.items() if media.kind_of(content_type) == kind
    )


def _size(kind):
    most = _most_mb(kind)
    return {"data-max-mb": str(most), "data-too-big": media.MediaTooLarge(most=most).message}
