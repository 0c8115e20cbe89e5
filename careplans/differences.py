"""What somebody changed in a text, word by word."""

import re
from difflib import SequenceMatcher

_WORDS = re.compile(r"\w+(?:['’]\w+)*|\s+|[^\w\s]")


def of(before: str, after: str) -> list[dict[str, str]]:
    """Return what became of ``before``: ``{"kind": "same" | "added" | "removed", "words": …}`` in order.

    All that is the same or removed, put together, is ``before``; all that is the same or added, ``after``.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    parts: list[dict[str, str]] = []
    for kind, old_from, old_until, new_from, new_until in _steps(old, new):
        if kind == "equal":
            parts.append({"kind": "same", "words": "".join(old[old_from:old_until])})
            continue
        if old_until > old_from:
            parts.append({"kind": "removed", "words": "".join(old[old_from:old_until])})
        if new_until > new_from:
            parts.append({"kind": "added", "words": "".join(new[new_from:new_until])})
    return parts


def _steps(old, new):
    """Return the steps from ``old`` to ``new``; a space between two changes belongs to them both."""
    joined: list[list] = []
    steps = SequenceMatcher(None, old, new).get_opcodes()
    for place, (kind, old_from, old_until, new_from, new_until) in enumerate(steps):
        is_a_gap = kind == "equal" and not "".join(old[old_from:old_until]).strip()
        between = 0 < place < len(steps) - 1
        is_change = kind != "equal" or (is_a_gap and between)
        if joined and is_change and joined[-1][0] == "replace":
            joined[-1][2], joined[-1][4] = old_until, new_until
        else:
            joined.append(["replace" if is_change else "equal", old_from, old_until, new_from, new_until])
    return joined
