"""Who signs in, and in which role they act. One human may hold several; they wear one hat at a time."""

from dataclasses import dataclass, field

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel import acting
from ipc.kernel.access import AccessQuerySet
from ipc.kernel.dates import today
from ipc.kernel.models import Identified
from people.models.sites import Organisation, Site


class Role(models.TextChoices):
    PERSON = "person", _("Person or family")
    COORDINATOR = "coordinator", _("Care coordinator")
    MANAGER = "manager", _("Team manager")
    APPROVER = "approver", _("Approver for a funder")
    FINANCE = "finance", _("Direct payments finance")
    NAVIGATOR = "navigator", _("Community navigator")
    HOLDER = "holder", _("Third-party budget holder")
    PARTNER = "partner", _("Takes part in plans")
    SITE_ADMIN = "site_admin", _("Site administrator")
    PROGRAMME_ADMIN = "programme_admin", _("Programme administrator")
    ANALYST = "analyst", _("Evaluation analyst")


DATABASE_ROLE = {
    Role.PERSON: acting.PORTAL,
    Role.COORDINATOR: acting.COORDINATOR,
    Role.MANAGER: acting.MANAGER,
    Role.APPROVER: acting.FINANCE,
    Role.FINANCE: acting.FINANCE,
    Role.NAVIGATOR: acting.NAVIGATOR,
    Role.HOLDER: acting.HOLDER,
    Role.PARTNER: acting.PORTAL,  # a colleague elsewhere reads what each person agreed to share with them
    Role.SITE_ADMIN: acting.ADMIN,
    Role.PROGRAMME_ADMIN: acting.ADMIN,
    Role.ANALYST: acting.ANALYST,
}
ADMINISTRATORS = {Role.SITE_ADMIN, Role.PROGRAMME_ADMIN}


@dataclass(frozen=True)
class Hat:
    """The one role a session acts in: rights never add up across hats.

    ``site`` and ``organisation`` are their names, for those who choose.
    """

    role: str
    site_id: int | None = None
    organisation_id: int | None = None
    funder: str | None = None
    site: str = field(default="", compare=False)
    organisation: str = field(default="", compare=False)

    @property
    def key(self):
        """What a session keeps of it: the same as long as the role is held."""
        return f"{self.role}.{self.site_id or ''}.{self.organisation_id or ''}"

    @property
    def label(self):
        if self.role == Role.PERSON:
            return str(_("Yourself, with your own pages"))
        return ", ".join(str(part) for part in (Role(self.role).label, self.organisation, self.site) if part)


class UserQuerySet(AccessQuerySet):
    def staying(self):
        """Those whose sign-in is switched on and whose last day has not come."""
        return self.filter(Q(leaves_on=None) | Q(leaves_on__gt=today()), is_active=True)

    def holding(self, role, site_id):
        """Those who hold ``role`` in a site today, each once however often they hold it."""
        held = RoleAssignment.objects.live().filter(role=role, site_id=site_id)
        return self.filter(pk__in=held.order_by().values("user_id"))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser, Identified):
    """Somebody who signs in: a person, their family, or a member of staff.

    ``person`` is the record that is about them, if there is one. Members of staff have role
    assignments; without any, a user is a person or family member. ``leaves_on`` is the first day on
    which a colleague who leaves no longer signs in.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    person = models.OneToOneField("people.Person", models.PROTECT, null=True, blank=True, related_name="user")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    leaves_on = models.DateField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    def __str__(self):
        return self.name

    def get_full_name(self):
        return self.name

    @property
    def first_name(self):
        return self.name.split(" ")[0]

    @property
    def hats(self):
        """The hats this user may wear today, the oldest first; loaded once."""
        if not hasattr(self, "_hats"):
            self.may_wear([assignment.hat for assignment in self.role_assignments.live()])
        return self._hats

    def may_wear(self, roles):
        """Set the hats: of the ``roles`` held, and the person's for whoever has a record or no role."""
        held = list(dict.fromkeys(roles))
        self._hats = [*held, Hat(Role.PERSON)] if self.person_id or not held else held

    @property
    def hat(self):
        """The hat worn now: set by the middleware from the session, else the first."""
        return getattr(self, "_worn", None) or self.hats[0]

    def wear(self, hat):
        self._worn = hat

    @property
    def is_member_of_staff(self):
        return self.hat.role != Role.PERSON

    @property
    def works_here(self):
        """Whether they hold any role, whichever hat they wear now."""
        return any(hat.role != Role.PERSON for hat in self.hats)

    def is_gone(self):
        """Whether their sign-in is switched off, or their last day has come."""
        return not self.is_active or (self.leaves_on is not None and self.leaves_on <= today())

    @property
    def is_staff(self):
        """May enter the admin: Django's name for it."""
        return self.is_active and self.hat.role in ADMINISTRATORS

    @property
    def is_superuser(self):
        return False

    def has_perm(self, perm, obj=None):
        """The admin's own question; each admin class narrows it down to the user's site."""
        return self.is_staff

    def has_perms(self, perms, obj=None):
        return self.is_staff

    def has_module_perms(self, app_label):
        return self.is_staff

    def acting(self, way_in="web", request_id=None):
        """Return the row-level security context for the hat worn now."""
        known = {"request_id": request_id} if request_id else {}
        return acting.Acting(
            DATABASE_ROLE[Role(self.hat.role)],
            user_id=self.pk,
            site_ids=(self.hat.site_id,) if self.hat.site_id else (),
            organisation_id=self.hat.organisation_id,
            way_in=way_in,
            **known,
        )


class RoleAssignmentQuerySet(models.QuerySet):
    def live(self):
        """Those in force today, with their organisation: one query."""
        day = today()
        return (
            self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)
            .select_related("organisation", "site")
            .order_by("pk")
        )


class RoleAssignment(models.Model):
    """A role that a user holds in a site, from a day and until a day (the first day without it)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="role_assignments")
    role = models.CharField(max_length=20, choices=Role)
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="role_assignments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="roleassignment_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                name="roleassignment_has_a_site",
                condition=Q(site__isnull=False) | Q(role__in=[Role.PROGRAMME_ADMIN, Role.ANALYST]),
                violation_error_message=_("Choose the site this role is for."),
            ),
            models.CheckConstraint(
                name="roleassignment_approver_has_a_funder",
                condition=Q(organisation__isnull=False)
                | ~Q(role__in=[Role.APPROVER, Role.HOLDER, Role.PARTNER]),
                violation_error_message=_("Choose the organisation this role is for."),
            ),
            models.CheckConstraint(name="roleassignment_is_for_staff", condition=~Q(role=Role.PERSON)),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"

    @property
    def hat(self):
        organisation = self.organisation
        return Hat(
            role=self.role,
            site_id=self.site_id,
            organisation_id=self.organisation_id,
            funder=organisation.funder if organisation else None,
            site=self.site.name if self.site else "",
            organisation=organisation.name if organisation else "",
        )
