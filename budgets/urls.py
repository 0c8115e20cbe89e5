"""The addresses of this room: planning the money, then running it."""

from budgets.views.planning_urls import urlpatterns as planning
from budgets.views.running_urls import urlpatterns as running

urlpatterns = [*planning, *running]
