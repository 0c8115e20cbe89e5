"""Peer supporters through the API, for the navigators and managers of their site."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.response import Response

from ipc.kernel import audit
from ipc.kernel.rest import BROKEN, KEY, REFUSED, Rows
from peersupport import peers
from peersupport.acts import Act
from peersupport.api.peers_shapes import (
    PausePeerSerializer,
    PeerAddSerializer,
    PeerChangeSerializer,
    PeerSerializer,
    PolicySeenSerializer,
    PolicySerializer,
    RecordCheckSerializer,
    SuperviseSerializer,
)
from peersupport.models import OrganisationPolicy, Peer
from peersupport.peers import readiness
from people.models import Organisation

DONE = {**REFUSED, **BROKEN}


@extend_schema_view(
    list=extend_schema(responses={200: PeerSerializer(many=True), **REFUSED}),
)
class PeerViewSet(mixins.ListModelMixin, Rows):
    """Peer supporters of the site. Each act answers with how they stand after it."""

    queryset = Peer.objects.select_related("service", "organisation").prefetch_related("checks__seen_by")
    serializer_class = PeerSerializer
    acts = {
        "list": Act.SEE_PEER,
        "retrieve": Act.SEE_PEER,
        "create": Act.KEEP_PEER,
        "change": Act.KEEP_PEER,
        "check": Act.CHECK_PEER,
        "supervise": Act.KEEP_PEER,
        "start": Act.START_PEER,
        "pause": Act.PAUSE_PEER,
        "end": Act.PAUSE_PEER,
    }

    def list(self, request, *args, **kwargs):
        """Show them with what each still needs."""
        page = self.paginate_queryset(self.get_queryset())
        audit.read_each(Act.SEE_PEER, page, by=request.user)
        context = {**self.get_serializer_context(), "missing": readiness.of_all(page)}
        return self.get_paginated_response(PeerSerializer(page, many=True, context=context).data)

    @extend_schema(responses={200: PeerSerializer, **REFUSED})
    def retrieve(self, request, *args, **kwargs):
        found = self.get_object()
        audit.read(Act.SEE_PEER, found, by=request.user)
        return Response(self.get_serializer(found).data)

    @extend_schema(request=PeerAddSerializer, parameters=[KEY], responses={201: PeerSerializer, **DONE})
    def create(self, request):
        """Add somebody; people find them once they may begin."""
        facts = self._said(PeerAddSerializer)
        ours = Organisation.objects.filter(site_id=request.user.hat.site_id)
        organisation = get_object_or_404(ours, public_id=facts["organisation"])
        made = self.once(
            facts,
            lambda: str(
                peers.add(by=request.user, **{**facts, "organisation": organisation}).public_id,
            ),
        )
        return Response(self._now(made), status=status.HTTP_201_CREATED)

    @extend_schema(request=PeerChangeSerializer, parameters=[KEY], responses={200: PeerSerializer, **DONE})
    @action(detail=True, methods=["post"])
    def change(self, request, public_id=None):
        """Change what is known of them; whoever supports people now must stay fit for it."""
        return self._done(peers.change, public_id, PeerChangeSerializer)

    @extend_schema(request=RecordCheckSerializer, parameters=[KEY], responses={200: PeerSerializer, **DONE})
    @action(detail=True, methods=["post"])
    def check(self, request, public_id=None):
        """Write down that a certificate was seen."""
        return self._done(peers.record_check, public_id, RecordCheckSerializer)

    @extend_schema(request=SuperviseSerializer, parameters=[KEY], responses={200: PeerSerializer, **DONE})
    @action(detail=True, methods=["post"])
    def supervise(self, request, public_id=None):
        """Write down a supervision."""
        return self._done(peers.supervise, public_id, SuperviseSerializer)

    @extend_schema(request=None, parameters=[KEY], responses={200: PeerSerializer, **DONE})
    @action(detail=True, methods=["post"])
    def start(self, request, public_id=None):
        """Let them begin, or go on: only where nothing is missing."""
        return self._done(peers.start, public_id)

    @extend_schema(request=PausePeerSerializer, parameters=[KEY], responses={200: PeerSerializer, **DONE})
    @action(detail=True, methods=["post"])
    def pause(self, request, public_id=None):
        """Pause them and everybody they meet."""
        return self._done(peers.pause, public_id, PausePeerSerializer)

    @extend_schema(request=None, parameters=[KEY], responses={200: PeerSerializer, **DONE})
    @action(detail=True, methods=["post"])
    def end(self, request, public_id=None):
        """Write down that they have stopped for good."""
        return self._done(peers.end, public_id)

    def _said(self, serializer_class):
        said = serializer_class(data=self.request.data)
        said.is_valid(raise_exception=True)
        return dict(said.validated_data)

    def _done(self, verb, public_id, shape=None):
        """Carry ``verb`` out on one of them, with what was said in ``shape``; not found comes first."""
        found = self.get_object()
        facts = self._said(shape) if shape else {}
        self.once(
            {"peer": public_id, **facts},
            lambda: str(verb(found, by=self.request.user, **facts).public_id),
        )
        return Response(self._now(public_id))

    def _now(self, public_id):
        return self.get_serializer(self.get_queryset().get(public_id=public_id)).data


@extend_schema_view(list=extend_schema(responses={200: PolicySerializer(many=True), **REFUSED}))
class OrganisationPolicyViewSet(mixins.ListModelMixin, Rows):
    """That policies of organisations were seen. To write one down is a POST to the list."""

    queryset = OrganisationPolicy.objects.select_related("organisation")
    serializer_class = PolicySerializer
    acts = {"list": Act.KEEP_POLICY, "create": Act.KEEP_POLICY}

    @extend_schema(request=PolicySeenSerializer, parameters=[KEY], responses={201: PolicySerializer, **DONE})
    def create(self, request):
        """Write down that a policy was seen."""
        said = PolicySeenSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        facts = dict(said.validated_data)
        ours = Organisation.objects.filter(site_id=request.user.hat.site_id)
        organisation = get_object_or_404(ours, public_id=facts["organisation"])
        made = self.once(
            facts,
            lambda: str(
                peers.record_policy(
                    by=request.user, organisation=organisation, kind=facts["kind"], seen_on=facts["seen_on"]
                ).public_id
            ),
        )
        kept = self.get_queryset().get(public_id=made)
        return Response(self.get_serializer(kept).data, status=status.HTTP_201_CREATED)


ROUTES = [
    ("peers", PeerViewSet, "peer"),
    ("organisation-policies", OrganisationPolicyViewSet, "organisation_policy"),
]
