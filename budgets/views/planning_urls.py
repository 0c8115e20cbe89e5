"""Pages from the first idea of the money until the plan and its budget are agreed."""

urlpatterns: list = []
