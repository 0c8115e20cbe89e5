"""The programme's own pages: those for everybody, and a person's first pages."""

from ipc.programme.views.guarding import answer_about_look, changes, look_questions, review_emergency
from ipc.programme.views.information import (
    guide,
    information,
    jargon,
    site,
    topic,
    was_it_clear,
)
from ipc.programme.views.my import ask_about_look, my_home, my_record_of_looks, my_timeline, take_everything
from ipc.programme.views.public import demo_mail, home, start
from ipc.programme.views.putting_right import my_put_it_right
from ipc.programme.views.reading import reading
from ipc.programme.views.shared import shared
from ipc.programme.views.staff import caseload, person

__all__ = [
    "answer_about_look",
    "ask_about_look",
    "caseload",
    "changes",
    "demo_mail",
    "guide",
    "home",
    "information",
    "jargon",
    "look_questions",
    "my_home",
    "my_put_it_right",
    "my_record_of_looks",
    "my_timeline",
    "person",
    "reading",
    "review_emergency",
    "shared",
    "site",
    "start",
    "take_everything",
    "topic",
    "was_it_clear",
]
