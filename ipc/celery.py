"""The background work: ``celery -A ipc worker`` and ``celery -A ipc beat``."""

import os

from celery import Celery
from celery.schedules import crontab
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ipc.settings")

app = Celery("ipc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# The demonstration looks every minute, so that a visitor can see a reminder go out.
_every_morning = crontab(hour=7, minute=0) if settings.IPC_ENV != "demo" else 60.0
app.conf.beat_schedule = {
    "effects that are due": {"task": "kernel.deliver_effects", "schedule": 60.0},
    "reminders of reviews": {"task": "careplans.remind_of_reviews", "schedule": _every_morning},
}
