"""``manage.py verify_audit``: is the audit as it was sealed? Exits 1 and says where it is not."""

from django.core.management.base import BaseCommand, CommandError

from ipc.kernel import sealing


class Command(BaseCommand):
    help = "Work out every seal of the audit anew; stop at the first that does not fit."

    def add_arguments(self, parser):
        parser.add_argument(
            "--hash", action="append", default=[], help="a hash noted in the log, which must be there"
        )

    def handle(self, **options):
        verdict = sealing.verify(known=options["hash"])
        if not verdict.is_whole:
            raise CommandError(f"The audit is not as it was sealed: {verdict.place}.")
        self.stdout.write(f"The audit is whole: {verdict.events} events under {verdict.seals} seals.")
