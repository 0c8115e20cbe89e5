"""An API token for somebody who signs in: printed once, kept as a hash."""

from allauth.mfa.utils import is_mfa_enabled
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from knox.models import AuthToken

from people.models import User
from people.signing_in import load_user, needs_second_factor


class Command(BaseCommand):
    help = "Print a new API token for the user with this email address. Use it as: Authorization: Token …"

    def add_arguments(self, parser):
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *, email, **options):
        known = User.objects.filter(email=email.strip().lower()).values_list("pk", flat=True).first()
        user = known and load_user(known)
        if not user:
            raise CommandError(f"Nobody who may sign in has the address {email}.")
        if needs_second_factor(user) and not is_mfa_enabled(user):
            raise CommandError("Staff need a second factor first: sign in once and set it up.")
        _kept, token = AuthToken.objects.create(user)
        self.stdout.write(token)
