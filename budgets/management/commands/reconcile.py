"""``manage.py reconcile``: every balance, chain and month of every site, worked out again."""

from django.core.management.base import BaseCommand, CommandError

from budgets import ledger, reconciling
from ipc.kernel import acting
from people.models import Site


class Command(BaseCommand):
    help = "Work out balances, hash chains and months again from the entries; exit 1 with the differences."

    def handle(self, *args, **options):
        found = 0
        for site in Site.objects.order_by("slug"):
            with acting.acting_as(acting.job([site.pk])):
                ledger.fold_months()
                differences = reconciling.differences(site.pk)
            for one in differences:
                place = f"account {one.account}" if one.account else "months"
                place += f", entry {one.entry}" if one.entry else ""
                self.stdout.write(f"{site.slug}: {place}: {one.words}")
            self.stdout.write(f"{site.slug}: {'in order' if not differences else 'NOT in order'}")
            found += len(differences)
        if found:
            raise CommandError(f"{found} differences. Nothing was changed. See docs/ledger.md.")
