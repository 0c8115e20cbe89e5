"""The words the feed sorts by: three vocabularies of our own, told in full by the feed itself."""

from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.models import Need, ServiceKind
from peersupport.oruk import ids
from people.models import Cohort

KIND, GROUP, NEED = "kind", "group", "need"
VOCABULARIES = {
    KIND: (_("Kinds of support"), _("What sort of support an entry is.")),
    GROUP: (_("People it is for"), _("The groups of people an entry is made for.")),
    NEED: (_("What it helps with"), _("What an entry can help with.")),
}


class Term(NamedTuple):
    """A word of a vocabulary. ``uri`` only where somebody else's vocabulary is known to have it."""

    vocabulary: str
    code: str
    name: str
    description: str = ""
    uri: str = ""

    @property
    def id(self):
        return ids.of_term(self.vocabulary, self.code)


def taxonomies() -> list[dict]:
    return [
        {"id": ids.of_term(code), "name": str(name), "description": str(description)}
        for code, (name, description) in VOCABULARIES.items()
    ]


def terms() -> list[dict]:
    return [_written(term) for term in [*_fixed(), *_needs(Need.objects.all())]]


def _fixed():
    """Return the terms that the programme itself knows."""
    return [
        Term(vocabulary, choice.value, str(choice.label))
        for vocabulary, choices in ((KIND, ServiceKind), (GROUP, Cohort))
        for choice in choices
    ]


def _needs(needs):
    return [Term(NEED, one.code, one.name, one.description, one.term_uri) for one in needs]


def _written(term):
    vocabulary = str(VOCABULARIES[term.vocabulary][0])
    written = {
        "id": term.id,
        "name": term.name,
        "description": term.description or f"{vocabulary}: {term.name}",
        "taxonomy": vocabulary,
        "taxonomy_id": ids.of_term(term.vocabulary),
    }
    return written | ({"term_uri": term.uri} if term.uri else {})


def attributes_of(service) -> list[dict]:
    """Return the terms that hold for ``service``, as the feed's attributes."""
    theirs = {(KIND, service.kind), *((GROUP, one) for one in service.cohorts)}
    found = [term for term in _fixed() if (term.vocabulary, term.code) in theirs]
    if service.needs:
        found += _needs(Need.objects.filter(code__in=service.needs))
    return [
        {
            "id": ids.part_of(service.public_id, f"attribute/{term.vocabulary}/{term.code}"),
            "link_id": str(service.public_id),
            "link_type": "service",
            "taxonomy_term_id": term.id,
            "taxonomy_term": _written(term),
        }
        for term in found
    ]


def with_term(term_id) -> Q | None:
    """Return the condition for services with the term, or None where we know no such term."""
    for term in [*_fixed(), *_needs(Need.objects.all())]:
        if term.id == term_id:
            return {
                KIND: Q(kind=term.code),
                GROUP: Q(cohorts__contains=[term.code]),
                NEED: Q(needs__contains=[term.code]),
            }[term.vocabulary]
    return None


def with_any_term_of(taxonomy_id) -> Q | None:
    """Return the condition for services with some term of the vocabulary, or None where unknown."""
    return {
        ids.of_term(KIND): Q(kind__in=ServiceKind.values),
        ids.of_term(GROUP): Q(cohorts__len__gt=0),
        ids.of_term(NEED): Q(needs__len__gt=0),
    }.get(taxonomy_id)
