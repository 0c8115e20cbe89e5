"""In which print a document may be taken, and which one a person needs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ipc.kernel import typesetting
from people.models import InformationFormat


class Layout(models.TextChoices):
    STANDARD = "standard", _("Standard print")
    LARGE = "large", _("Large print")
    EASY_READ = "easy-read", _("Easy Read, with pictures")


SIZES = {
    Layout.STANDARD: typesetting.STANDARD_PRINT,
    Layout.LARGE: typesetting.LARGE_PRINT,
    Layout.EASY_READ: typesetting.EASY_READ_PRINT,
}
SAYS = {
    Layout.STANDARD: _("The whole plan, as a letter."),
    Layout.LARGE: _("The whole plan, in large letters."),
    Layout.EASY_READ: _("Short sentences with a picture each."),
}
OF_NEED = {
    InformationFormat.LARGE: Layout.LARGE,
    InformationFormat.EASY_READ: Layout.EASY_READ,
}


def needed_by(needs) -> Layout:
    """Return the layout for somebody's information needs (None where nobody has asked yet)."""
    return OF_NEED.get(needs.information_format, Layout.STANDARD) if needs else Layout.STANDARD


def choices(first) -> list[dict]:
    """Return the choices of a page, the one that is needed ``first``."""
    ordered = sorted(Layout, key=lambda layout: layout != first)
    return [
        {"slug": layout.value, "label": layout.label, "says": SAYS[layout], "is_needed": layout == first}
        for layout in ordered
    ]
