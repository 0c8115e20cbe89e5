"""The ideas to begin a plan from, through the API: read by colleagues, changed in the admin."""

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers

from careplans.acts import Act
from careplans.models import PlanTemplate, TemplateLine
from ipc.kernel.rest import REFUSED, Rows


class TemplateLineSerializer(serializers.ModelSerializer):
    class Meta:
        model = TemplateLine
        fields = ("position", "kind", "words", "detail", "heading", "goal_kind", "contingency_kind")
        read_only_fields = fields
        extra_kwargs = {
            "position": {
                "help_text": "Its place: a goal belongs to the need above it, an action to the goal"
            },
            "kind": {"help_text": "What it is an idea for"},
            "words": {"help_text": "As the person might say it; of a question, what to ask"},
            "detail": {"help_text": "Who does it, what to do then, or what helps"},
            "heading": {"help_text": "Of a question: beside which heading of About me"},
            "goal_kind": {"help_text": "Of a goal: what it is about"},
            "contingency_kind": {"help_text": "If things go wrong: what it is about"},
        }


class PlanTemplateSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Of the template")
    site = serializers.CharField(
        source="site.slug", default=None, help_text="Whose it is; none: every site's"
    )
    lines = TemplateLineSerializer(many=True, help_text="The ideas, in their order")

    class Meta:
        model = PlanTemplate
        fields = ("id", "site", "cohort", "name", "lines")
        read_only_fields = fields
        extra_kwargs = {
            "cohort": {"help_text": "The group of people it is for; empty: everybody"},
            "name": {"help_text": "What it is known by"},
        }


class PlanTemplateViewSet(mixins.ListModelMixin, Rows):
    queryset = PlanTemplate.objects.select_related("site").prefetch_related("lines")
    serializer_class = PlanTemplateSerializer
    acts = {"list": Act.SEE_TEMPLATES}

    @extend_schema(responses={200: PlanTemplateSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """The ideas that are offered in the user's site: its own and those of every site."""
        return super().list(request, *args, **kwargs)


ROUTES = [
    ("plan-templates", PlanTemplateViewSet, "plan_template"),
]
