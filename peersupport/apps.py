from django.apps import AppConfig


class PeersupportConfig(AppConfig):
    name = "peersupport"
    verbose_name = "Peer support and directory"

    def ready(self):
        from peersupport import access  # noqa: F401, PLC0415 — declares who may do what
