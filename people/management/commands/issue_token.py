"""An API token for somebody who signs in: printed once, kept as a hash."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ipc.kernel import acting
from ipc.kernel.errors import RuleBroken
from people import tokens
from people.models import User
from people.signing_in import load_user


class Command(BaseCommand):
    help = (
        "Print a new API token for the user with this email address. Use it as: Authorization: Token …\n"
        "Each --act names something it may do (docs/access.md has them); to do something on a record it "
        "needs the act of seeing it too. Without any it does all that its owner may."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--act", action="append", default=[], dest="acts", metavar="ACT")
        parser.add_argument("--days", type=int, help="How many days it works; without, until it is withdrawn")

    @transaction.atomic
    def handle(self, *, email, acts=(), days=None, **options):
        known = User.objects.filter(email=email.strip().lower()).values_list("pk", flat=True).first()
        user = known and load_user(known)
        if not user:
            raise CommandError(f"Nobody who may sign in has the address {email}.")
        if days is not None and days < 1:
            raise CommandError("--days must be 1 or more.")
        try:
            with acting.acting_as(acting.job([])):
                token = tokens.issue(user, by=None, acts=acts, days=days)
        except RuleBroken as broken:
            raise CommandError(str(broken.message)) from broken
        self.stdout.write(token)
