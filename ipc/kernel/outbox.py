"""Effects leave by a row in the same transaction; Celery only carries its id.

With Redis down nothing is lost: the row waits, and beat asks for what is due every minute.
"""

import logging

from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from ipc.kernel.models import Effect

log = logging.getLogger("ipc.outbox")
MOST_ATTEMPTS = 5


def add(task, subject, *, key, due_at=None):
    """Add ``task`` (a Celery task's name) to be run about ``subject`` once, under ``key``."""
    Effect.objects.bulk_create(
        [
            Effect(
                task=task,
                subject_id=subject.pk,
                site_id=subject.site_id,
                key=key,
                due_at=due_at or timezone.now(),
            )
        ],
        ignore_conflicts=True,
    )
    if due_at is None:
        transaction.on_commit(_ask_for_delivery)


def _ask_for_delivery():
    try:
        current_app.send_task("kernel.deliver_effects", retry=False)
    except (OperationalError, ConnectionError) as error:
        log.warning("queue unreachable, the effect waits for beat: %s", type(error).__name__)


def due(now):
    """Return the effects that are due and still worth trying, oldest first."""
    return Effect.objects.filter(done_at__isnull=True, due_at__lte=now, attempts__lt=MOST_ATTEMPTS).order_by(
        "due_at", "pk"
    )
