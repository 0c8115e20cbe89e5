"""References that are easy to read out: ``C-7K3M-9Q2``, without letters and figures that look alike."""

import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new() -> str:
    """Return a new reference, drawn at random: it tells nothing about whom or what it is about."""
    drawn = "".join(secrets.choice(LETTERS) for _place in range(7))
    return f"C-{drawn[:4]}-{drawn[4:]}"
