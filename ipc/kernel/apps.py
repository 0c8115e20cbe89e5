from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "ipc.kernel"
    label = "kernel"
    verbose_name = "Kernel"
