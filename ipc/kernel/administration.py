"""Puts our own admin in the place of Django's."""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    default_site = "ipc.kernel.admin.Administration"
