from django.apps import AppConfig


class PeersupportConfig(AppConfig):
    name = "peersupport"
    verbose_name = "Peer support and directory"

    def ready(self):
        from peersupport import (  # noqa: PLC0415
            access,  # noqa: F401 — declares who may do what
            leaving,  # noqa: F401 — names what is open when somebody leaves
            matching,  # noqa: F401 — keeps apart who must not meet
            menu,  # noqa: F401 — adds pages to the menu about a person
        )
        from peersupport.groups import waiting  # noqa: F401, PLC0415 — keeps the order of who waits
