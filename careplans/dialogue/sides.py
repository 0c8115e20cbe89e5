"""For whom somebody speaks: worked out from who they are, never chosen by themselves."""

from careplans.models import Participant, Side
from people.models import Authority, AuthorityKind, Organisation, OrganisationKind, Role, TeamMember

SIDE_OF_ORGANISATION = {
    OrganisationKind.NHS: Side.NHS,
    OrganisationKind.COUNCIL: Side.COUNCIL,
    OrganisationKind.EDUCATION: Side.EDUCATION,
    OrganisationKind.VOLUNTARY: Side.VOLUNTARY,
    OrganisationKind.PROVIDER: Side.OTHER,
}


def side_of(user, person) -> str:
    """Return for whom ``user`` speaks in the plan of ``person``.

    The person for themselves; whoever takes part, for the side they were approved for; an advocate as one;
    other portal users for the family. Colleagues speak for their organisation: that of the hat they wear,
    else that of their team.
    """
    if user.hat.role == Role.PERSON and user.person_id == person.pk:
        return Side.PERSON
    taking_part = Participant.objects.taking_part().filter(person=person, user=user).first()
    if taking_part is not None:
        return taking_part.side
    if user.hat.role == Role.PERSON:
        rights = Authority.objects.live().filter(person=person, holder=user)
        is_advocate = rights.filter(kind=AuthorityKind.ADVOCATE).exists()
        return Side.ADVOCATE if is_advocate else Side.FAMILY
    return SIDE_OF_ORGANISATION.get(_kind_of_organisation(user), Side.OTHER)


def _kind_of_organisation(user):
    if user.hat.organisation_id:
        return Organisation.objects.values_list("kind", flat=True).get(pk=user.hat.organisation_id)
    teams = TeamMember.objects.live().filter(user=user, site_id=user.hat.site_id).order_by("pk")
    return teams.values_list("team__organisation__kind", flat=True).first()
