"""The administration of what everybody reads: answers with their drafts, and the words we explain."""

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.urls import path
from django.utils.translation import gettext_lazy as _

from ipc.kernel import dates
from ipc.kernel.admin import OwnSiteAdmin
from ipc.programme import previewing, publishing
from ipc.programme.models import Term, Topic, TopicVersion
from peersupport import places
from people.models import Role, SiteDistrict


class TopicForm(forms.ModelForm):
    """An answer as it is being written: the draft if there is one, else what is shown."""

    why = forms.CharField(label=_("What you changed, and why"), max_length=200, required=False)

    class Meta:
        model = Topic
        fields = ("site", "slug", "audience", *publishing.FACTS, *publishing.WORDS)
        labels = {"site": _("Area"), "slug": _("Address"), "answer_short": _("The answer in two lines")}
        widgets = {"answer_short": forms.Textarea(attrs={"rows": 2, "cols": 80})}
        help_texts = {
            "site": _("Empty: it holds everywhere."),
            "slug": _("Small letters and dashes. An area's own words have the address of the national ones."),
            "body": _("Leave an empty line between paragraphs. Begin each line of a list with “- ”."),
            "easy_read": _("One short sentence a line, with its drawing first: “money: It is your money.”"),
            "owner": _("The team that looks after it."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        draft = publishing.draft(self.instance) if self.instance.pk else None
        for name in publishing.WORDS if draft else ():
            self.initial[name] = getattr(draft, name)

    def words(self):
        return {name: self.cleaned_data[name] for name in (*publishing.WORDS, "why")}

    def facts(self):
        return {name: self.cleaned_data[name] for name in publishing.FACTS}


class DueFilter(admin.SimpleListFilter):
    title = _("to do")
    parameter_name = "todo"

    def lookups(self, request, model_admin):
        return [("due", _("To be checked again")), ("draft", _("Draft to publish"))]

    def queryset(self, request, queryset):
        if self.value() == "due":
            return queryset.due_for_review(dates.today())
        return queryset.filter(has_draft=True) if self.value() == "draft" else queryset


@admin.register(Topic)
class TopicAdmin(OwnSiteAdmin):
    """Answers: a site's administrators write those of their site, and read the national ones."""

    form = TopicForm
    list_display = (
        "question",
        "site",
        "audience",
        "chapter",
        "state",
        "owner",
        "reviewed_on",
        "review_due_on",
    )
    list_filter = (DueFilter, "chapter", "audience")
    list_select_related = ("site",)
    search_fields = ("question__icontains", "slug__istartswith")

    def get_queryset(self, request):
        drafts = TopicVersion.objects.filter(topic=OuterRef("pk"), published_at=None)
        rows = Topic.objects.annotate(has_draft=Exists(drafts))
        site_id = request.user.hat.site_id
        return rows.filter(Q(site=site_id) | Q(site=None)) if site_id else rows

    @admin.display(description=_("State"))
    def state(self, topic):
        if topic.has_draft:
            return _("Draft to publish") if topic.is_shown else _("Draft, not shown yet")
        return _("Shown") if topic.is_shown else _("Taken down")

    def get_urls(self):
        page = self.admin_site.admin_view
        return [
            path("<int:pk>/preview/", page(previewing.preview), name="programme_topic_preview"),
            path("<int:pk>/own/", page(previewing.own_words), name="programme_topic_own"),
            *super().get_urls(),
        ]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "site" and request.user.hat.site_id:
            field.required = True
        return field

    def get_readonly_fields(self, request, obj=None):
        return ("site", "slug", "audience") if obj else ()

    def get_fields(self, request, obj=None):
        """Where it belongs first, then the words; whoever only reads is not asked what they changed."""
        shown = ("site", "slug", "audience", *publishing.FACTS, *publishing.WORDS)
        return (*shown, "why") if self.has_change_permission(request, obj) else shown

    def has_change_permission(self, request, obj=None):
        """The national words are the programme's."""
        may = super().has_change_permission(request, obj)
        return may and (
            obj is None or not request.user.hat.site_id or obj.site_id == request.user.hat.site_id
        )

    def save_model(self, request, obj, form, change):
        if not change:
            fixed = {name: form.cleaned_data[name] for name in ("site", "slug", "audience")}
            obj.pk = publishing.add(by=request.user, **fixed, **form.facts(), **form.words()).pk
            return
        publishing.place(obj, by=request.user, **form.facts())
        if set(form.changed_data) & set(publishing.WORDS):
            publishing.write(obj, by=request.user, **form.words())


class TermForm(forms.ModelForm):
    class Meta:
        model = Term
        fields = ("word", "slug", "meaning", "easy", "drawing", "also", "is_of_leaflet", "reviewed_on")
        labels = {"easy": _("In Easy Read"), "also": _("Also written"), "is_of_leaflet": _("In the leaflet")}
        help_texts = {"also": _("One a line. They are explained in the same way.")}

    def clean_drawing(self):
        drawing = self.cleaned_data["drawing"]
        if drawing and drawing not in publishing.drawings():
            raise forms.ValidationError(_("There is no such drawing."))
        return drawing


@admin.register(Term)
class TermAdmin(OwnSiteAdmin):
    """The words we explain: the same everywhere, so they are the programme's to change."""

    form = TermForm
    list_display = ("word", "meaning", "is_of_leaflet", "reviewed_on")
    list_filter = ("is_of_leaflet",)
    search_fields = ("word__icontains",)
    prepopulated_fields = {"slug": ("word",)}

    def get_queryset(self, request):
        return Term.objects.all()

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def has_add_permission(self, request):
        return request.user.hat.role == Role.PROGRAMME_ADMIN

    def has_change_permission(self, request, obj=None):
        return request.user.hat.role == Role.PROGRAMME_ADMIN

    def save_model(self, request, obj, form, change):
        publishing.keep_term(obj, by=request.user)


class DistrictForm(forms.ModelForm):
    class Meta:
        model = SiteDistrict
        fields = ("site", "district")

    def clean_district(self):
        district = self.cleaned_data["district"].strip().upper()
        if places.codes(district) != [district]:
            raise forms.ValidationError(_("Enter the first half of a postcode, like S70."))
        return district


@admin.register(SiteDistrict)
class SiteDistrictAdmin(OwnSiteAdmin):
    """The postcode districts of a site: by them somebody finds out whether it is in their area."""

    form = DistrictForm
    list_display = ("district", "site")
    list_select_related = ("site",)
    search_fields = ("district__istartswith",)

    def has_delete_permission(self, request, obj=None):
        """A district says nothing about anybody, and may be taken away again."""
        return self.has_change_permission(request, obj)
