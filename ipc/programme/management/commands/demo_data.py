"""``manage.py demo_data``: fills the demonstration with made-up people; again changes nothing."""

import os
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ipc.programme.demonstration import world

DEFAULT_PASSWORD = "show-me-ipc-2026"  # noqa: S105 — printed by make demo, for made-up people only


class Command(BaseCommand):
    help = "Makes the demonstration's sites, staff, directory and made-up people where they are missing."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--people", type=int, default=400, help="how many people in all (400)")

    def handle(self, people, **options):
        if settings.PRODUCTION:
            raise CommandError("Made-up people do not belong into production.")
        began = time.monotonic()
        done = world.make(people, os.environ.get("DEMO_PASSWORD") or DEFAULT_PASSWORD)
        told = ", ".join(f"{number} {what}" for what, number in done.items())
        self.stdout.write(f"{told}; {time.monotonic() - began:.0f} s")
