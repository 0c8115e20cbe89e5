"""Who carries messages out of the house besides the mail server: texts, letters, and emails where set up.

Which carrier there is, is a setting (``CARRIER``): GOV.UK Notify where there is a key for it, the letter box
of the demonstration, or nobody. What nobody carries is done by hand.
"""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

EMAIL, TEXT, LETTER = "email", "text", "letter"
UNDER_WAY, DELIVERED, FAILED = "under_way", "delivered", "failed"


@dataclass(frozen=True)
class Message:
    """One message: ``to`` an address or a number, ``pdf`` a letter in print, ``reference`` our own."""

    to: str
    subject: str
    words: str
    reference: str
    pdf: bytes = b""


class Away(Exception):
    """The carrier does not answer now; it is tried again."""


class Refused(Exception):
    """The carrier will never take this message: the number does not exist, the address is not one."""


class Carrier(Protocol):
    channels: frozenset[str]

    def take(self, channel: str, message: Message) -> str:
        """Take one message, once for its reference; return what the carrier calls it."""

    def fate(self, reference: str) -> str:
        """Return what became of a message: ``UNDER_WAY``, ``DELIVERED`` or ``FAILED``."""


class Nobody:
    """There is no carrier: everything but email is done by hand."""

    channels: frozenset[str] = frozenset()

    def take(self, channel, message):
        raise Refused

    def fate(self, reference):
        return UNDER_WAY


def carrier() -> Carrier:
    """Return the carrier there is."""
    return import_string(settings.CARRIER)() if settings.CARRIER else Nobody()


def takes(channel) -> bool:
    """Return whether messages of that kind leave by a carrier."""
    return channel in carrier().channels
