"""Other people's words for what an entry is, who it is for and how to get in, as ours."""

from peersupport.models import AccessFeature, Need, ServiceKind
from peersupport.oruk import ids
from people.models import Cohort

_OURS = {
    **{ids.of_term("kind", kind.value): ("kind", kind.value) for kind in ServiceKind},
    **{ids.of_term("group", cohort.value): ("cohorts", cohort.value) for cohort in Cohort},
}


class Needs:
    """The needs we know, and the ways others may name them: our id, an agreed address, our word."""

    def __init__(self):
        self.known = {}
        for need in Need.objects.all():
            names = (ids.of_term("need", need.code), need.term_uri, need.name, need.code)
            self.known |= {name.casefold(): need.code for name in names if name}
        self.codes = set(self.known.values())

    def find(self, *names):
        texts = (name.casefold() for name in names if isinstance(name, str))
        return next((self.known[one] for one in texts if one in self.known), None)


def terms(found, needs) -> dict:
    """Return the kind, groups and needs that terms of a vocabulary stand for; unknown ones are left out."""
    known = [_OURS.get(term["id"]) for term in found if isinstance(term.get("id"), str)]
    ours = [pair for pair in known if pair]
    said = (needs.find(term.get("id"), term.get("term_uri"), term.get("name")) for term in found)
    return {
        "kind": next((value for field, value in ours if field == "kind"), None),
        "cohorts": [value for field, value in ours if field == "cohorts"],
        "needs": [need for need in said if need],
    }


def ways_in(descriptions) -> dict:
    """Return what we have a word for, and the rest as notes."""
    labels = {str(feature.label).casefold(): feature.value for feature in AccessFeature}
    return {
        "access_features": [labels[one.casefold()] for one in descriptions if one.casefold() in labels],
        "access_notes": "; ".join(one for one in descriptions if one.casefold() not in labels),
    }
