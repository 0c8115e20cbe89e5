"""What this room does by itself, by Celery."""

from celery import shared_task

from ipc.programme import due


@shared_task(name="programme.nightly")
def nightly():
    """Tell whoever looks after the answers which are to be read again."""
    due.tell()
