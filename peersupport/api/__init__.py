"""This room through the API: the directory to every signed-in user, the rest to those concerned."""

from peersupport.api.by_link import ROUTES as BY_LINK
from peersupport.api.directory import ROUTES as DIRECTORY
from peersupport.api.feeds import ROUTES as FEEDS
from peersupport.api.groups import ROUTES as GROUPS
from peersupport.api.introductions import ROUTES as INTRODUCTIONS
from peersupport.api.keeping import ROUTES as KEEPING
from peersupport.api.later import ROUTES as LATER
from peersupport.api.meeting import ROUTES as MEETING
from peersupport.api.navigators import ROUTES as NAVIGATORS
from peersupport.api.peers import ROUTES as PEERS

ROUTES = [
    *DIRECTORY,
    *KEEPING,
    *BY_LINK,
    *INTRODUCTIONS,
    *GROUPS,
    *NAVIGATORS,
    *PEERS,
    *MEETING,
    *FEEDS,
    *LATER,
]
