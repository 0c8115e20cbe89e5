"""``manage.py load_postcodes FILE``: where postcodes are, from the ONS Postcode Directory."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ipc.kernel.errors import RuleBroken
from peersupport import postcodes


class Command(BaseCommand):
    help = (
        "Load where postcodes are from a CSV file of the ONS Postcode Directory (columns pcds, lat, long), "
        "so that the directory knows how far away things are. Again changes only what is different."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
                loaded = postcodes.load(lines)
        except (OSError, RuleBroken) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{loaded.lines:,} postcodes, {loaded.without:,} lines without a place; "
            f"{loaded.middles:,} sectors and districts put right; "
            f"{loaded.entries:,} entries put in their place"
        )
