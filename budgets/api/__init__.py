"""This room through the API: planning the money, agreeing it, then running it."""

from budgets.api.agreeing import ROUTES as AGREEING
from budgets.api.planning import ROUTES as PLANNING
from budgets.api.rates import ROUTES as RATES
from budgets.api.running import ROUTES as RUNNING

ROUTES = [*RATES, *PLANNING, *AGREEING, *RUNNING]
