"""How every step is taken: locked, written down, told, and what was shared ended with the introduction."""

from django.utils import timezone

from ipc.kernel import acting, audit, outbox
from peersupport.introductions import states
from peersupport.models import OPEN, Introduction, Step
from people import consent


def locked(introduction) -> Introduction:
    """Return ``introduction`` as it is now, kept from everybody else until this is done."""
    return (
        Introduction.objects.select_for_update(of=["self"]).select_related("service").get(pk=introduction.pk)
    )


def begin_with(introduction, *, by, words="") -> Step:
    """Write the first step of what was asked just now."""
    return _write("", introduction.status, introduction, by, words)


def move(introduction, to, *, by, act, words="", otherwise=states.NotTheNextStep, **changed) -> Step:
    """Take a locked ``introduction`` to ``to``, changing fields with it; return the step.

    The step is written first: a navigator sees the person only while the introduction is open. What was
    shared for it ends with it, whoever ends it.
    """
    states.check(introduction, to, by, otherwise)
    step = _write(introduction.status, to, introduction, by, words)
    introduction.status, introduction.status_since = to, step.at
    if to not in OPEN:
        changed |= {"ended_at": step.at, "ended_by": by}
    for field, value in changed.items():
        setattr(introduction, field, value)
    introduction.save(update_fields=["status", "status_since", *changed])
    audit.record(act, introduction, by=by)
    if to not in OPEN:
        stop_sharing(introduction, by)
    return step


def _write(came_from, to, introduction, by, words):
    return Step.objects.create(
        site_id=introduction.site_id,
        person_id=introduction.person_id,
        introduction=introduction,
        from_status=came_from,
        status=to,
        words=words.strip()[:500],
        at=timezone.now(),
        by=by,
    )


def tell(step):
    """Let the person know, by email or as they need it, that there is news: never what."""
    outbox.add("peersupport.tell_of_step", step, key=f"introduction-step-{step.pk}")


def stop_sharing(introduction, by):
    """End what the person shared for it."""
    with acting.for_the_site("end what was shared to be introduced", site_id=introduction.site_id):
        agreed = introduction.consent
        if agreed is not None and agreed.withdrawn_at is None:
            consent.withdraw(agreed, by=by)
