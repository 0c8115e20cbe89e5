"""Messages between people, those who help them, and the care team: written, read, answered in time."""

from people.messaging.late import raise_late
from people.messaging.readers import (
    NobodyReadsIt,
    NotAReader,
    of_the_team_only,
    whom_to_write_to,
)
from people.messaging.waiting import inbox, newest_unread, unread_for
from people.messaging.writing import (
    AlreadyClosed,
    NotClosed,
    NothingWritten,
    SubjectMissing,
    WroteMeanwhile,
    begin,
    close,
    read,
    reopen,
    send,
)

__all__ = [
    "AlreadyClosed",
    "NobodyReadsIt",
    "NotAReader",
    "NotClosed",
    "NothingWritten",
    "SubjectMissing",
    "WroteMeanwhile",
    "begin",
    "close",
    "inbox",
    "newest_unread",
    "of_the_team_only",
    "raise_late",
    "read",
    "reopen",
    "send",
    "unread_for",
    "whom_to_write_to",
]
