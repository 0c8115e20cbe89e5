"""``manage.py translations``: how far each language is.

``--extract`` writes new texts into the catalogues, ``--compile`` makes of them what the site reads.
"""

from django.core.management.base import BaseCommand, CommandError

from ipc.kernel import catalogues, languages


class Command(BaseCommand):
    help = "Say how far each language is; find new texts, or compile the catalogues."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--extract", action="store_true", help="write new texts into each catalogue")
        parser.add_argument(
            "--compile", action="store_true", help="compile the catalogues, and say nothing more"
        )

    def handle(self, **options):
        if options["extract"]:
            for code in languages.DATA["languages"]:
                catalogues.renew(code)
        if options["compile"]:
            self._compile()
        else:
            self._tell()

    def _compile(self):
        try:
            catalogues.compile_all()
        except catalogues.BrokenCatalogue as broken:
            raise CommandError(str(broken)) from broken

    def _tell(self):
        for code, each in languages.DATA["languages"].items():
            done, of = catalogues.how_far(code)
            checked = "checked" if languages.is_reviewed(code) else "not checked by a person yet"
            self.stdout.write(f"{each['english']} ({code}): {done} of {of} texts, {checked}")
            for fault in catalogues.faults(code):
                self.stdout.write(f"  {fault}")
