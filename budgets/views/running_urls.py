"""Pages from the first payment on."""

urlpatterns: list = []
