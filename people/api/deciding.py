"""Whether somebody could decide one thing at one time, through the API. Never a statement about a person."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel import access, audit
from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people import best_interests, capacity
from people.acts import Act
from people.api.frame import Verbs
from people.models import BestInterestsDecision, CapacityAssessment, NeverForAnother, Person

FINDINGS = (
    "topic",
    "decision",
    "help_given",
    "understands",
    "understands_evidence",
    "retains",
    "retains_evidence",
    "weighs",
    "weighs_evidence",
    "communicates",
    "communicates_evidence",
    "impairment",
    "causal_link",
    "outcome",
    "is_fluctuating",
    "disagreement",
    "review_due_on",
)
MEANINGS = {
    "topic": _("What the decision is about"),
    "decision": _("Which decision exactly"),
    "help_given": _("What help was given to decide"),
    "understands": _("Whether the person understands what it is about"),
    "retains": _("Whether they remember it long enough to decide"),
    "weighs": _("Whether they weigh it up"),
    "communicates": _("Whether they can tell what they decided, in any way"),
    "impairment": _("What affects the mind or brain"),
    "causal_link": _("How just this keeps them from deciding"),
    "outcome": _("What follows for this decision at this time"),
    "is_fluctuating": _("Whether it changes from day to day"),
    "disagreement": _("Who disagrees, and what they say"),
    "review_due_on": _("When to assess it again"),
    **dict.fromkeys((name for name in FINDINGS if name.endswith("_evidence")), _("What shows it")),
}
WAYS = (
    "options",
    "wishes",
    "consulted",
    "advocate",
    "authority_seen",
    "advance_decision",
    "less_restrictive",
    "outcome",
    "dissent",
)
MEANINGS_OF_WAYS = {
    "options": _("Which ways there were"),
    "wishes": _("What the person wants, feels and believes"),
    "consulted": _("Who was asked, and what they said"),
    "advocate": _("Which independent advocate was asked"),
    "authority_seen": _("The attorney or deputy for this, and what was seen"),
    "advance_decision": _("What the person decided about this before"),
    "less_restrictive": _("Which way leaves them the most freedom"),
    "outcome": _("What was decided"),
    "dissent": _("Who does not agree, and why"),
}


def _told(meanings):
    return {name: {"help_text": words} for name, words in meanings.items()}


class AssessmentSerializer(serializers.ModelSerializer):
    """One decision at one time: the help given, the four abilities, and what follows."""

    id = serializers.UUIDField(source="public_id", help_text=_("The assessment's id"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("Whose decision it is"))
    assessed_by = serializers.CharField(source="assessed_by.name", default="", help_text=_("Who assessed it"))

    class Meta:
        model = CapacityAssessment
        fields = ("id", "person", *FINDINGS, "assessed_at", "assessed_by", "replaced_at")
        read_only_fields = fields
        extra_kwargs = {
            **_told(MEANINGS),
            "assessed_at": {"help_text": _("When it was assessed")},
            "replaced_at": {"help_text": _("When a newer assessment took its place")},
        }


class AssessSerializer(serializers.ModelSerializer):
    person = serializers.UUIDField(help_text=_("Whose decision it is"))
    never_for_another = serializers.ChoiceField(
        choices=NeverForAnother.choices,
        required=False,
        help_text=_("Set where it is about what nobody may decide for somebody else; then it is refused"),
    )

    class Meta:
        model = CapacityAssessment
        fields = ("person", *FINDINGS, "never_for_another")
        extra_kwargs = _told(MEANINGS)


class BestInterestsSerializer(serializers.ModelSerializer):
    """What was decided for somebody who could not decide this at that time, and how."""

    id = serializers.UUIDField(source="public_id", help_text=_("The decision's id"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("For whom it was decided"))
    assessment = serializers.UUIDField(
        source="assessment.public_id", help_text=_("The assessment that it rests on")
    )

    class Meta:
        model = BestInterestsDecision
        fields = ("id", "person", "assessment", *WAYS, "decided_at", "reconsider_on")
        read_only_fields = fields
        extra_kwargs = {
            **_told(MEANINGS_OF_WAYS),
            "decided_at": {"help_text": _("When it was decided")},
            "reconsider_on": {"help_text": _("Since when it is to be looked at again")},
        }


class DecideSerializer(serializers.ModelSerializer):
    class Meta:
        model = BestInterestsDecision
        fields = WAYS
        extra_kwargs = {
            **_told(MEANINGS_OF_WAYS),
            "consulted": {"help_text": MEANINGS_OF_WAYS["consulted"], "required": False, "allow_blank": True},
        }


class Looked(mixins.ListModelMixin, Verbs):
    """Rows whose reading is written down each time."""

    def list(self, request, *args, **kwargs):
        page = self.paginate_queryset(self.get_queryset())
        audit.read_each(Act.SEE_CAPACITY, page, by=request.user)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request, public_id=None):
        found = self.get_object()
        audit.read(Act.SEE_CAPACITY, found, by=request.user)
        return Response(self.get_serializer(found).data)


class AssessmentViewSet(Looked):
    queryset = CapacityAssessment.objects.select_related("person", "assessed_by")
    serializer_class = AssessmentSerializer
    acts = {
        "list": Act.SEE_CAPACITY,
        "retrieve": Act.SEE_CAPACITY,
        "create": Act.ASSESS_CAPACITY,
        "decide": Act.DECIDE_IN_BEST_INTERESTS,
    }

    @extend_schema(
        request=AssessSerializer,
        parameters=[KEY],
        responses={201: AssessmentSerializer, **REFUSED, **BROKEN},
    )
    def create(self, request):
        """Write down whether somebody can make one decision now; the newest on its topic holds."""
        facts = self.facts(AssessSerializer(data=request.data))
        person = access.find(Person, Act.ASSESS_CAPACITY, request.user, facts["person"])
        said = {**facts, "person": person, "by": request.user}
        made = self.once(facts, lambda: str(capacity.assess(**said).public_id))
        return self.made(AssessmentSerializer(self.get_queryset().get(public_id=made)))

    @extend_schema(
        request=DecideSerializer,
        parameters=[KEY],
        responses={201: BestInterestsSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"])
    def decide(self, request, public_id=None):
        """Write down what was decided in the person's best interests, where they cannot decide."""
        assessment, facts = self.get_object(), self.facts(DecideSerializer(data=request.data))
        made = self.do_once(
            assessment, facts, lambda: best_interests.decide(assessment, by=request.user, **facts)
        )
        decided = BestInterestsDecision.objects.visible_to(request.user).get(public_id=made)
        return self.made(BestInterestsSerializer(decided))


class BestInterestsViewSet(Looked):
    queryset = BestInterestsDecision.objects.select_related("person", "assessment")
    serializer_class = BestInterestsSerializer
    acts = {"list": Act.SEE_CAPACITY, "retrieve": Act.SEE_CAPACITY}


ROUTES = [
    ("capacity-assessments", AssessmentViewSet, "capacity-assessment"),
    ("best-interests-decisions", BestInterestsViewSet, "best-interests-decision"),
]
