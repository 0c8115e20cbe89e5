"""This room through the API: planning the money, agreeing it, then running it."""

from budgets.api.agreeing import ROUTES as AGREEING
from budgets.api.ending import ROUTES as ENDING
from budgets.api.indicative import ROUTES as INDICATIVE
from budgets.api.ledger import ROUTES as LEDGER
from budgets.api.lines import ROUTES as LINES
from budgets.api.methods import ROUTES as METHODS
from budgets.api.offer import ROUTES as OFFER
from budgets.api.planning import ROUTES as PLANNING
from budgets.api.rates import ROUTES as RATES
from budgets.api.running import ROUTES as RUNNING
from budgets.api.signing import ROUTES as SIGNING
from budgets.api.statements import ROUTES as STATEMENTS
from budgets.api.varying import ROUTES as VARYING

ROUTES = [
    *OFFER,
    *RATES,
    *METHODS,
    *INDICATIVE,
    *PLANNING,
    *LINES,
    *AGREEING,
    *SIGNING,
    *RUNNING,
    *LEDGER,
    *STATEMENTS,
    *VARYING,
    *ENDING,
]
