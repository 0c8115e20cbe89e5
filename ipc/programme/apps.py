from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "ipc.programme"
    label = "programme"
    verbose_name = "Programme"
