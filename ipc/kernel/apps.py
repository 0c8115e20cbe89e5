from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class KernelConfig(AppConfig):
    default = True
    name = "ipc.kernel"
    label = "kernel"
    verbose_name = "Kernel"


class AdministrationConfig(AdminConfig):
    default = False
    default_site = "ipc.kernel.admin.Administration"
