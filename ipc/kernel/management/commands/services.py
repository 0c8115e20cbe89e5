"""``manage.py services up|down|status|wipe``: the embedded PostgreSQL and Redis.

Not a drawer of service classes: the command's name is what people type, so the file must have it.
"""

from django.core.management.base import BaseCommand, CommandError

from ipc.kernel import embedded


class Command(BaseCommand):
    help = "Starts, stops, shows or wipes the embedded PostgreSQL and Redis."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["up", "down", "status", "wipe"])

    def handle(self, *, action, **options):
        try:
            if action != "status":
                getattr(embedded, action)()
        except embedded.CannotStart as error:
            raise CommandError(str(error)) from error
        answers = embedded.status()
        for name in ("PostgreSQL", "Redis"):
            if name not in answers:
                self.stdout.write(f"{name}: a server of your own, left alone")
            else:
                self.stdout.write(f"{name}: {'running' if answers[name] else 'stopped'}")
        if action == "status" and not all(answers.values()):
            raise CommandError("Start it with: manage.py services up")
