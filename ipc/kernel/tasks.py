"""Celery's way in: it fetches by id, calls one verb and is safe to run twice."""

import logging

from celery import current_app, shared_task
from django.db import transaction
from django.utils import timezone

from ipc.kernel import acting, outbox, sealing
from ipc.kernel.models import Effect

log = logging.getLogger("ipc.outbox")


@shared_task(name="kernel.deliver_effects")
def deliver_effects():
    """Run every effect that is due, each in its own transaction, as a job of its own site."""
    for pk in list(outbox.due(timezone.now()).values_list("pk", flat=True)[:200]):
        deliver(pk)


def deliver(pk):
    """Run one effect unless it has been done or somebody else is at it; count the attempt."""
    with transaction.atomic():
        effect = Effect.objects.select_for_update(skip_locked=True).filter(pk=pk, done_at=None).first()
        if effect is None:
            return
        Effect.objects.filter(pk=pk).update(attempts=effect.attempts + 1)
        try:
            with acting.acting_as(acting.job([effect.site_id])):
                current_app.tasks[effect.task].run(effect.subject_id)
        except Exception as error:  # noqa: BLE001 — whatever it was, the row stays and is tried again
            log.error("effect %s failed (%s)", effect.task, type(error).__name__)
            return
        Effect.objects.filter(pk=pk).update(done_at=timezone.now())


@shared_task(name="kernel.seal_audit")
def seal_audit():
    """Seal what was written into the audit before the last run; the log takes the newest seal elsewhere."""
    sealing.seal()
