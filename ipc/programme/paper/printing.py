"""A form as a PDF: in standard print, large print, or Easy Read with a drawing beside each question."""

from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from careplans import documents, pictures
from careplans.documents import Layout
from careplans.documents.blocks import drawing
from careplans.documents.layouts import SIZES
from ipc.kernel import typesetting
from ipc.programme.paper.asked import For
from ipc.programme.paper.questions import free
from ipc.programme.paper.registry import PAPERS
from people.models import InformationNeeds

AN_HOUR = 60 * 60
WRITE, TICK, HELP, POST = "write", "tick", "help", "letter"


def blank(slug, layout) -> bytes:
    """Return a form that anybody may fill in: printed once an hour, however often it is asked for."""
    key = f"paper:{slug}:{layout}:{get_language()}"
    printed = cache.get(key)
    if printed is None:
        printed = pdf(slug, layout)
        cache.set(key, printed, AN_HOUR)
    return printed


def pdf(slug, layout=Layout.STANDARD, person=None, user=None) -> bytes:
    """Return a form to fill in: blank, or for one person with their name and whom to send it to."""
    paper = PAPERS[slug]
    parts = paper.asks(For(person, user, layout))
    asked = [*_opening(person), *(one for part in parts for one in part["questions"]), *_closing()]
    drawings = {WRITE, TICK, HELP, POST} | {one["drawing"] for one in asked}
    return typesetting.pdf(
        "paper_form",
        {
            "title": str(paper.title),
            "says": str(paper.says),
            "name": person.name if person else "",
            "size": SIZES[layout],
            "is_easy": layout == Layout.EASY_READ,
            "how": _how(),
            "opening_heading": _("Who you are"),
            "opening": _opening(person),
            "answers_heading": _("Your answers"),
            "parts": parts,
            "closing_heading": _("At the end"),
            "closing": _closing(),
            "back": _back(person),
            "address": _("Where to send it (your care team writes it here):") if person else "",
            "day": [_("Day"), _("Month"), _("Year")],
            "pound": "£",
            "drawings": {name: drawing(name) for name in sorted(drawings)},
            "shows": {name: str(pictures.label(name)) for name in drawings},
            "programme": _("Integrated Personal Commissioning"),
            "page": _("Page"),
        },
    )


def needed_by(person, user) -> Layout:
    """Return the print that a person needs, by their information needs."""
    return documents.needed_by(InformationNeeds.objects.visible_to(user).filter(person=person).first())


def _how():
    sayings = (
        (WRITE, _("Write in your own words. You can also draw, or add more paper.")),
        (TICK, _("Put a tick in a box, like this: ✓")),
        (HELP, _("Somebody can help you. You can leave out what you do not want to say.")),
    )
    return [{"drawing": name, "sentence": sentence} for name, sentence in sayings]


def _opening(person):
    """Ask for the name where the paper does not have it yet. Nobody needs their NHS number for this."""
    return [] if person else [free(_("Your name"), lines=1), free(_("Your telephone number"), lines=1)]


def _closing():
    return [
        {**free(_("Which day is it today?"), lines=1), "kind": "day", "drawing": "calendar"},
        {**free(_("Did somebody help you? Who?"), lines=1), "drawing": HELP},
    ]


def _back(person):
    """Say whom it goes back to. Their address is written in by hand: a site keeps none."""
    if person is None:
        return [_("Give it to your care team, or post it to them. They can tell you the address.")]
    site = person.site
    told = {"site": site.name, "phone": site.phone, "email": site.email}
    return [
        _("Give it to somebody of your care team in %(site)s, or post it to them.") % told,
        *([_("You can also ring %(phone)s and tell us instead.") % told] if site.phone else []),
        *([_("Or send a photo of it to %(email)s.") % told] if site.email else []),
    ]
