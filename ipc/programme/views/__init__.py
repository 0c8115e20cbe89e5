"""The programme's own pages: those for everybody, and a person's first pages."""

from ipc.programme.views.my import my_home, my_record_of_looks, my_timeline, take_everything
from ipc.programme.views.public import (
    demo_mail,
    home,
    information,
    jargon,
    site,
    start,
    topic,
)
from ipc.programme.views.staff import caseload, person

__all__ = [
    "caseload",
    "demo_mail",
    "home",
    "information",
    "jargon",
    "my_home",
    "my_record_of_looks",
    "my_timeline",
    "person",
    "site",
    "start",
    "take_everything",
    "topic",
]
