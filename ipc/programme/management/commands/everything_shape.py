"""``manage.py everything_shape``: the shape of the copy of everything held, as docs/everything.md has it."""

from django.core.management.base import BaseCommand

from ipc.programme.everything import shape


class Command(BaseCommand):
    help = "Print every field of every kind of record, and whether it goes into the copy of everything held."

    def handle(self, *args, **options):
        self.stdout.write(shape.in_words(), ending="")
