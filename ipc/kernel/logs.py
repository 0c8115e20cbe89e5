"""Logs: one JSON object a line. Ids and names of errors only, never what a person wrote or is."""

import re
import traceback

from pythonjsonlogger.json import JsonFormatter

from ipc.kernel import acting

# What stands behind these in an address opens a door: the code of an invitation or an entry, the key of a
# new password.
_DOOR = re.compile(r"(/invitation/|/directory/entry/|/reset/key/)[^/\s]+")


class Formatter(JsonFormatter):
    """Write time, level, logger, message, the request's id and the acting user's number."""

    def __init__(self):
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def add_fields(self, log_record, record, message_dict):
        record.__dict__.pop("request", None)
        record.message = _DOOR.sub(r"\1…", record.message)
        super().add_fields(log_record, record, message_dict)
        context = acting.current()
        if context:
            log_record["request_id"] = str(context.request_id)
            log_record["user"] = context.user_id

    def formatException(self, exc_info):  # noqa: N802 — logging's own name
        """Return where it failed and the kind of error; its message may hold what somebody typed."""
        kind, _value, where = exc_info
        frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(where)]
        return " < ".join([kind.__name__, *reversed(frames)])
