"""Administration of sites, organisations, users and their roles; never of a person's record."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ipc.kernel import dates
from ipc.kernel.admin import OwnSiteAdmin
from ipc.kernel.errors import RuleBroken
from people import admin_rules, leaving_staff, roles
from people.models import Organisation, Role, RoleAssignment, Site, Team, TeamMember, User

__all__ = ["admin_rules"]  # Django looks here alone for what is administered


@admin.register(Site)
class SiteAdmin(OwnSiteAdmin):
    site_path = "pk"
    list_display = ("name", "slug", "phone", "email", "joined_on")
    fields = ("name", "slug", "phone", "email", "joined_on")

    def has_add_permission(self, request):
        return request.user.hat.role == Role.PROGRAMME_ADMIN

    def get_readonly_fields(self, request, obj=None):
        return () if request.user.hat.role == Role.PROGRAMME_ADMIN else ("name", "slug", "joined_on")


@admin.register(Organisation)
class OrganisationAdmin(OwnSiteAdmin):
    list_display = ("name", "kind", "ods_code", "site")
    list_filter = ("kind",)
    list_select_related = ("site",)
    fields = ("site", "name", "kind", "ods_code")
    search_fields = ("name__istartswith",)

    def get_readonly_fields(self, request, obj=None):
        """What kind an organisation is decides whose money it signs for: it is said once."""
        return ("site", "kind") if obj else ()


class RoleForm(forms.ModelForm):
    """A role to give, or the last day of one that was given."""

    by = None

    class Meta:
        model = RoleAssignment
        fields = ("user", "role", "site", "organisation", "starts_on", "ends_on")

    def clean(self):
        """Refuse what the administrator may not give or end, as an error of the form."""
        answers = super().clean()
        if self.instance.pk and answers.get("ends_on"):
            _refuse_as_error(roles.check_not_the_last, self.instance, on=answers["ends_on"])
        if not self.errors and not self.instance.pk:
            _refuse_as_error(roles.check, RoleAssignment(**answers), by=self.by)
        return answers


def _refuse_as_error(check, subject, **facts):
    try:
        check(subject, **facts)
    except RuleBroken as broken:
        raise ValidationError(broken.message) from broken


def colleagues(user):
    """Return those who have or had a role: in the site of ``user``, or anywhere for the programme's own."""
    held = RoleAssignment.objects.all()
    if user.hat.site_id:
        held = held.filter(site=user.hat.site_id)
    return User.objects.filter(pk__in=held.values("user_id")).order_by("name", "pk")


@admin.register(RoleAssignment)
class RoleAssignmentAdmin(OwnSiteAdmin):
    """Roles of colleagues: given here, ended here, never changed and never one's own."""

    form = RoleForm
    list_display = ("user", "role", "site", "organisation", "starts_on", "ends_on")
    list_filter = ("role",)
    list_select_related = ("user", "site", "organisation")
    search_fields = ("user__email__istartswith", "user__name__istartswith")

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.by = request.user
        return form

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "user":
            kwargs["queryset"] = colleagues(request.user).exclude(pk=request.user.pk)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        """One's own role may be looked at."""
        is_own = obj is not None and obj.user_id == request.user.pk
        return super().has_change_permission(request, obj) and not is_own

    def get_readonly_fields(self, request, obj=None):
        return ("user", "role", "site", "organisation", "starts_on") if obj else ()

    def save_model(self, request, obj, form, change):
        if change:
            roles.end(obj, by=request.user, ends_on=obj.ends_on)
        else:
            roles.grant(obj, by=request.user)


class ColleagueForm(forms.ModelForm):
    """A new colleague, with their first role."""

    by = None
    role = forms.ChoiceField(choices=[one for one in Role.choices if one[0] != Role.PERSON])
    site = forms.ModelChoiceField(Site.objects.all(), required=False)
    organisation = forms.ModelChoiceField(Organisation.objects.all(), required=False)
    starts_on = forms.DateField(initial=dates.today)

    class Meta:
        model = User
        fields = ("name", "email", "phone")

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        answers = super().clean()
        if not self.errors:
            self.first_role = RoleAssignment(
                **{name: answers[name] for name in ("role", "site", "organisation", "starts_on")}
            )
            self.first_role.validate_constraints(exclude=["user"])
            _refuse_as_error(roles.check, self.first_role, by=self.by)
        return answers


class LeaverForm(forms.ModelForm):
    """A colleague who is here already: how they are called, and when they leave."""

    by = None

    class Meta:
        model = User
        fields = ("name", "phone", "is_active", "leaves_on")
        labels = {"is_active": _("May sign in"), "leaves_on": _("First day without a sign-in")}
        help_texts = {
            "leaves_on": _(
                "When a colleague leaves. On this day every role ends, and so do their sign-in, sessions, "
                "API tokens and second factors. Empty: they do not leave."
            )
        }

    def clean(self):
        """Refuse what may not be, before anything is saved."""
        answers = super().clean()
        if "leaves_on" in self.changed_data and answers.get("leaves_on"):
            _refuse_as_error(leaving_staff.check, self.instance, by=self.by, on=answers["leaves_on"])
        if "is_active" in self.changed_data and not answers.get("is_active"):
            _refuse_as_error(leaving_staff.check_switching_off, self.instance, by=self.by)
        return answers


@admin.register(User)
class UserAdmin(OwnSiteAdmin):
    """Colleagues, by name and address. People and families are invited by their coordinator instead.

    A new colleague has no password: they choose one through “I have forgotten my password”. The address
    never changes afterwards: whoever holds it can take the sign-in over.
    """

    list_display = ("name", "email", "is_active", "leaves_on")
    search_fields = ("email__istartswith", "name__istartswith")

    def get_queryset(self, request):
        return colleagues(request.user)

    def get_fieldsets(self, request, obj=None):
        if obj:
            return [(None, {"fields": ("name", "email", "phone", "is_active", "leaves_on")})]
        role = ("role", "site", "organisation", "starts_on")
        return [(None, {"fields": ("name", "email", "phone")}), (_("First role"), {"fields": role})]

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj:
            form = super().get_form(request, obj, change=change, form=LeaverForm, **kwargs)
            form.by = request.user
            return form
        form = type(ColleagueForm)("NewColleagueForm", (ColleagueForm,), {"by": request.user})
        site_id = request.user.hat.site_id
        if site_id:
            form.base_fields["site"].queryset = Site.objects.filter(pk=site_id)
            form.base_fields["organisation"].queryset = Organisation.objects.filter(site=site_id)
        return form

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return ()
        return ("email", "is_active", "leaves_on") if obj == request.user else ("email",)

    def has_change_permission(self, request, obj=None):
        """Those who also work for another site, or no longer here, may be looked at."""
        may = super().has_change_permission(request, obj)
        if obj is None or obj == request.user:
            return may
        return may and leaving_staff.may_touch(obj, by=request.user)

    def save_model(self, request, obj, form, change):
        if change:
            obj.save(update_fields=["name", "phone", "is_active"])
            if "leaves_on" in form.changed_data:
                _leave_or_come_back(obj, by=request.user)
            return
        obj.set_unusable_password()
        obj.save()
        form.first_role.user = obj
        roles.grant(form.first_role, by=request.user)


def _leave_or_come_back(user, *, by):
    if user.leaves_on:
        leaving_staff.leave(user, by=by, on=user.leaves_on)
    else:
        leaving_staff.come_back(user, by=by)


class TeamForm(forms.ModelForm):
    class Meta:
        model = Team
        fields = ("site", "organisation", "name")

    def clean(self):
        answers = super().clean()
        site, organisation = answers.get("site"), answers.get("organisation")
        if site and organisation and organisation.site_id != site.pk:
            raise ValidationError(roles.OrganisationOfAnotherSite.message)
        return answers


@admin.register(Team)
class TeamAdmin(OwnSiteAdmin):
    """Colleagues who work together; the team of a colleague is set under team members."""

    form = TeamForm
    list_display = ("name", "organisation", "site")
    list_select_related = ("organisation", "site")
    search_fields = ("name__istartswith",)

    def get_readonly_fields(self, request, obj=None):
        return ("site", "organisation") if obj else ()


@admin.register(TeamMember)
class TeamMemberAdmin(OwnSiteAdmin):
    """Who is in which team, from when and until when."""

    fields = ("team", "user", "starts_on", "ends_on")
    list_display = ("user", "team", "starts_on", "ends_on")
    list_select_related = ("user", "team")
    search_fields = ("user__name__istartswith", "team__name__istartswith")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "user":
            kwargs["queryset"] = colleagues(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        return ("team", "user", "starts_on") if obj else ()

    def save_model(self, request, obj, form, change):
        obj.site_id = obj.team.site_id
        obj.save()
