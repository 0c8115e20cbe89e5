"""A clock that stands still: the moment is UTC, the day it makes is London's."""

import datetime as dt
from contextlib import contextmanager
from unittest import mock

from django.utils import timezone


@contextmanager
def at(moment):
    """Let it be ``moment`` (``"2026-11-21 23:30"``, in UTC) for as long as the block or the test runs."""
    then = dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)
    with mock.patch.object(timezone, "now", return_value=then):
        yield
