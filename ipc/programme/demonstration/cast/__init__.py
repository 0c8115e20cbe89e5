"""The cast: the people whose stories the demonstration tells, played through the real verbs."""

from ipc.programme.demonstration.cast import aiden, leon, margaret, priya, rose
from people.models import User

STORIES = {
    "margaret@example.org": margaret.play,
    "claire@example.org": aiden.play,
    "priya@example.org": priya.play,
    "leon@example.org": leon.play,
    "rose@example.org": rose.play,
}


def play(password):
    """Play the stories that have not been played yet; each is known by who signs in."""
    played = set(User.objects.filter(email__in=STORIES).values_list("email", flat=True))
    for email, story in STORIES.items():
        if email not in played:
            story(password)
