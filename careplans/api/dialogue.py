"""The dialogue on a plan through the API: what is proposed, what the others say, what came of it."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from careplans import dialogue
from careplans.acts import Act
from careplans.api.reading import Record
from careplans.dialogue.changes import KINDS
from careplans.models import Answer, CarePlan, LineKind, Proposal, Verdict
from ipc.kernel import access
from ipc.kernel.rest import BROKEN, KEY, REFUSED

LINE_KINDS = [(kind.value, kind.label) for kind in KINDS]


class ProposalSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Of the proposal")
    person = serializers.UUIDField(source="person.public_id", help_text="Whose plan it is")
    plan = serializers.UUIDField(source="plan.public_id", help_text="The plan it stands in now")
    instead_of = serializers.UUIDField(
        source="instead_of.public_id", default=None, help_text="The proposal that this one answers"
    )
    proposed_by = serializers.CharField(source="proposed_by.name", default="", help_text="Who made it")
    settled_by = serializers.CharField(source="settled_by.name", default="", help_text="Who settled it")

    class Meta:
        model = Proposal
        fields = (
            "id",
            "person",
            "plan",
            "line_kind",
            "line_id",
            "under_id",
            "line_words",
            "change",
            "is_removal",
            "reason",
            "side",
            "instead_of",
            "state",
            "proposed_at",
            "proposed_by",
            "settled_at",
            "settled_by",
            "settled_why",
        )
        read_only_fields = fields
        extra_kwargs = {
            "line_kind": {"help_text": "What kind of line it is about"},
            "line_id": {"help_text": "The line; empty for a new one that is not taken up yet"},
            "under_id": {"help_text": "Where a new line belongs"},
            "line_words": {"help_text": "What the line said when this was proposed"},
            "change": {"help_text": "What fields of the line should say"},
            "is_removal": {"help_text": "Whether the line should go"},
            "reason": {"help_text": "Why, in the words of who proposed it"},
            "side": {"help_text": "For whom they speak"},
            "state": {"help_text": "Whether it waits, or what came of it"},
            "proposed_at": {"help_text": "When it was made"},
            "settled_at": {"help_text": "When it was settled"},
            "settled_why": {"help_text": "Why it was settled so"},
        }


class AnswerSerializer(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Of the answer")
    person = serializers.UUIDField(source="person.public_id", help_text="Whose plan it is")
    plan = serializers.UUIDField(source="plan.public_id", help_text="The plan it was said about")
    proposal = serializers.UUIDField(
        source="proposal.public_id", default=None, help_text="The proposal it answers, if not a line"
    )
    answered_by = serializers.CharField(source="answered_by.name", default="", help_text="Who said it")

    class Meta:
        model = Answer
        fields = (
            "id",
            "person",
            "plan",
            "proposal",
            "line_kind",
            "line_id",
            "line_words",
            "verdict",
            "reason",
            "side",
            "answered_at",
            "answered_by",
        )
        read_only_fields = fields
        extra_kwargs = {
            "line_kind": {"help_text": "What kind of line it is about"},
            "line_id": {"help_text": "The line it is about"},
            "line_words": {"help_text": "What the line said then"},
            "verdict": {"help_text": "Yes or no"},
            "reason": {"help_text": "Why, in their own words"},
            "side": {"help_text": "For whom they speak"},
            "answered_at": {"help_text": "When it was said"},
        }


class ProposeSerializer(serializers.Serializer):
    plan = serializers.UUIDField(help_text="The plan")
    kind = serializers.ChoiceField(choices=LINE_KINDS, help_text="What kind of line")
    line = serializers.UUIDField(default=None, allow_null=True, help_text="The line; empty for a new one")
    under = serializers.UUIDField(default=None, allow_null=True, help_text="The line a new one hangs under")
    change = serializers.DictField(
        child=serializers.CharField(max_length=1000, allow_blank=True),
        default=dict,
        help_text="Fields of the line and what they should say",
    )
    is_removal = serializers.BooleanField(default=False, help_text="Whether the line should go")
    reason = serializers.CharField(max_length=1000, default="", allow_blank=True, help_text="Why")
    instead_of = serializers.UUIDField(
        default=None, allow_null=True, help_text="An open proposal that this one answers with another"
    )


class AnswerLineSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=LINE_KINDS, help_text="What kind of line")
    line = serializers.UUIDField(help_text="The line")
    verdict = serializers.ChoiceField(choices=Verdict.choices, help_text="Yes or no")
    reason = serializers.CharField(
        max_length=1000, default="", allow_blank=True, help_text="Why; needed for a no"
    )


class AnswerProposalSerializer(serializers.Serializer):
    verdict = serializers.ChoiceField(choices=Verdict.choices, help_text="Yes or no")
    reason = serializers.CharField(
        max_length=1000, default="", allow_blank=True, help_text="Why; needed for a no"
    )


class SettleSerializer(serializers.Serializer):
    accept = serializers.BooleanField(help_text="Whether it is taken into the draft")
    why = serializers.CharField(
        max_length=1000, default="", allow_blank=True, help_text="Why; needed for a no"
    )
    revision = serializers.IntegerField(
        default=None,
        allow_null=True,
        min_value=1,
        max_value=2_000_000_000,
        help_text="Of the line as it was read; refused when somebody changed it since",
    )


def line_for(act, user, kind, line_id):
    """Return the line on which ``user`` may do ``act``; 404 where unseen, 403 where not theirs to do."""
    return access.find(KINDS[LineKind(kind)].model, act, user, line_id)


class ProposalViewSet(Record):
    queryset = Proposal.objects.select_related(
        "person", "plan__person", "instead_of", "proposed_by", "settled_by"
    )
    serializer_class = ProposalSerializer
    acts = {
        "list": Act.SEE_PLAN,
        "retrieve": Act.SEE_PLAN,
        "propose": Act.PROPOSE,
        "answer": Act.ANSWER,
        "settle": Act.SETTLE,
        "take_back": Act.PROPOSE,
    }

    @extend_schema(responses={200: ProposalSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """What was proposed for the plans the user may see, also what is settled."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: ProposalSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        request=ProposeSerializer, parameters=[KEY], responses={201: ProposalSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=False, methods=["post"])
    def propose(self, request):
        """Propose what a line should say, that it goes, or a new line."""
        facts, user = self.asked(ProposeSerializer), request.user
        named = {**facts, **self._named(facts, user)}
        plan = named.pop("plan")

        def propose():
            return str(dialogue.propose(plan, by=user, **named).public_id)

        return self._shown(self.once(facts, propose), status.HTTP_201_CREATED)

    @extend_schema(
        request=AnswerProposalSerializer,
        parameters=[KEY],
        responses={200: ProposalSerializer, **REFUSED, **BROKEN},
    )
    @action(detail=True, methods=["post"])
    def answer(self, request, public_id=None):
        """Say yes or no to a proposal of somebody else."""
        proposal, facts = self.get_object(), self.asked(AnswerProposalSerializer)
        return self._done(facts, proposal, lambda: dialogue.answer(proposal, by=request.user, **facts))

    @extend_schema(
        request=SettleSerializer, parameters=[KEY], responses={200: ProposalSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=True, methods=["post"])
    def settle(self, request, public_id=None):
        """Take a proposal into the draft, or not."""
        proposal, facts = self.get_object(), self.asked(SettleSerializer)
        return self._done(facts, proposal, lambda: dialogue.settle(proposal, by=request.user, **facts))

    @extend_schema(request=None, parameters=[KEY], responses={200: ProposalSerializer, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request, public_id=None):
        """Take one's own proposal back."""
        proposal = self.get_object()
        return self._done({}, proposal, lambda: dialogue.take_back(proposal, by=request.user))

    def _named(self, facts, user):
        """Return the rows that ``facts`` name, each only where the user may propose about it."""
        kind = LineKind(facts["kind"])
        above = KINDS[kind].under
        if facts["under"] and not above:
            raise Http404
        plan = access.find(CarePlan, Act.PROPOSE, user, facts["plan"])
        return {
            "plan": plan,
            "line": facts["line"] and line_for(Act.PROPOSE, user, kind, facts["line"]),
            "under": facts["under"] and line_for(Act.PROPOSE, user, above, facts["under"]),
            "instead_of": facts["instead_of"]
            and access.find(Proposal, Act.PROPOSE, user, facts["instead_of"]),
        }

    def _done(self, facts, proposal, do):
        """Do it once and answer with the proposal as it now is."""
        asked = {"proposal": str(proposal.public_id), **facts}

        def carry_out():
            do()
            return str(proposal.public_id)

        return self._shown(self.once(asked, carry_out), status.HTTP_200_OK)

    def _shown(self, public_id, code):
        found = self.get_queryset().get(public_id=public_id)
        return Response(self.get_serializer(found).data, status=code)


class AnswerViewSet(Record):
    queryset = Answer.objects.select_related("person", "plan", "proposal", "answered_by")
    serializer_class = AnswerSerializer
    acts = {"list": Act.SEE_PLAN, "retrieve": Act.SEE_PLAN, "say": Act.ANSWER}

    @extend_schema(responses={200: AnswerSerializer(many=True), **REFUSED})
    def list(self, request, *args, **kwargs):
        """What was said about lines and proposals of the plans the user may see; nothing is ever erased."""
        return super().list(request, *args, **kwargs)

    @extend_schema(responses={200: AnswerSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        request=AnswerLineSerializer, parameters=[KEY], responses={201: AnswerSerializer, **REFUSED, **BROKEN}
    )
    @action(detail=False, methods=["post"])
    def say(self, request):
        """Say yes or no to a line of a plan."""
        facts, user = self.asked(AnswerLineSerializer), request.user
        line = line_for(Act.ANSWER, user, facts["kind"], facts["line"])

        def say():
            said = {"verdict": facts["verdict"], "reason": facts["reason"]}
            return str(dialogue.answer(line, by=user, **said).public_id)

        found = self.get_queryset().get(public_id=self.once(facts, say))
        return Response(self.get_serializer(found).data, status=status.HTTP_201_CREATED)


ROUTES = [
    ("proposals", ProposalViewSet, "proposal"),
    ("answers", AnswerViewSet, "answer"),
]
