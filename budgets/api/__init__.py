"""This room through the API: planning the money, then running it."""

from budgets.api.planning import ROUTES as PLANNING
from budgets.api.running import ROUTES as RUNNING

ROUTES = [*PLANNING, *RUNNING]
