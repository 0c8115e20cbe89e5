"""``manage.py access_table``: every act, role and scope as Markdown; docs/access.md is its output."""

from django.core.management.base import BaseCommand

from ipc.kernel import access

HEADING = """# Who may do what

Made by `manage.py access_table` from the tables in each room's `access.py`; `make check` refuses a
difference. What is not listed is not allowed.

| What | Act | Role | Whose |
|---|---|---|---|"""


class Command(BaseCommand):
    help = "Print every act, role and scope as Markdown."

    def handle(self, **options):
        lines = sorted(
            f"| {model._meta.label} | {rule.act} | {rule.role} | {rule.whose.in_words} |"
            for model, declared in access.tables().items()
            for rule in declared.rules
        )
        self.stdout.write("\n".join([HEADING, *lines]))
