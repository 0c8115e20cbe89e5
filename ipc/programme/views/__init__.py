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
from ipc.programme.views.my import (
    ask_about_look,
    my_calendar,
    my_calendar_file,
    my_home,
    my_record_of_looks,
    my_timeline,
    take_everything,
)
from ipc.programme.views.offline import offline, service_worker
from ipc.programme.views.public import demo_mail, home, start
from ipc.programme.views.putting_right import my_put_it_right, put_it_right
from ipc.programme.views.reading import accessibility, reading
from ipc.programme.views.shared import shared
from ipc.programme.views.staff import caseload, person

__all__ = [
    "accessibility",
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
    "my_calendar",
    "my_calendar_file",
    "my_home",
    "my_put_it_right",
    "my_record_of_looks",
    "my_timeline",
    "offline",
    "person",
    "put_it_right",
    "reading",
    "review_emergency",
    "service_worker",
    "shared",
    "site",
    "start",
    "take_everything",
    "topic",
    "was_it_clear",
]
