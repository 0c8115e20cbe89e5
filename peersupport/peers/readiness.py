"""What a peer supporter still needs before they may support people, in words, with where it comes from."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ipc.kernel.dates import in_words, today
from peersupport.models import DbsLevel, OrganisationPolicy, PeerActivity, PolicyKind
from peersupport.peers import checks

CHOSEN_HERE = "A choice"  # as the first figures and rules are written
WORKING_RULE = gettext_lazy("How peer support is kept safe here")


class Missing(NamedTuple):
    """One thing that is missing. ``is_check``: without it nobody may go on, not even for a day."""

    words: str
    source: str
    is_check: bool = False


def missing(peer) -> list[Missing]:
    """Return all that ``peer`` still needs; nothing where they are ready."""
    return of_all([peer])[peer.pk]


def of_all(peers) -> dict[int, list[Missing]]:
    """Return what each of ``peers`` still needs; two questions, where their checks are already there."""
    rules = checks.rules()
    seen = OrganisationPolicy.objects.filter(
        organisation_id__in={one.organisation_id for one in peers}, again_on__gt=today()
    )
    policies: dict[int, set[str]] = {}
    for organisation_id, kind in seen.values_list("organisation_id", "kind"):
        policies.setdefault(organisation_id, set()).add(kind)
    return {
        one.pk: [
            *missing_checks(one, rules),
            *_themselves(one),
            *_of_organisation(policies.get(one.organisation_id, set())),
        ]
        for one in peers
    }


def missing_checks(peer, rules) -> list[Missing]:
    """Return which checks do not hold today for what ``peer`` does."""
    _counted, said_no = checks.counting(peer)
    if said_no:
        words = _("A check says that they must not support people.")
        return [Missing(words, str(_("The check of %(day)s")) % {"day": in_words(said_no.issued_on)}, True)]
    doing = sorted(checks.activities_of(peer), key=PeerActivity.values.index)
    unknown = [one for one in doing if one not in rules]
    found = [_nobody_said(activity) for activity in unknown]
    lacking = [rules[one] for one in doing if one in rules and not _is_met(peer, rules[one].level)]
    return found + [_lack(peer, level, lacking) for level in _highest(lacking)]


def _is_met(peer, level):
    return level == DbsLevel.NONE or checks.is_checked_for(peer, level)


def _highest(lacking):
    """Return the levels that are missing without those a higher one stands for."""
    levels = list(dict.fromkeys(rule.level for rule in lacking))
    most = max((checks.RANK[level] for level in levels), default=0)
    return [level for level in levels if checks.RANK[level] == most]


def _lack(peer, level, lacking):
    rules = [rule for rule in lacking if rule.level == level]
    facts = {
        "level": DbsLevel(level).label,
        "what": "; ".join(PeerActivity(rule.activity).label.lower() for rule in rules),
    }
    until = checks.holds_until(peer, level)
    if until:
        words = _("A new DBS check: the last one ran out on %(day)s.") % {"day": in_words(until)}
    else:
        words = _("A DBS check: %(level)s. It is needed for this: %(what)s.") % facts
    sources = "; ".join(dict.fromkeys(_source(rule) for rule in rules))
    return Missing(words, sources.replace("[memory]", _("(not checked yet)")), True)


def _source(rule):
    """Return where a rule comes from; what a site chose for itself is its own way of working."""
    return str(WORKING_RULE) if rule.source == CHOSEN_HERE else rule.source


def _nobody_said(activity):
    words = _("Which check is needed for this: %(what)s.") % {"what": PeerActivity(activity).label.lower()}
    return Missing(words, str(WORKING_RULE), True)


def _themselves(peer):
    if not peer.supervisor or peer.supervision_due_on is None:
        yield Missing(_("A supervisor, with the day they first talk."), str(WORKING_RULE))
    elif peer.supervision_due_on < today():
        day = in_words(peer.supervision_due_on)
        yield Missing(_("Supervision: it was due on %(day)s.") % {"day": day}, str(WORKING_RULE))
    if peer.trained_on is None:
        yield Missing(_("Training, with the day they had it."), str(WORKING_RULE))
    if peer.boundaries_agreed_on is None:
        yield Missing(_("Boundaries, with the day they agreed to them."), str(WORKING_RULE))


def _of_organisation(seen):
    lacking = [label.lower() for kind, label in PolicyKind.choices if kind not in seen]
    if lacking:
        words = _("Policies of their organisation: %(which)s.") % {"which": ", ".join(lacking)}
        yield Missing(words, str(WORKING_RULE))
