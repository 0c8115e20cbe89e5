from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    name = "budgets"
    verbose_name = "Budgets"

    def ready(self):
        from budgets import (  # noqa: PLC0415
            access,  # noqa: F401 — declares who may do what
            leaving,  # noqa: F401 — names what is open when somebody leaves
            menu,  # noqa: F401 — adds pages to the menu about a person
            plan_money,  # noqa: F401 — tells a plan whose money it uses
        )
