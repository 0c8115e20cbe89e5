from django.apps import AppConfig


class CareplansConfig(AppConfig):
    name = "careplans"
    verbose_name = "Plans"

    def ready(self):
        from careplans import (  # noqa: PLC0415
            access,  # noqa: F401 — declares who may do what
            going_along,  # noqa: F401 — copies what goes along when somebody moves
            introduced,  # noqa: F401 — hears what came of an introduction
            leaving,  # noqa: F401 — names what is open when somebody leaves
            menu,  # noqa: F401 — adds pages to the menu about a person
            triggers,  # noqa: F401 — hears what happens in a record
        )
