"""This room through the API: the directory to every signed-in user, the rest to those concerned."""

from peersupport.api.directory import ROUTES as DIRECTORY
from peersupport.api.introductions import ROUTES as INTRODUCTIONS

ROUTES = [
    *DIRECTORY,
    *INTRODUCTIONS,
]
