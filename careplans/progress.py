"""How it goes with a goal or an action: noted at any time, seen over time and over plans.

What is noted is never changed. The line of a goal goes on where the next plan carries it on (``came_from``).
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careplans import about
from careplans.acts import Act
from careplans.models import Action, Goal, PlanStatus, Progress, View
from careplans.reading import signed
from ipc.kernel import audit, charts
from ipc.kernel.dates import in_words
from ipc.kernel.errors import RuleBroken
from people import leaving

MOST_NEAR = 10
MOST_SHOWN = 12


class PlanHasEnded(RuleBroken):
    message = gettext_lazy("This plan has ended. Note it in the plan that is in force now.")


@transaction.atomic
def note(line, *, by, stage, how_near=None, words="", view=None):
    """Note how it goes with ``line``, a goal or an action of a plan that has not ended; return the note.

    ``how_near`` is how near the person feels to it, 0 to 10. ``view`` is whose words these are: that of
    ``by`` unless told otherwise.

    Raises:
        HasDied, PlanHasEnded
        about.NotYourView: ``by`` may not speak in that view.
    """
    person = line.person
    leaving.refuse_after_death(person)
    if line.plan.status == PlanStatus.ENDED:
        raise PlanHasEnded
    allowed = about.views_of(by, person)
    if view is not None and view not in allowed:
        raise about.NotYourView
    noted = Progress.objects.create(
        site_id=line.site_id,
        person=person,
        goal=line if isinstance(line, Goal) else None,
        action=line if isinstance(line, Action) else None,
        stage=stage,
        how_near=how_near,
        view=view or allowed[0],
        words=words,
        noted_at=timezone.now(),
        noted_by=by,
    )
    audit.record(Act.NOTE_PROGRESS, noted, by=by)
    return noted


def latest(plan, user):
    """Return ``{public id of a goal or action of the plan: its newest note}``: three queries, however long.

    Notes of the same line in other plans count as well.
    """
    first_of = {model: _first_of_line(model, plan.person_id, user) for model in (Goal, Action)}
    newest: dict[tuple, Progress] = {}
    for one in _notes(plan.person, user):
        model, key = (Goal, one.goal_id) if one.goal_id else (Action, one.action_id)
        newest[model, first_of[model].get(key, (key,))[0]] = one
    found = {}
    for model, lines in first_of.items():
        for first, public_id, plan_id in lines.values():
            one = newest.get((model, first))
            if one is not None and plan_id == plan.pk:
                found[public_id] = as_row(one, plan.person)
    return found


def _notes(person, user):
    return Progress.objects.visible_to(user).filter(person=person).select_related("noted_by").order_by("pk")


def _first_of_line(model, person_id, user):
    """Return ``{key: (key of the first of its line, public id, plan)}`` of the lines that ``user`` sees."""
    lines = model.objects.visible_to(user).filter(person=person_id).order_by("pk")
    rows = {key: row for key, *row in lines.values_list("pk", "came_from_id", "public_id", "plan_id")}

    def first(key):
        came_from = rows[key][0]
        return first(came_from) if came_from in rows else key

    return {key: (first(key), public_id, plan_id) for key, (_before, public_id, plan_id) in rows.items()}


def history(goal, user):
    """Return the notes about ``goal`` and its actions over all plans, the oldest first: three queries."""
    goals = _first_of_line(Goal, goal.person_id, user)
    line = [key for key, (first, *_rest) in goals.items() if first == goals[goal.pk][0]]
    seen = _notes(goal.person, user).filter(Q(goal__in=line) | Q(action__goal__in=line))
    return list(seen.select_related("noted_by", "action"))


def as_row(one, person):
    """Return a note in words."""
    return {
        "stage": one.get_stage_display(),
        "near": nearness(one.how_near) if one.how_near is not None else "",
        "words": one.words,
        "who": who(one, person),
        "when": in_words(one.noted_at),
        "iso": timezone.localdate(one.noted_at).isoformat(),
    }


def who(one, person):
    """Return whose words a note holds, and who wrote them down where that is somebody else."""
    writer = signed(one.noted_by, person)
    if one.view != View.PERSON:
        return writer
    if one.noted_by is None or one.noted_by.person_id == person.pk:
        return person.called
    return _("%(called)s, written down by %(writer)s") % {"called": person.called, "writer": writer}


def nearness(how_near):
    return _("%(score)s out of 10") % {"score": how_near}


def shown(goal, user):
    """Return what the page of a goal shows of how it goes: the notes, and the picture. Three queries."""
    person, notes = goal.person, history(goal, user)
    events = [
        {
            **as_row(one, person),
            "what": f"{one.get_stage_display()}: {one.action}" if one.action else one.get_stage_display(),
        }
        for one in reversed(notes)
    ]
    felt = [one for one in notes if one.goal_id and one.how_near is not None]
    return {"notes": events, "chart": picture(felt) if felt else None}


def picture(felt):
    """Return the bars of how near the person felt, one for each note, the newest of them at most."""
    return charts.bar_chart(
        name="near",
        title=_("How near you are to it"),
        sentence=_sentence(felt),
        rows=[(in_words(one.noted_at), one.how_near) for one in felt[-MOST_SHOWN:]],
        heads=(_("Day"), _("How near")),
        as_text=nearness,
        out_of=MOST_NEAR,
    )


def _sentence(felt):
    first, last = felt[0].how_near, felt[-1].how_near
    now = _("How near it is now: %(score)s out of 10.") % {"score": last}
    if len(felt) == 1 or first == last:
        return now
    step = abs(last - first)
    words = (
        _("That is %(step)s more than at first.")
        if last > first
        else _("That is %(step)s less than at first.")
    )
    return f"{now} {words % {'step': step}}"
