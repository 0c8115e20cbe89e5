"""The addresses of this room: planning the money, then running it."""

from budgets.views.ledger_urls import urlpatterns as ledger
from budgets.views.offer_urls import urlpatterns as offer
from budgets.views.planning_urls import urlpatterns as planning
from budgets.views.running_urls import urlpatterns as running
from budgets.views.seeing_urls import urlpatterns as seeing

urlpatterns = [*ledger, *offer, *planning, *running, *seeing]
