"""What a site says about money, as its pages show it; and what the guide answers."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budgets import guide
from budgets.models import StatementStatus
from ipc.kernel.dates import in_words
from people.models import Site

PARTS = (
    ("what_is_included", gettext_lazy("What money there may be"), "money"),
    ("who_can_get_it", gettext_lazy("Who can get it"), "people"),
    ("who_cannot_and_why", gettext_lazy("Who cannot get it, and why"), "question"),
    ("what_there_is_without_money", gettext_lazy("What there is without money of your own"), "together"),
    ("who_to_ask", gettext_lazy("Whom to ask"), "talk"),
)
EASY = "easy-read"
COLOURS = {
    StatementStatus.DRAFT: "yellow",
    StatementStatus.PUBLISHED: "green",
    StatementStatus.REPLACED: "grey",
}


def statement(one) -> dict:
    """Return a statement of resources with its days, and its parts in lines and lists."""
    return {
        "for": for_whom(one),
        "number": one.number,
        "days": _days(one),
        "is_over": one.status == StatementStatus.REPLACED,
        "parts": [
            {"name": name, "title": title, "drawing": drawing, **_text(getattr(one, name))}
            for name, title, drawing in PARTS
        ],
    }


def for_whom(one) -> str:
    return str(one.get_group_display() or _("Everybody"))


def _days(one):
    facts = {"from": in_words(one.published_at), "until": in_words(one.replaced_at)}
    if one.status == StatementStatus.REPLACED:
        return _("In use from %(from)s until %(until)s. There is a newer one now.") % facts
    if one.status == StatementStatus.PUBLISHED:
        return _("In use since %(from)s.") % facts
    return _("A draft. Nobody outside the team sees it yet.")


def _text(words) -> dict:
    """Return ``words`` in lines, each for itself, and in blocks: paragraphs, and lists of dashed lines."""
    blocks: list[dict] = []
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    for line in lines:
        if not line.startswith(("- ", "* ")):
            blocks.append({"words": line})
        elif blocks and "points" in blocks[-1]:
            blocks[-1]["points"].append(line[2:])
        else:
            blocks.append({"points": [line[2:]]})
    return {"lines": [line.removeprefix("- ").removeprefix("* ") for line in lines], "blocks": blocks}


def versions(kept, shown=None) -> list[dict]:
    """Return the list of what a site ever published, for everybody to read."""
    return [
        {
            "url": reverse("resources_version", args=[one.site.slug, one.public_id]),
            "label": _("%(whom)s, number %(number)s") % {"whom": for_whom(one), "number": one.number},
            "days": _days(one),
            "is_over": one.status == StatementStatus.REPLACED,
        }
        for one in kept
        if one != shown
    ]


def rows(statements) -> list[dict]:
    """Return the list of a site's statements for whoever writes them."""
    return [
        {
            "public_id": one.public_id,
            "for": for_whom(one),
            "number": one.number or "",
            "state": one.get_status_display(),
            "colour": COLOURS[StatementStatus(one.status)],
            "days": _days(one),
            "is_draft": one.status == StatementStatus.DRAFT,
            "is_in_use": one.status == StatementStatus.PUBLISHED,
            "slug": one.site.slug,
        }
        for one in statements
    ]


def answered(site, said, statement_in_force) -> dict:
    """Return what the guide says to these answers; ``said`` is gone when the page is."""
    standing, reasons = guide.answer(**said)
    in_force = statement_in_force and statement(statement_in_force)["parts"]
    return {
        "sentence": standing.label,
        "is_elsewhere": standing == guide.Standing.ELSEWHERE,
        "sites": Site.objects.exclude(pk=site.pk).values("name", "slug"),
        "reasons": [one._asdict() for one in reasons],
        "parts": [part for part in in_force or () if part["name"] in SAID_WITH_IT],
    }


SAID_WITH_IT = ("who_cannot_and_why", "what_there_is_without_money", "who_to_ask")
