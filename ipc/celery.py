"""The background work: ``celery -A ipc worker`` and ``celery -A ipc beat``."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ipc.settings")

app = Celery("ipc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
