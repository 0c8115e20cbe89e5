from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "People"

    def ready(self):
        from people import access  # noqa: F401, PLC0415 — declares who may do what
        from people.messaging import late  # noqa: F401, PLC0415 — names what is open when somebody leaves
