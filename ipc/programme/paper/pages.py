"""What the pages of paper show: each form with its prints, and for one person where it is keyed in."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careplans import documents
from careplans.documents import Layout
from ipc.programme.paper.printing import needed_by
from ipc.programme.paper.registry import PAPERS

GROUPS = (
    (
        gettext_lazy("About you"),
        ("about-me", "what-works", "information", "details", "wellbeing", "own-sentence"),
    ),
    (gettext_lazy("Your plan"), ("plan-change", "life-change", "goal")),
    (gettext_lazy("Your money"), ("spend", "own-extra", "money-change", "give-up-money")),
    (
        gettext_lazy("People around you"),
        ("circle", "sharing", "link", "evaluation", "join-a-group", "ring-me", "how-it-was"),
    ),
    (
        gettext_lazy("Ask us, or put it right"),
        ("message", "question", "worry", "complaint", "second-look", "record-right"),
    ),
)


def known(slug) -> str:
    """Return ``slug`` where there is such a form."""
    if slug not in PAPERS:
        raise Http404
    return slug


def layout(slug) -> Layout:
    if slug not in Layout:
        raise Http404
    return Layout(slug)


def blank() -> list[dict]:
    """Return every form as anybody may print it, in groups."""
    return [
        {
            "title": str(title),
            "forms": [{**_facts(slug), "url": reverse("paper_form", args=[slug])} for slug in slugs],
        }
        for title, slugs in GROUPS
    ]


def one_blank(slug) -> dict:
    """Return one form with its three prints."""
    prints = [
        {**one, "url": reverse("paper_form_pdf", args=[slug, one["slug"]])}
        for one in documents.choices(Layout.STANDARD)
    ]
    return {**_facts(slug), "prints": prints}


def of_person(person, user) -> dict:
    """Return every form for one person: in the print they need, and where to say that it came back."""
    needed = needed_by(person, user)
    groups = [
        {"title": str(title), "forms": [_for_person(slug, person, needed) for slug in slugs]}
        for title, slugs in GROUPS
    ]
    return {"groups": groups, "needed": str(needed.label)}


def _for_person(slug, person, needed):
    others = [one for one in Layout if one != needed]
    return {
        **_facts(slug),
        "url": _print(person, slug, needed),
        "others": [{"label": str(one.label), "url": _print(person, slug, one)} for one in others],
        "back_url": reverse("record_paper", args=[person.public_id, slug]),
    }


def _print(person, slug, layout):
    return reverse("paper_of_person", args=[person.public_id, slug, layout.value])


def _facts(slug):
    paper = PAPERS[slug]
    return {"slug": slug, "title": str(paper.title), "says": str(paper.says), "drawing": paper.drawing}


def after_keying(slug, person, user) -> tuple[str, str]:
    """Return where the form is keyed in, and what to say there."""
    return PAPERS[slug].keyed(person, user), _("It is written down that the paper came. Now type it in here.")
