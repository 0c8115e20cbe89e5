"""The documents themselves: a plan in one of three layouts, and the page for when things go wrong."""

from django.utils.translation import gettext as _

from careplans import contingency, easy_read, telling
from careplans.documents import letter
from careplans.documents.blocks import bullets, card, drawing, drawn, quote, says, section
from careplans.documents.layouts import SIZES, Layout
from ipc.kernel import typesetting

# Read in a hurry, from the door of a fridge.
SMALLEST_TO_KEEP_NEAR = 13


def plan_document(plan, user, layout) -> bytes:
    """Return ``plan`` as ``user`` may read it."""
    told = telling.told(plan, user)
    is_easy = layout == Layout.EASY_READ
    sections = _drawn(told) if is_easy else letter.sections(told, is_large=layout == Layout.LARGE)
    return _set(
        title=_("My plan"),
        name=told["name"],
        opening=[] if is_easy else letter.opening(told),
        is_draft=told["is_draft"],
        sections=sections,
        size=SIZES[layout],
        is_easy=is_easy,
        is_tight=False,
    )


def contingency_page(plan, person, user, layout) -> bytes:
    """Return the page for when things go wrong, as ``user`` may read it; ``plan`` is the one that counts."""
    shown = contingency.shown(plan, person, user)
    sections = [
        section(_("Who to call"), [bullets([_caller(one) for one in shown["callers"]])]),
        section(_("How to talk with me"), [quote(shown["how_to_talk"])]),
        section(_("The first signs that I am not well"), [_line(one) for one in shown.get("signs", [])]),
        section(
            _("What to do"), [*(_line(one) for one in shown.get("lines", [])), quote(shown.get("words"))]
        ),
        section(_("What helps me, and what I wish"), _helps(shown)),
    ]
    return _set(
        title=_("If things go wrong"),
        name=person.name,
        opening=[],
        is_draft=shown.get("is_draft", False),
        sections=[one for one in sections if one["blocks"]],
        size=max(SIZES[layout], SMALLEST_TO_KEEP_NEAR),
        is_easy=False,
        is_tight=True,
    )


def _helps(shown):
    wishes = shown.get("advance_statement")
    kept = (
        _("My wishes for my care are kept here: %(where)s.") % {"where": wishes.rstrip(".")} if wishes else ""
    )
    return [quote(shown.get("coping")), says(kept)]


def _caller(one):
    return f"{one['name']}, {one['role']}: {one['phone']}"


def _line(one):
    called = ", ".join(filter(None, (one["who"], one["phone"])))
    return card(one["trigger"], [(_("What to do"), one["what_to_do"]), (_("Who to call"), called)])


def _drawn(told):
    return [section(one["heading"], map(drawn, one["lines"])) for one in easy_read.sections(told)]


def _set(*, is_draft, sections, **facts):
    pictures = {block["picture"] for one in sections for block in one["blocks"] if block["kind"] == "drawn"}
    data = {
        **facts,
        "sections": sections,
        "drawings": {name: drawing(name) for name in sorted(pictures)},
        "mark": _("Draft – not agreed") if is_draft else "",
        "programme": _("Integrated Personal Commissioning"),
        "page": _("Page"),
    }
    return typesetting.pdf("plan", data)
