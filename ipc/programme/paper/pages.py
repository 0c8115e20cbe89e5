"""What the pages of paper show: each form with its prints, and for one person where it is keyed in."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from careplans import documents
from careplans.documents import Layout
from ipc.programme.paper.printing import needed_by
from ipc.programme.paper.registry import PAPERS


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
    """Return every form as anybody may print it."""
    return [
        {**_facts(slug, paper), "url": reverse("paper_form", args=[slug])} for slug, paper in PAPERS.items()
    ]


def one_blank(slug) -> dict:
    """Return one form with its three prints."""
    prints = [
        {**one, "url": reverse("paper_form_pdf", args=[slug, one["slug"]])}
        for one in documents.choices(Layout.STANDARD)
    ]
    return {**_facts(slug, PAPERS[slug]), "prints": prints}


def of_person(person, user) -> dict:
    """Return every form for one person: in the print they need, and where to say that it came back."""
    needed = needed_by(person, user)
    forms = [_for_person(slug, paper, person, needed) for slug, paper in PAPERS.items()]
    return {"forms": forms, "needed": str(needed.label)}


def _for_person(slug, paper, person, needed):
    others = [one for one in Layout if one != needed]
    return {
        **_facts(slug, paper),
        "url": _print(person, slug, needed),
        "others": [{"label": str(one.label), "url": _print(person, slug, one)} for one in others],
        "back_url": reverse("record_paper", args=[person.public_id, slug]),
    }


def _print(person, slug, layout):
    return reverse("paper_of_person", args=[person.public_id, slug, layout.value])


def _facts(slug, paper):
    return {"slug": slug, "title": str(paper.title), "says": str(paper.says), "drawing": paper.drawing}


def after_keying(slug, person, user) -> tuple[str, str]:
    """Return where the form is keyed in, and what to say there."""
    return PAPERS[slug].keyed(person, user), _("It is written down that the paper came. Now type it in here.")
