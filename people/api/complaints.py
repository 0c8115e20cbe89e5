"""Questions, worries and complaints through the API: sent, looked into, answered."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import response, serializers, status
from rest_framework.decorators import action

from ipc.kernel.rest import BROKEN, KEY, REFUSED
from people import complaints
from people.acts import Act
from people.api.frame import MadeByVerb, OfAPerson
from people.models import (
    Complaint,
    ComplaintAbout,
    ComplaintKind,
    ComplaintOutcome,
    ComplaintStep,
    HowGiven,
    Person,
)


class ComplaintStepSerializer(serializers.ModelSerializer):
    """One step on the way, as whoever made it reads it."""

    class Meta:
        model = ComplaintStep
        fields = ("move", "words", "due_on", "taken_at")
        read_only_fields = fields
        extra_kwargs = {
            "move": {"help_text": _("What happened")},
            "words": {"help_text": _("What was said with it")},
            "due_on": {"help_text": _("The day it gives for the answer, where it gives one")},
            "taken_at": {"help_text": _("When it happened")},
        }


HELP = {
    "reference": _("What to say when you call about it"),
    "kind": _("A question, a worry or a complaint"),
    "about": _("What it is about"),
    "words": _("What was said, in the words of who said it"),
    "wish": _("What would put it right"),
    "how_made": _("How it came"),
    "made_at": _("When it came"),
    "status": _("Where it stands"),
    "acknowledge_by": _("The day by which we say who looks into it"),
    "due_on": _("The day by which it is answered"),
    "outcome": _("What was found; empty while there is no answer"),
    "answer": _("The answer"),
    "learned": _("What changes"),
    "answered_at": _("When it was answered"),
}


class ComplaintSerializer(serializers.ModelSerializer):
    """Something to be put right. Coordinators see questions alone."""

    id = serializers.UUIDField(source="public_id", help_text=_("Its id"))
    person = serializers.UUIDField(source="person.public_id", help_text=_("Whose support it is about"))
    steps = ComplaintStepSerializer(many=True, help_text=_("How it went on, the oldest first"))

    class Meta:
        model = Complaint
        fields = ("id", "person", *HELP, "steps")
        read_only_fields = fields
        extra_kwargs = {name: {"help_text": words} for name, words in HELP.items()}


class ComplaintReceiptSerializer(serializers.ModelSerializer):
    """What whoever sent it needs, also where they may not read it again."""

    id = serializers.UUIDField(source="public_id", help_text=_("Its id"))

    class Meta:
        model = Complaint
        fields = ("id", "reference", "kind", "acknowledge_by", "due_on")
        read_only_fields = fields
        extra_kwargs = {name: {"help_text": HELP[name]} for name in fields[1:]}


class RaiseComplaintSerializer(OfAPerson):
    kind = serializers.ChoiceField(choices=ComplaintKind.choices, help_text=HELP["kind"])
    about = serializers.ChoiceField(choices=ComplaintAbout.choices, help_text=HELP["about"])
    words = serializers.CharField(max_length=4000, help_text=HELP["words"])
    wish = serializers.CharField(
        max_length=2000, required=False, allow_blank=True, default="", help_text=HELP["wish"]
    )
    how_made = serializers.ChoiceField(
        choices=HowGiven.choices,
        default=HowGiven.ONLINE,
        help_text=_("How it came; a colleague says which way, and it is not online"),
    )


class ComplaintWordsSerializer(serializers.Serializer):
    words = serializers.CharField(max_length=2000, help_text=_("What to say; it is read as it is written"))


class ComplaintFewWordsSerializer(serializers.Serializer):
    words = serializers.CharField(
        max_length=2000, required=False, allow_blank=True, default="", help_text=_("A few words, if wanted")
    )


class NewComplaintDateSerializer(ComplaintWordsSerializer):
    due_on = serializers.DateField(help_text=_("The day agreed with whoever made it"))


class AnswerComplaintSerializer(serializers.Serializer):
    outcome = serializers.ChoiceField(
        choices=ComplaintOutcome.choices,
        help_text=_("How far they were right; a question is answered"),
    )
    words = serializers.CharField(max_length=6000, help_text=_("The answer, in plain words"))
    learned = serializers.CharField(
        max_length=1000,
        required=False,
        allow_blank=True,
        default="",
        help_text=_("What changes; needed where they were right, wholly or in part"),
    )


def step(shape):
    """Describe a step: what it is asked with, and what it answers."""
    answers = {200: ComplaintSerializer, **REFUSED, **BROKEN}
    return extend_schema(request=shape, parameters=[KEY], responses=answers)


@extend_schema_view(
    list=extend_schema(responses={200: ComplaintSerializer(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: ComplaintSerializer, **REFUSED}),
)
class ComplaintViewSet(MadeByVerb):
    queryset = Complaint.objects.select_related("person").prefetch_related("steps")
    serializer_class = ComplaintSerializer
    acts = {
        "list": Act.SEE_COMPLAINTS,
        "retrieve": Act.SEE_COMPLAINTS,
        "create": Act.RAISE_COMPLAINT,
        "add": Act.ADD_TO_COMPLAINT,
        "not_content": Act.ADD_TO_COMPLAINT,
        "take_back": Act.TAKE_BACK_COMPLAINT,
        "acknowledge": Act.HANDLE_COMPLAINT,
        "say_progress": Act.HANDLE_COMPLAINT,
        "agree_new_date": Act.HANDLE_COMPLAINT,
        "answer": Act.HANDLE_COMPLAINT,
        "close": Act.HANDLE_COMPLAINT,
    }

    @extend_schema(
        request=RaiseComplaintSerializer,
        parameters=[KEY],
        responses={201: ComplaintReceiptSerializer, **REFUSED, **BROKEN},
    )
    def create(self, request):
        """Send a question, a worry or a complaint; the reference and the day are told at once."""
        people = Person.objects.permitting(Act.RAISE_COMPLAINT, request.user)
        facts = self.facts(RaiseComplaintSerializer(data=request.data, people=people))
        person = facts.pop("person")
        named = {"person": str(person.public_id), **facts}
        made = self.once(named, lambda: str(complaints.raise_(person, by=request.user, **facts).public_id))
        kept = complaints.receipt(made, by=request.user, site_id=person.site_id)
        return response.Response(ComplaintReceiptSerializer(kept).data, status=status.HTTP_201_CREATED)

    @step(ComplaintWordsSerializer)
    @action(detail=True, methods=["post"])
    def add(self, request, public_id=None):
        """Add something to what was sent. For whoever made it, and the person."""
        return self._step(complaints.add, ComplaintWordsSerializer)

    @step(ComplaintWordsSerializer)
    @action(detail=True, methods=["post"], url_path="not-content")
    def not_content(self, request, public_id=None):
        """Say that the answer is not enough: it is looked into again."""
        return self._step(complaints.not_content, ComplaintWordsSerializer)

    @step(ComplaintFewWordsSerializer)
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request, public_id=None):
        """Take back what was sent."""
        return self._step(complaints.take_back, ComplaintFewWordsSerializer)

    @step(ComplaintFewWordsSerializer)
    @action(detail=True, methods=["post"])
    def acknowledge(self, request, public_id=None):
        """Say that we have it, and that you look into it."""
        return self._step(complaints.acknowledge, ComplaintFewWordsSerializer)

    @step(ComplaintWordsSerializer)
    @action(detail=True, methods=["post"], url_path="progress")
    def say_progress(self, request, public_id=None):
        """Tell whoever made it how it goes."""
        return self._step(complaints.say_progress, ComplaintWordsSerializer)

    @step(NewComplaintDateSerializer)
    @action(detail=True, methods=["post"], url_path="new-date")
    def agree_new_date(self, request, public_id=None):
        """Write down another day for the answer, as it was agreed, and why."""
        return self._step(complaints.agree_new_date, NewComplaintDateSerializer)

    @step(AnswerComplaintSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request, public_id=None):
        """Answer it: what was found, how far they were right, and what changes."""
        return self._step(complaints.answer, AnswerComplaintSerializer)

    @step(ComplaintWordsSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request, public_id=None):
        """Say that it is over, once it is settled for whoever made it."""
        return self._step(complaints.close, ComplaintWordsSerializer)

    def _step(self, verb, shape):
        found, facts = self.get_object(), self.facts(shape(data=self.request.data))
        return self.carry_out(found, facts, lambda: verb(found, by=self.request.user, **facts))

    def after(self, row):
        """Return the row as it is after the verb, its new step with it."""
        return self.get_queryset().get(pk=row.pk)


ROUTES = [("complaints", ComplaintViewSet, "complaint")]
