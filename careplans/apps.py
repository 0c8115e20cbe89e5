from django.apps import AppConfig


class CareplansConfig(AppConfig):
    name = "careplans"
    verbose_name = "Plans"

    def ready(self):
        from careplans import access  # noqa: F401, PLC0415 — declares who may do what
