"""Whose rows: the ways in which a user can be connected with a person.

Each scope takes the user and the path from the model to the person (``"pk"`` for a person itself)
and returns a condition. PostgreSQL holds the same scopes a second time (people/migrations/0004).
"""

from django.db.models import Exists, OuterRef, Q

from people.models import (
    Allocation,
    Authority,
    ComplaintKind,
    Conflict,
    Consent,
    Cover,
    EmergencyOpening,
    Person,
    RelationshipKind,
    Restriction,
    RestrictionReader,
    Role,
    RoleAssignment,
    Section,
    ShareLink,
    TodoKind,
)

# The letter that there is news about a worry or a complaint: what a coordinator is never told of.
COMPLAINT_NEWS = "put_it_right_news"


def _among(person, people):
    return Q(**{f"{person}__in": people})


def _same_as(person, people):
    """Those people, and the records that are kept in theirs."""
    return _among(person, people) | _among(person, Person.objects.filter(merged_into__in=people).values("pk"))


def own(user, person):
    """The person's own record."""
    return Q(**{person: user.person_id}) if user.person_id else Q(pk__isnull=True)


def of_section(section):
    """Return the scope of those whose ``section`` the user may see: own, acted for, or shared with them."""

    def shared_with_them(user, person):
        if getattr(user, "link", None):
            return _among(person, _shared_by(user.link, section))
        acted_for = Authority.objects.live().filter(holder=user, sections__contains=[section])
        agreed = Consent.objects.live().filter(user=user, sections__contains=[section])
        return (
            own(user, person)
            | _among(person, acted_for.values("person_id"))
            | _among(person, agreed.values("person_id"))
        )

    shared_with_them.__name__ = f"own_or_given_{Section(section).value}"
    return shared_with_them


def _shared_by(link, section):
    """Return the one person of a shared link, where the section is among what it shares."""
    return ShareLink.objects.live().filter(pk=link.pk, sections__contains=[section]).values("person_id")


def own_circle_or_given(user, person):
    """The person's own circle, all of it. Of somebody else's: who is in it now and may be contacted.

    Another parent is told of only where the person agreed to share About me: two parents do not see each
    other by right. ``person`` leads from a relationship to the person.
    """
    agreed = Consent.objects.live().filter(sections__contains=[Section.ABOUT_ME], user_id=user.pk)
    by_consent = _among(person, agreed.values("person_id"))
    if getattr(user, "link", None):
        by_consent = _among(person, _shared_by(user.link, Section.ABOUT_ME))
    told = ~Q(kind=RelationshipKind.PARENT) | Q(user_id=user.pk) | by_consent
    now = Q(may_be_contacted=True, ended_at=None)
    return own(user, person) | of_section(Section.ABOUT_ME)(user, person) & now & told


def decides_the_plan(user, person):
    """The person, and those for whom the user decides about the plan by right."""
    held = Authority.objects.deciding_the_plan().filter(holder=user)
    return own(user, person) | _among(person, held.values("person_id"))


def in_conversation(through=""):
    """Return the scope of the conversations somebody takes part in; ``through`` leads to the conversation.

    The person takes part in all that is not private, who decides for them in those with nobody else. Anybody
    else whom the plan is shared with, and everybody in what is private, takes part in their own.
    """

    def takes_part(user, person):
        shared = Q(**{f"{through}is_private": False})
        theirs = Q(**{f"{through}with_user": user})
        with_nobody_else = Q(**{f"{through}with_user__isnull": True}) | theirs
        deciding = decides_the_plan(user, person) & shared & with_nobody_else
        helping = of_section(Section.PLAN)(user, person) & theirs
        return own(user, person) & shared | deciding | helping

    takes_part.__name__ = f"in_conversation{through and '_of_a_message'}"
    return takes_part


def in_documents(user, person):
    """The documents of the person and of who decides for them; those of a message go with the message."""
    alone = decides_the_plan(user, person) & Q(message__isnull=True)
    return alone | in_conversation("message__conversation__")(user, person)


def own_or_made_by_them(through=""):
    """Return the scope of what a person asked to put right, or a helper did; ``through`` leads to it."""

    def made_by_them(user, person):
        theirs = Q(**{f"{through}made_by": user})
        return own(user, person) | of_section(Section.PLAN)(user, person) & theirs

    made_by_them.__name__ = f"own_or_made_by_them{through and '_in_its_steps'}"
    return made_by_them


def questions_on_caseload(through=""):
    """Return the scope of questions, and only questions, about those on the caseload."""

    def questions(user, person):
        return on_caseload(user, person) & Q(**{f"{through}kind": ComplaintKind.QUESTION})

    questions.__name__ = f"questions_on_caseload{through and '_in_their_steps'}"
    return questions


def told_on_caseload(user, person):
    """What was sent about those on the caseload, but never that there is news about a complaint."""
    return on_caseload(user, person) & ~Q(letter=COMPLAINT_NEWS)


def to_do_on_caseload(user, person):
    """What is to be done about those on the caseload, but never that somebody complained."""
    return on_caseload(user, person) & ~Q(kind=TodoKind.COMPLAINT)


def handles_the_money(user, person):
    """The person, and those for whom the user handles the money by right."""
    held = Authority.objects.handling_the_money().filter(holder=user)
    return own(user, person) | _among(person, held.values("person_id"))


def given_to_them(user, person):
    """What names the user as its holder, whatever part of the record it is."""
    return Q(holder=user)


def close_to(user, person):
    """Oneself, and those a colleague has said they are close to: never opened as staff."""
    close = _same_as(person, Conflict.objects.filter(user=user, ended_at=None).values("person_id"))
    return close | _same_as(person, [user.person_id]) if user.person_id else close


def withheld(user, person):
    """Whom the user must not open as one of the site's own: the close, and restricted ones not named in."""
    named = RestrictionReader.objects.filter(restriction=OuterRef("pk"), user=user)
    opened = EmergencyOpening.objects.live().filter(person=OuterRef("person_id"), user=user)
    kept = Restriction.objects.filter(~Exists(named), ~Exists(opened), lifted_at=None)
    return close_to(user, person) | _same_as(person, kept.values("person_id"))


def on_caseload(user, person):
    """Those on the user's own caseload today, of whoever they stand in for, or opened in an emergency.

    Never the user's own record, nor that of somebody close; a restricted one not by standing in.
    """
    mine = Allocation.objects.live().filter(worker=user)
    away = Cover.objects.live().filter(standing_in=user, site_id=user.hat.site_id).values("away_id")
    stood_in_for = Allocation.objects.live().filter(worker__in=away, site_id=user.hat.site_id)
    opened = EmergencyOpening.objects.live().filter(user=user)
    covered = _among(person, stood_in_for.values("person_id")) & ~withheld(user, person)
    theirs = _among(person, mine.values("person_id")) | _among(person, opened.values("person_id")) | covered
    return theirs & ~close_to(user, person)


def asked_of_coordinators(user, person):
    """What somebody who coordinates is asked to do about those on the caseload; not what managers are."""
    return on_caseload(user, person) & Q(role=Role.COORDINATOR)


def asked_of_finance(user, person):
    """What those who look after payments are asked to do: when somebody dies, to stop what is due."""
    return in_site(user, person) & Q(role=Role.FINANCE)


def in_site(user, person):
    """Everybody in the site of the hat worn now, but for oneself, the close and restricted records."""
    if not user.hat.site_id:
        return Q(pk__isnull=True)
    here = Q(site_id=user.hat.site_id)
    return here & ~withheld(user, person)


def reviewed_in_site(user, person):
    """Everything of its kind in the site of the hat worn now, restricted records too; never one's own."""
    if not user.hat.site_id:
        return Q(pk__isnull=True)
    return Q(site_id=user.hat.site_id) & ~close_to(user, person)


def opened_by_them(user, person):
    """Emergency openings that the user made."""
    return Q(user=user)


def said_by_them(user, person):
    """What the user said about being close to somebody. Nobody sees their own: it tells who is here."""
    return Q(pk__isnull=True)


def arriving_here(user, person):
    """Those another site offers to hand over to the site of the hat worn now, or did.

    What was declined or taken back is told to nobody there any more, but to whoever said no.
    """
    if not user.hat.site_id:
        return Q(pk__isnull=True)
    return Q(to_site_id=user.hat.site_id) & (Q(declined_at=None) | Q(declined_by=user))


def of_their_site(user, row):
    """What belongs to the site of the hat worn now and is about nobody's record."""
    return Q(site_id=user.hat.site_id) if user.hat.site_id else Q(pk__isnull=True)


def colleagues_here(user, colleague):
    """Those who hold a role in the site of the hat worn now."""
    if not user.hat.site_id:
        return Q(pk__isnull=True)
    held = RoleAssignment.objects.live().filter(site_id=user.hat.site_id)
    return Q(**{f"{colleague}__in": held.order_by().values("user_id")})
