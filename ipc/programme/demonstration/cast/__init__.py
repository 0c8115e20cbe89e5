"""The cast: the people whose stories the demonstration tells, played through the real verbs."""


def play(password):
    """Play what has not been played yet."""
