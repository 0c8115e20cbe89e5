"""Where the programme runs, and the organisations that work together there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ipc.kernel.models import Identified


class Funder(models.TextChoices):
    """Whose money it is, in the steady order of every page: health, council, education, you."""

    NHS = "H", _("NHS")
    COUNCIL = "C", _("Council")
    EDUCATION = "E", _("Education")
    PERSON = "Y", _("You")


class Site(Identified):
    """A place that takes part in the programme. Sites are data: an administrator adds the next one."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(unique=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    joined_on = models.DateField()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class OrganisationKind(models.TextChoices):
    NHS = "nhs", _("NHS body")
    COUNCIL = "council", _("Council")
    EDUCATION = "education", _("Education service")
    PROVIDER = "provider", _("Provider of care and support")
    VOLUNTARY = "voluntary", _("Voluntary or community organisation")


class Organisation(Identified):
    """A body that works in a site: it may fund, decide, provide or introduce."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="organisations")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=OrganisationKind)
    ods_code = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(name="organisation_named_once_in_a_site", fields=["site", "name"]),
        ]

    def __str__(self):
        return self.name

    @property
    def funder(self):
        """The kind of money this organisation signs for, or None."""
        return {
            OrganisationKind.NHS: Funder.NHS,
            OrganisationKind.COUNCIL: Funder.COUNCIL,
            OrganisationKind.EDUCATION: Funder.EDUCATION,
        }.get(self.kind)
