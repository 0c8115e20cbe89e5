"""The addresses of this room: planning the money, then running it."""

from budgets.views.ledger_urls import urlpatterns as ledger
from budgets.views.offer_urls import urlpatterns as offer
from budgets.views.planning_urls import urlpatterns as planning
from budgets.views.rules_urls import urlpatterns as lines_and_rules
from budgets.views.running_urls import urlpatterns as running
from budgets.views.seeing_urls import urlpatterns as seeing
from budgets.views.varying_urls import urlpatterns as varying

urlpatterns = [*ledger, *offer, *planning, *lines_and_rules, *running, *seeing, *varying]
