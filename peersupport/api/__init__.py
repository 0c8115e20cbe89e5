"""This room through the API: the directory to every signed-in user, the rest to those concerned."""

from peersupport.api.directory import ROUTES as DIRECTORY
from peersupport.api.groups import ROUTES as GROUPS
from peersupport.api.introductions import ROUTES as INTRODUCTIONS
from peersupport.api.meeting import ROUTES as MEETING
from peersupport.api.navigators import ROUTES as NAVIGATORS
from peersupport.api.peers import ROUTES as PEERS

ROUTES = [
    *DIRECTORY,
    *INTRODUCTIONS,
    *GROUPS,
    *NAVIGATORS,
    *PEERS,
    *MEETING,
]
