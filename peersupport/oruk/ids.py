"""The ids of the feed. Everything in it has one, also what has no row of its own here.

What is only part of an entry (its schedule, its place) has a UUID version 5 made from the entry's id.
Those of a service at its location are asked for by id, so they must lead back without a search: the
entry's id with its low bits turned over, marked as version 8, the version for ids of one's own making.
"""

import uuid

_OURS = uuid.UUID("2c5f6f0e-7a86-5d0b-9f0b-6a0f4b6f2f10")
_TURNED_OVER = 0x0000_0000_0000_F000_0000_FFFF_FFFF_FFFF


def part_of(public_id, what) -> str:
    """Return the id of the part ``what`` of an entry."""
    return str(uuid.uuid5(public_id, what))


def of_term(vocabulary, term="") -> str:
    """Return the id of one of our vocabularies, or of a term in it."""
    return str(uuid.uuid5(_OURS, f"{vocabulary}/{term}"))


def at_location(public_id) -> uuid.UUID:
    """Return the id of a service at its location; of that id, the service's."""
    return uuid.UUID(int=public_id.int ^ _TURNED_OVER)
