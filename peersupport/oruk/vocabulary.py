"""The words the feed sorts by: two vocabularies of our own, told in full by the feed itself."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peersupport.models import ServiceKind
from peersupport.oruk import ids
from people.models import Cohort

KIND, GROUP = "kind", "group"
VOCABULARIES: dict[str, tuple] = {
    KIND: (_("Kinds of support"), _("What sort of support an entry is."), ServiceKind),
    GROUP: (_("People it is for"), _("The groups of people an entry is made for."), Cohort),
}


def taxonomies() -> list[dict]:
    return [
        {"id": ids.of_term(code), "name": str(name), "description": str(description)}
        for code, (name, description, _terms) in VOCABULARIES.items()
    ]


def terms() -> list[dict]:
    return [_term(code, choice) for code, (_n, _d, choices) in VOCABULARIES.items() for choice in choices]


def _term(code, choice):
    name = str(VOCABULARIES[code][0])
    return {
        "id": ids.of_term(code, choice.value),
        "name": str(choice.label),
        "description": f"{name}: {choice.label}",
        "taxonomy": name,
        "taxonomy_id": ids.of_term(code),
    }


def attributes_of(service) -> list[dict]:
    """Return the terms that hold for ``service``, as the feed's attributes."""
    found = [(KIND, ServiceKind(service.kind)), *((GROUP, Cohort(one)) for one in service.cohorts)]
    return [
        {
            "id": ids.part_of(service.public_id, f"attribute/{code}/{choice.value}"),
            "link_id": str(service.public_id),
            "link_type": "service",
            "taxonomy_term_id": ids.of_term(code, choice.value),
            "taxonomy_term": _term(code, choice),
        }
        for code, choice in found
    ]


def with_term(term_id) -> Q | None:
    """Return the condition for services with the term, or None where we know no such term."""
    for code, (_name, _description, choices) in VOCABULARIES.items():
        for choice in choices:
            if ids.of_term(code, choice.value) == term_id:
                return Q(kind=choice) if code == KIND else Q(cohorts__contains=[choice.value])
    return None


def with_any_term_of(taxonomy_id) -> Q | None:
    """Return the condition for services with some term of the vocabulary, or None where unknown."""
    return {
        ids.of_term(KIND): Q(kind__in=ServiceKind.values),
        ids.of_term(GROUP): Q(cohorts__len__gt=0),
    }.get(taxonomy_id)
