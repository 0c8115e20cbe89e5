"""What happens in a record that rooms above must hear of at once: they listen; this room does not know them.

With a ``key`` it is heard once, however often it is told.
"""

from collections.abc import Callable

from django.db import models

from people.models import Person


class Happening(models.TextChoices):
    CAPACITY = "capacity"  # somebody can decide something again, or no longer
    ACTING = "acting"  # somebody no longer acts for the person
    MOVE = "move"  # another address


Listener = Callable[..., None]
_listeners: list[Listener] = []


def hears(listener: Listener) -> Listener:
    """Let a room above hear of what happens: ``listener(person, what, key=…, by=…)``."""
    _listeners.append(listener)
    return listener


def tell(person: Person, what: Happening, *, by, key: str = "") -> None:
    """Let everybody who listens know that ``what`` happened to ``person`` today, done by ``by``."""
    for listener in _listeners:
        listener(person, what, key=key, by=by)
