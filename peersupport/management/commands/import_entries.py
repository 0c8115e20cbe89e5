"""``manage.py import_entries SITE NAME …``: entries from a feed or a file, without a page to wait at."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Count

from ipc.kernel import acting
from ipc.kernel.errors import RuleBroken
from peersupport.importing import carrying_out, preview
from peersupport.models import Feed, FeedKind, ImportRun, RowAction, RunStatus

AN_HOUR = 3600


class Command(BaseCommand):
    help = (
        "Read the feed NAME of a SITE (its slug) again and say what it would change; with --carry-out do "
        "what is chosen by itself: new and changed entries, and those that are gone. A CSV feed needs --file."
    )

    def add_arguments(self, parser):
        parser.add_argument("site")
        parser.add_argument("name")
        parser.add_argument("--file", type=Path, help="the CSV file")
        parser.add_argument("--carry-out", action="store_true", dest="is_carried_out")

    @transaction.atomic
    def handle(self, *, site, name, file=None, is_carried_out=False, **options):
        feed = Feed.objects.filter(site__slug=site, name=name).first()
        if feed is None:
            raise CommandError(f"{site} has no feed of the name {name}.")
        if (feed.kind == FeedKind.CSV) != (file is not None):
            raise CommandError("A CSV feed needs --file, and only that.")
        with acting.acting_as(acting.job([feed.site_id])):
            try:
                run = self.read(feed, file)
                if is_carried_out and run.status == RunStatus.PREVIEWED:
                    run = carrying_out.carry_out(run, by=None, most=None)
            except (RuleBroken, OSError) as broken:
                raise CommandError(str(broken)) from broken
            self.tell(run)

    def read(self, feed, file):
        if file is not None:
            return preview.of_file(feed, by=None, content=file.read_bytes())
        run = preview.ask_for(feed, by=None)
        preview.of_feed(run.pk, seconds=AN_HOUR)
        return ImportRun.objects.get(pk=run.pk)

    def tell(self, run):
        counts = run.rows.values_list("action").annotate(n=Count("pk")).order_by("action")
        what = ", ".join(f"{RowAction(action).label}: {number:,}" for action, number in counts)
        self.stdout.write(f"{run.get_status_display()}. {run.problem or what}")
