"""How a message reaches its reader. Their needs decide; what cannot keep to them does not go by itself.

Source: Accessible Information Standard (DAPB1605), step 5: meet the needs.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ipc.kernel import carriers, letters
from people.models import (
    ChildCircumstance,
    CircumstanceKind,
    ContactMethod,
    InformationFormat,
    InformationNeeds,
    NoticeState,
    PersonStatus,
    Relationship,
    User,
)

# These tell somebody that our work with them ends, so they still go out on that day.
ABOUT_LEAVING = ("moved", "involvement_ended")
# What somebody asked to have put right is answered also after we stopped working with the person: by the way
# they chose, and by hand where they moved and their sign-in opens it no more.
PUT_RIGHT = ("question_news", "put_it_right_news")
VARIANT: dict[str, str] = {InformationFormat.EASY_READ: "easy"}
MOBILE = re.compile(r"(?:\+?44|0)7\d{9}")
MOST_LINES = 7  # of an address, as the post reads them
IN_PRINT = (InformationFormat.STANDARD, InformationFormat.LARGE)


@dataclass(frozen=True)
class Way:
    """What happens to one message: by which way, in which format, and why where it does not go by itself.

    ``address`` is where it goes: an email address, a mobile number, or the lines of an envelope.
    """

    state: str
    why: str = ""
    method: str = ContactMethod.EMAIL
    format: str = InformationFormat.STANDARD
    address: str = ""
    first_name: str = ""


def way_to(person, letter, *, relationship=None, user=None) -> Way:
    """Return the way to one reader about ``person``: the person, somebody in the circle, or a user."""
    if user is not None and user.person_id == person.pk:
        user = None
    if user is not None and relationship is None:
        relationship = Relationship.objects.filter(person=person, user=user).first()
    is_staff = user is not None and relationship is None and user.role_assignments.live().exists()
    why = "" if is_staff else why_not(person, letter, relationship)
    if why:
        return Way(
            NoticeState.TO_TELL if _is_told_by_hand(person, letter, relationship) else NoticeState.REFUSED,
            why,
        )
    if relationship is not None:
        return _to_helper(relationship, letter)
    return _to_user(user) if user is not None else _to_person(person, letter)


def _is_told_by_hand(person, letter, relationship):
    """Whether somebody says what no longer goes out by itself, to whomever may be spoken to."""
    return (
        letter in PUT_RIGHT
        and person.status == PersonStatus.MOVED
        and not (relationship and _not_to(relationship))
    )


def why_not(person, letter, relationship=None) -> str:
    """Return why ``letter`` must not go out by any way, to the person or to one of the circle."""
    if relationship is None:
        return _over(person, letter)
    return _over(person, letter) or _not_to(relationship)


def _over(person, letter):
    """Return why nothing goes out about ``person`` any more, or nothing."""
    if person.status == PersonStatus.DIED or person.died_on:
        return _("The person has died.")
    if person.status == PersonStatus.MERGED:
        return _("This record is kept in another record of the same person.")
    if person.status == PersonStatus.DISPOSED:
        return _("This record was deleted when its time was over.")
    if person.status == PersonStatus.ENDED and letter in PUT_RIGHT:
        return ""
    if person.status in (PersonStatus.MOVED, PersonStatus.ENDED) and letter not in ABOUT_LEAVING:
        return _("We no longer work with the person.")
    return ""


def _to_person(person, letter):
    needs = InformationNeeds.objects.filter(person=person).first()
    user = User.objects.filter(person=person, is_active=True).first()
    email = person.email or (user.email if user else "")
    if needs is None and user is None:
        return Way(NoticeState.TO_TELL, _("Nobody has asked yet how they want to be told."))
    if needs is None:
        # Whoever signs in chose an email address to do it with, and nothing else is known.
        return Way(NoticeState.SENT, address=user.email, first_name=person.called)
    return _keeping(
        letter,
        needs.contact_method,
        needs.information_format,
        addresses={
            ContactMethod.EMAIL: email,
            ContactMethod.TEXT: mobile_of(person),
            ContactMethod.LETTER: "\n".join(address_of(person)),
        },
        has_home=bool(person.address) and not person.has_no_fixed_abode,
        first_name=person.called,
    )


def _not_to(relationship):
    """Return why somebody in the circle is not written to, or nothing."""
    if relationship.ended_at:
        return _("They are no longer in the circle of support.")
    if not relationship.may_be_contacted:
        return _("They must not be contacted.")
    restricted = ChildCircumstance.objects.filter(
        about=relationship, kind=CircumstanceKind.NO_CONTACT, ended_at=None
    )
    return _("Contact with them is restricted.") if restricted.exists() else ""


def _to_helper(relationship, letter):
    name = relationship.name.split(" ")[0]
    user = relationship.user if relationship.user_id and relationship.user.is_active else None
    email = relationship.email or (user.email if user else "")
    format_ = relationship.information_format or InformationFormat.STANDARD
    if not email and not relationship.phone:
        return Way(NoticeState.REFUSED, _("We have no email address and no telephone number for them."))
    method = ContactMethod.EMAIL if email else ContactMethod.PHONE
    addresses = {ContactMethod.EMAIL: email}
    return _keeping(letter, method, format_, addresses=addresses, has_home=False, first_name=name)


def _to_user(user):
    if not user.is_active:
        return Way(NoticeState.REFUSED, _("They no longer sign in."))
    return Way(NoticeState.SENT, address=user.email, first_name=user.first_name)


def _keeping(letter, method, format_, *, addresses, has_home, first_name):
    """Return the way that keeps to what was asked for, or what somebody has to do instead."""
    state, why = _what_happens(letter, method, format_, address=addresses.get(method, ""), has_home=has_home)
    address = addresses[method] if state == NoticeState.SENT else ""
    return Way(state, why, method, format_, address, first_name)


def _what_happens(letter, method, format_, *, address, has_home):
    by_hand = NoticeState.TO_PRINT if has_home else NoticeState.TO_TELL
    if format_ == InformationFormat.SPOKEN:
        return NoticeState.TO_TELL, _("They want to be told in person or by telephone.")
    if method in (ContactMethod.PHONE, ContactMethod.TEXT_RELAY, ContactMethod.CARER):
        return NoticeState.TO_TELL, {
            ContactMethod.PHONE: _("They want to be called."),
            ContactMethod.TEXT_RELAY: _("They want to be called by text relay."),
            ContactMethod.CARER: _("They want to be told through somebody who helps."),
        }[method]
    if not has_version(letter, format_):
        return {
            InformationFormat.BRAILLE: (by_hand, _("They need Braille. Have it put into Braille first.")),
            InformationFormat.AUDIO: (
                NoticeState.TO_TELL,
                _("They need to hear it. There is no recording: read it out to them."),
            ),
            InformationFormat.EASY_READ: (
                NoticeState.TO_TELL,
                _("They need Easy Read, and this letter has none: explain it to them."),
            ),
        }[format_]
    if method == ContactMethod.LETTER:
        return _by_letter(address, has_home)
    if method == ContactMethod.TEXT and not carriers.takes(carriers.TEXT):
        return by_hand, _("They want a text message. We cannot send text messages yet.")
    if address:
        return NoticeState.SENT, ""
    if method == ContactMethod.TEXT:
        return by_hand, _("They want a text message, and we have no mobile number.")
    return by_hand, _("They want email, and we have no email address.")


def _by_letter(address, has_home):
    """Post it by the carrier where there is one and the address is whole, or have it printed."""
    if address and carriers.takes(carriers.LETTER):
        return NoticeState.SENT, ""
    if has_home:
        return NoticeState.TO_PRINT, _("They want a letter.")
    return NoticeState.TO_TELL, _("They want a letter, and we have no address to post it to.")


def mobile_of(person) -> str:
    """Return the number of a mobile telephone in the United Kingdom as it is dialled, or nothing."""
    number = re.sub(r"[\s()-]", "", person.phone)
    return number if MOBILE.fullmatch(number) else ""


def address_of(person) -> list[str]:
    """Return the lines of an envelope to the person, or none where the address is not whole."""
    lines = [part.strip() for part in re.split(r"[,\n]", person.address) if part.strip()]
    if not lines or not person.postcode or person.has_no_fixed_abode:
        return []
    most = MOST_LINES - 2
    if len(lines) > most:
        lines = [*lines[: most - 1], ", ".join(lines[most - 1 :])]
    return [person.name, *lines, person.postcode]


def has_version(letter, format_) -> bool:
    """Return whether there are words for ``letter`` in that format; large print is the same words."""
    if format_ == InformationFormat.EASY_READ:
        return letters.exists(letter, VARIANT[format_])
    return format_ in IN_PRINT
