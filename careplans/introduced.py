"""What became of the groups and people that a plan speaks of: introductions, and what came of them."""

from django.utils import timezone

from careplans import whole
from careplans.acts import Act
from careplans.models import Action, PlanStatus, Progress, Stage, View
from careplans.prsb import tree
from ipc.kernel import audit
from peersupport import happenings, social_prescribing, standing
from peersupport.models import Outcome
from people.models import PersonStatus, Role

STAGES = {
    Outcome.HELPED: Stage.REACHED,
    Outcome.HELPED_A_LITTLE: Stage.NEARLY,
    Outcome.NO_CHANGE: Stage.STOPPED,
    Outcome.NOT_RIGHT: Stage.STOPPED,
}


@happenings.hears_outcome
def note_outcome(introduction, *, outcome, words, by):
    """Note how it went at each action that names the entry, in plans that have not ended."""
    if introduction.person.status == PersonStatus.DIED:
        return
    actions = Action.objects.filter(person_id=introduction.person_id, service_id=introduction.service_id)
    for action in actions.exclude(plan__status=PlanStatus.ENDED):
        noted = Progress.objects.create(
            site_id=action.site_id,
            person_id=action.person_id,
            action=action,
            stage=STAGES[outcome],
            view=View.STAFF,
            words=f"{outcome.label}. {words}".strip(),
            noted_at=timezone.now(),
            noted_by=by,
        )
        audit.record(Act.NOTE_PROGRESS, noted, by=by)


def standing_of(needs, person, user) -> dict:
    """Return how the introduction to each entry that ``needs`` name stands; no query without one."""
    named = any(
        action["service_id"] for need in needs for goal in need["goals"] for action in goal["actions"]
    )
    return standing.of_entries(person, user, to_person=user.hat.role == Role.PERSON) if named else {}


@social_prescribing.tells_about_me
def about_me(person, user) -> dict:
    """Return the About me of the standard, as ``user`` may read it."""
    return tree.about_me(whole.read(person, None, user))
