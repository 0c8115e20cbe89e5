"""Navigators and the calls they are asked for, through the API."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel.rest import BROKEN, KEY, REFUSED, Rows
from peersupport import calls, navigators
from peersupport.acts import Act
from peersupport.api.groups import person_for, valid
from peersupport.api.reading import ReadRows
from peersupport.models import CallRequest, Navigator
from people.models import HowGiven, NotSought, Section, Site


class NavigatorOut(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Of the navigator's profile")
    name = serializers.CharField(source="user.name", help_text="Who it is")

    class Meta:
        model = Navigator
        fields = (
            "id",
            "name",
            "words",
            "districts",
            "skills",
            "languages",
            "most_people",
            "is_taking",
        )
        read_only_fields = fields
        extra_kwargs = {
            "words": {"help_text": "What everybody reads about them"},
            "districts": {"help_text": "First halves of postcodes; none: the whole area"},
            "skills": {"help_text": "What they know well"},
            "languages": {"help_text": "What they speak"},
            "most_people": {"help_text": "How many they ring at the same time; null: as many as ask"},
            "is_taking": {"help_text": "Whether they can take somebody new"},
        }


class NavigatorIn(serializers.Serializer):
    words = serializers.CharField(max_length=1000, help_text="What everybody reads about you")
    districts = serializers.ListField(
        child=serializers.RegexField(r"^[A-Za-z]{1,2}[0-9][0-9A-Za-z]?$", max_length=4),
        default=list,
        help_text="First halves of postcodes; none: the whole area",
    )
    skills = serializers.ListField(
        child=serializers.CharField(max_length=60), default=list, help_text="What you know well"
    )
    languages = serializers.ListField(
        child=serializers.CharField(max_length=40), default=list, help_text="What you speak"
    )
    most_people = serializers.IntegerField(
        min_value=1, max_value=200, default=None, allow_null=True, help_text="How many at the same time"
    )
    is_taking = serializers.BooleanField(default=True, help_text="Whether you can take somebody new")


@extend_schema_view(
    list=extend_schema(responses={200: NavigatorOut(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: NavigatorOut, **REFUSED}),
)
class NavigatorViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, Rows):
    """What people read of the navigators of one's site."""

    queryset = Navigator.objects.select_related("user")
    serializer_class = NavigatorOut
    acts = dict.fromkeys(("list", "retrieve", "create", "change"), Act.KEEP_NAVIGATOR)

    @extend_schema(request=NavigatorIn, parameters=[KEY], responses={201: NavigatorOut, **REFUSED, **BROKEN})
    def create(self, request):
        """Write what people read about yourself, instead of what was written before."""
        kept = self._kept(request, request.user, valid(NavigatorIn, request))
        return Response(NavigatorOut(kept).data, status.HTTP_201_CREATED)

    @extend_schema(request=NavigatorIn, parameters=[KEY], responses={200: NavigatorOut, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"])
    def change(self, request, public_id=None):
        """Write what people read about a navigator: yourself, or by a manager."""
        found = self.get_object()
        return Response(NavigatorOut(self._kept(request, found.user, valid(NavigatorIn, request))).data)

    def _kept(self, request, user, facts):
        site = Site.objects.get(pk=request.user.hat.site_id)
        made = self.once(
            {"user": user.pk, **facts},
            lambda: str(navigators.keep(user, by=request.user, site=site, **facts).public_id),
        )
        return self.get_queryset().get(public_id=made)


class CallOut(serializers.ModelSerializer):
    id = serializers.UUIDField(source="public_id", help_text="Of the wish for a call")
    person = serializers.UUIDField(source="person.public_id", help_text="Who would like to be rung")
    navigator = serializers.UUIDField(
        source="navigator.public_id", default=None, allow_null=True, help_text="Who rings; null: nobody yet"
    )
    organisation = serializers.CharField(
        source="consent.organisation.name", help_text="With whom name and telephone are shared for it"
    )

    class Meta:
        model = CallRequest
        fields = (
            "id",
            "person",
            "status",
            "words",
            "best_time",
            "organisation",
            "navigator",
            "asked_at",
            "tries",
            "last_try_at",
            "outcome",
            "closed_at",
        )
        read_only_fields = fields
        extra_kwargs = {
            "status": {"help_text": "Where it stands"},
            "words": {"help_text": "What they would like to talk about"},
            "best_time": {"help_text": "When, and how, to reach them"},
            "asked_at": {"help_text": "When it was asked for"},
            "tries": {"help_text": "How often somebody rang in vain"},
            "last_try_at": {"help_text": "When last"},
            "outcome": {"help_text": "What was agreed"},
            "closed_at": {"help_text": "When it was over"},
        }


class AskForCallIn(serializers.Serializer):
    """A colleague says how it was agreed, or why somebody else said yes; the person agrees by asking."""

    person = serializers.UUIDField(help_text="Who would like to be rung")
    words = serializers.CharField(
        max_length=500, default="", allow_blank=True, help_text="What they would like to talk about"
    )
    best_time = serializers.CharField(
        max_length=120, default="", allow_blank=True, help_text="When; without a telephone also how"
    )
    sections = serializers.ListField(
        child=serializers.ChoiceField(choices=Section.choices),
        help_text="What is shared for it: identity, and nothing else",
    )
    how_given = serializers.ChoiceField(
        HowGiven.choices, required=False, help_text="How they agreed; only staff say it"
    )
    why_not_sought = serializers.ChoiceField(
        NotSought.choices, required=False, help_text="Why somebody else said yes; only staff say it"
    )

    def validate(self, attrs):
        said = {"how_given", "why_not_sought"} & set(attrs)
        if len(said) != self.context["request"].user.is_member_of_staff:
            raise serializers.ValidationError({"how_given": _("Staff say one of how_given, why_not_sought.")})
        return attrs


class OutcomeIn(serializers.Serializer):
    outcome = serializers.CharField(max_length=500, help_text="What was agreed; the person reads it")


STEP = extend_schema(request=None, parameters=[KEY], responses={200: CallOut, **REFUSED, **BROKEN})


@extend_schema_view(
    list=extend_schema(responses={200: CallOut(many=True), **REFUSED}),
    retrieve=extend_schema(responses={200: CallOut, **REFUSED}),
)
class CallViewSet(ReadRows):
    """Wishes to be rung by a navigator. What is shared for one ends with it."""

    queryset = CallRequest.objects.select_related("person", "navigator", "consent__organisation")
    serializer_class = CallOut
    acts = {
        "list": Act.SEE_CALL,
        "retrieve": Act.SEE_CALL,
        "create": Act.ASK_FOR_CALL,
        **dict.fromkeys(("take", "write_try", "finish", "give_up"), Act.ANSWER_CALL),
        "withdraw": Act.WITHDRAW_CALL,
    }

    @extend_schema(request=AskForCallIn, parameters=[KEY], responses={201: CallOut, **REFUSED, **BROKEN})
    def create(self, request):
        """Ask for a call, sharing the sections named."""
        asked = AskForCallIn(data=request.data, context={"request": request})
        asked.is_valid(raise_exception=True)
        facts = dict(asked.validated_data)
        person = person_for(Act.ASK_FOR_CALL, CallRequest, request.user, facts["person"])
        said = {name: value for name, value in facts.items() if name != "person"}
        made = self.once(facts, lambda: str(calls.ask(person, by=request.user, **said).public_id))
        return Response(CallOut(self.get_queryset().get(public_id=made)).data, status.HTTP_201_CREATED)

    @STEP
    @action(detail=True, methods=["post"])
    def take(self, request, public_id=None):
        """Say that you will ring."""
        return self._done(calls.take)

    @STEP
    @action(detail=True, methods=["post"])
    def write_try(self, request, public_id=None):
        """Write down that you rang and nobody answered."""
        return self._done(calls.write_try)

    @extend_schema(request=OutcomeIn, parameters=[KEY], responses={200: CallOut, **REFUSED, **BROKEN})
    @action(detail=True, methods=["post"])
    def finish(self, request, public_id=None):
        """Write down what was agreed; nothing is shared any more."""
        return self._done(calls.finish, OutcomeIn)

    @STEP
    @action(detail=True, methods=["post"])
    def give_up(self, request, public_id=None):
        """Say that they could not be reached, after enough tries."""
        return self._done(calls.give_up)

    @STEP
    @action(detail=True, methods=["post"])
    def withdraw(self, request, public_id=None):
        """Take back the wish for a call."""
        return self._done(calls.withdraw)

    def _done(self, verb, shape=None):
        """Carry out ``verb`` on the call. Once it is over a navigator sees no more than that it is."""
        call, done = self.get_object(), []
        facts = valid(shape, self.request) if shape else {}

        def do():
            done.append(verb(call, by=self.request.user, **facts))
            return done[0].status

        call.status = self.once({"call": str(call.public_id), **facts}, do)
        return Response(CallOut(done[0] if done else call).data)


ROUTES = [("navigators", NavigatorViewSet, "navigator"), ("calls", CallViewSet, "call")]
