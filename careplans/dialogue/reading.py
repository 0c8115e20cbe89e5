"""What was said about a plan, line by line, as pages and documents read it: plain dicts."""

from django.utils.translation import gettext as _

from careplans import differences
from careplans.acts import Act
from careplans.dialogue.changes import KINDS, fields_of
from careplans.models import Answer, LineKind, PlanStatus, Proposal, ProposalState, Side, Verdict
from ipc.kernel.dates import in_words

COLOUR = {
    ProposalState.OPEN: "yellow",
    ProposalState.ACCEPTED: "green",
    ProposalState.DECLINED: "grey",
    ProposalState.WITHDRAWN: "grey",
}
NEW = None  # where proposals for new needs, risks and "if things go wrong" stand: under no line


def said(plan, user) -> dict:
    """Return what ``user`` may read of what was said, by the public id of the line: seven statements.

    What was said about the same line of the plan before goes on with the line. ``NEW`` holds proposals
    for lines that hang under no other. Each entry: ``kind`` (``answer`` or ``proposal``), ``short`` (who
    thinks what, in few words), ``reason when is_newest`` and, of a proposal, what ``_proposal`` says.
    """
    lines, place = _lines(plan, user)
    proposals = list(_proposals(plan, user))
    answers = list(_answers(plan, user))
    to_proposals: dict = {}
    found: dict = {}
    newest = {(place.get(one.line_id), one.proposal_id, one.answered_by_id): one.pk for one in answers}
    for one in answers:
        about = (place.get(one.line_id), one.proposal_id, one.answered_by_id)
        entry = _answer(one, is_newest=newest[about] == one.pk)
        if one.proposal_id:
            to_proposals.setdefault(one.proposal_id, []).append(entry)
        elif one.line_id in place:
            found.setdefault(place[one.line_id], []).append(entry)
    for proposal in proposals:
        where = proposal.line_id if proposal.line_id in place else proposal.under_id
        if where is not None and where not in place:
            continue  # its line is gone
        entry = _proposal(proposal, plan, lines.get(place.get(proposal.line_id)), user)
        entry["answers"] = to_proposals.get(proposal.pk, [])
        found.setdefault(place.get(where, NEW), []).append(entry)
    return found


def said_of(plan, line, user) -> list[dict]:
    """Return what ``user`` may read of what was said about one ``line``. See ``said``."""
    return said(plan, user).get(line.public_id, [])


def shown(proposal, user, line) -> dict:
    """Return one proposal beside the ``line`` it is about, with its answers. See ``said``."""
    answers = Answer.objects.visible_to(user).filter(proposal=proposal).select_related("answered_by")
    rows = list(answers.order_by("pk"))
    newest = {one.answered_by_id: one.pk for one in rows}
    entry = _proposal(proposal, proposal.plan, line, user)
    entry["answers"] = [_answer(one, is_newest=newest[one.answered_by_id] == one.pk) for one in rows]
    return entry


def _proposals(plan, user):
    seen = Proposal.objects.visible_to(user).filter(person_id=plan.person_id, plan__number__lte=plan.number)
    return seen.select_related("proposed_by", "settled_by").order_by("pk")


def _answers(plan, user):
    seen = Answer.objects.visible_to(user).filter(person_id=plan.person_id, plan__number__lte=plan.number)
    return seen.select_related("answered_by").order_by("pk")


def _lines(plan, user=None):
    """Return ``(the lines of plan by public id, where each line of it and of the plans before stands)``.

    Those that ``user`` may see; without one, all of them.
    """
    lines: dict = {}
    place: dict = {}
    for kind in KINDS.values():
        seen = kind.model.objects.visible_to(user) if user else kind.model.objects.all()
        rows = {one.pk: one for one in seen.filter(person_id=plan.person_id)}
        for one in rows.values():
            earlier = one if one.plan_id == plan.pk else None
            if earlier is not None:
                lines[one.public_id] = one
            while earlier is not None:
                place[earlier.public_id] = one.public_id
                earlier = rows.get(earlier.came_from_id)
    return lines, place


def _speaker(user, side):
    """Return who spoke and for whom: ``Susan Garside (family or friend)``; the person by their name."""
    if user is None:
        return Side(side).label
    if side in (Side.PERSON, Side.OTHER):
        return user.name
    return _("%(name)s (%(side)s)") % {"name": user.name, "side": _in_a_sentence(side)}


def _in_a_sentence(side):
    label = str(Side(side).label)
    return label if label.isupper() else label[:1].lower() + label[1:]


def _answer(one, *, is_newest):
    agrees = one.verdict == Verdict.AGREES
    who = _speaker(one.answered_by, one.side)
    words = _("%(who)s agrees") if agrees else _("%(who)s does not agree")
    return {
        "kind": "answer",
        "short": words % {"who": who},
        "agrees": agrees,
        "reason": one.reason,
        "line_words": one.line_words,
        "when": in_words(one.answered_at),
        "is_newest": is_newest,
    }


def _proposal(one, plan, line, user):
    """Return a proposal: what it would change (``changes``), where it stands, and if it is the user's own."""
    who = _speaker(one.proposed_by, one.side)
    if one.is_removal:
        words = _("%(who)s proposes to take this out")
    elif not one.line_words:
        words = _("%(who)s proposes something new")
    else:
        words = _("%(who)s proposes a change")
    return {
        "kind": "proposal",
        "id": one.public_id,
        "short": words % {"who": who},
        "is_removal": one.is_removal,
        "is_open": one.state == ProposalState.OPEN,
        "is_own": one.proposed_by_id == user.pk,
        "waits_for_next_plan": one.state == ProposalState.OPEN and plan.status == PlanStatus.AGREED,
        "state": one.get_state_display(),
        "colour": COLOUR[ProposalState(one.state)],
        "changes": _changes(one, line),
        "line_words": one.line_words,
        "reason": one.reason,
        "when": in_words(one.proposed_at),
        "settled": _how_settled(one),
        "settled_why": one.settled_why,
        "answers": [],
        "is_newest": one.state == ProposalState.OPEN,
    }


def _changes(proposal, line):
    """Return, for each field, its label and the difference from what it says now (what it said then)."""
    labels = fields_of(proposal.line_kind)
    model = KINDS[LineKind(proposal.line_kind)].model
    is_open = proposal.state == ProposalState.OPEN
    rows = []
    for name in (one for one in labels if one in proposal.change):
        new = proposal.change[name]
        old = getattr(line, name, "") if line is not None and is_open else ""
        if not is_open and name in ("words", "trigger"):
            old = proposal.line_words
        choices = dict(model._meta.get_field(name).flatchoices)
        old, new = (str(choices.get(one, one)) for one in (old, new))
        rows.append({"label": labels[name], "parts": differences.of(old, new), "old": old, "new": new})
    return rows


def _how_settled(one):
    if one.settled_at is None:
        return ""
    facts = {
        "who": one.settled_by.name if one.settled_by else "",
        "day": in_words(one.settled_at),
        "what": one.get_state_display(),
    }
    return _("%(what)s by %(who)s on %(day)s") % facts


def open_disagreements(plan) -> list[dict]:
    """Return every no that stands: the newest answer of somebody to a line of ``plan``, in plain data.

    For the sealed plan and its documents; whoever reads it may read all of it. Seven statements.
    """
    _now, place = _lines(plan)
    answers = Answer.objects.filter(person_id=plan.person_id, plan__number__lte=plan.number, proposal=None)
    newest: dict = {}
    for one in answers.select_related("answered_by").order_by("pk"):
        if one.line_id in place:
            newest[place[one.line_id], one.answered_by_id] = one
    return [
        {
            "line_kind": one.line_kind,
            "line_id": str(line_id),
            "line_words": one.line_words,
            "name": one.answered_by.name if one.answered_by else "",
            "side": one.side,
            "reason": one.reason,
            "said_on": one.answered_at.date().isoformat(),
        }
        for (line_id, _who), one in newest.items()
        if one.verdict == Verdict.DISAGREES
    ]


def place_of_lines(plan) -> dict:
    """Return the line of ``plan`` in which each line goes on, by public ids: its own and those before it."""
    return _lines(plan)[1]


def open_proposals(plan) -> int:
    """Return how many proposals for ``plan`` nobody has settled yet."""
    return Proposal.objects.open().filter(plan=plan).count()


def waiting_for(user, plans) -> dict:
    """Return, by plan, how many open proposals wait for a word from ``user``: not theirs, not answered."""
    seen = Proposal.objects.permitting(Act.ANSWER, user).open().filter(plan__in=[plan.pk for plan in plans])
    answered = Answer.objects.filter(answered_by=user.pk, proposal__isnull=False).values("proposal_id")
    waiting: dict = {}
    for plan_id in (
        seen.exclude(proposed_by=user.pk).exclude(pk__in=answered).values_list("plan_id", flat=True)
    ):
        waiting[plan_id] = waiting.get(plan_id, 0) + 1
    return waiting
