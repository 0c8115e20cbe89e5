"""A link that lets one reader without a sign-in see chosen parts, for some days.

The link goes to the reader by email; the three words that open it the person tells them. Neither is stored
(``people.codes``): the row keeps their hashes. The first browser that opens it with the words is the only
one it opens for.
"""

import datetime as dt
import secrets
import uuid
from dataclasses import dataclass, field

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from ipc.kernel import acting, audit, outbox
from ipc.kernel.errors import RuleBroken
from people import codes, consent, rules
from people.acts import Act
from people.models import DIED_OR_GONE, ChildCircumstance, Figure, Hat, Person, Role, Section, ShareLink
from people.wordlist import WORDS

HOW_MANY_WORDS = 3
MOST_ATTEMPTS = 5
PARTS = (Section.ABOUT_ME, Section.PLAN, Section.SUPPORT, Section.MONEY)


class NothingInTheLink(RuleBroken):
    message = gettext_lazy("Choose at least one part to show.")


class NotThroughALink(RuleBroken):
    message = gettext_lazy("This part is never shown through a link.")


class LinkTooLong(RuleBroken):
    message = ngettext_lazy(
        "A link works for %(most)s day at the most.", "A link works for %(most)s days at the most.", "most"
    )


class MustNotBeContacted(RuleBroken):
    message = gettext_lazy("%(name)s must not be contacted about this person. Choose somebody else.")


class LinkAlreadyOver(RuleBroken):
    message = gettext_lazy("This link does not work any more. Nobody can open it.")


class LinkClosed(RuleBroken):
    """There is no such link, or it is over, or it opens for somebody else: a stranger learns no more."""

    message = gettext_lazy("This link does not open anything.")


class WrongWords(RuleBroken):
    message = gettext_lazy("These are not the three words. Ask the person who shared this with you.")


@dataclass(frozen=True)
class Reader:
    """Whoever reads through a link: no user, no person, nothing but the link."""

    link: ShareLink
    hat: Hat = field(default_factory=lambda: Hat(Role.PERSON))
    pk: None = None
    person_id: None = None


def code_of(link) -> str:
    """Return the 128-bit code of a link, as it stands in the address."""
    return codes.of("people.sharelink.code", link)


def words_of(link) -> str:
    """Return the three words that the person tells the reader."""
    digest = codes.worked_out("people.sharelink.words", link)
    places = [int.from_bytes(digest[2 * n : 2 * n + 2], "big") for n in range(HOW_MANY_WORDS)]
    return " ".join(WORDS[place % len(WORDS)] for place in places)


def _plainly(words):
    return " ".join(words.lower().replace(",", " ").replace("-", " ").split())


@transaction.atomic
def make(person, *, by, reader, email, sections, days, how_asked="") -> ShareLink:
    """Make a link for one ``reader`` that shows ``sections`` for some ``days``, and send it to ``email``.

    Whoever reads it always sees the name. ``how_asked`` is how the person asked for it, where somebody
    else makes it for them.

    Raises:
        NothingInTheLink, NotThroughALink, LinkTooLong, MustNotBeContacted
        consent.CannotDecideSharing: nobody else makes a link in their place.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    chosen, email = {Section(section) for section in sections}, email.strip().lower()
    _check(person, chosen - {Section.IDENTITY}, email, days)
    link = ShareLink(
        public_id=uuid.uuid4(),  # chosen here, because code and words are worked out from it
        site_id=person.site_id,
        person=person,
        reader=reader.strip(),
        email=email,
        sections=[part for part in Section if part in chosen | {Section.IDENTITY}],
        made_by=by,
        expires_at=timezone.now() + dt.timedelta(days=days),
    )
    link.code_hash, link.words_hash = codes.hash_of(code_of(link)), make_password(words_of(link))
    link.save(force_insert=True)
    audit.record(Act.SHARE_BY_LINK, link, by=by, why=str(how_asked))
    outbox.add("people.send_share_link", link, key=f"share-link-{link.public_id}")
    return link


def _check(person, chosen, email, days):
    if not chosen:
        raise NothingInTheLink
    if not chosen <= set(PARTS):
        raise NotThroughALink
    most = rules.value(Figure.LINK_DAYS, site_id=person.site_id)
    if not 1 <= days <= most:
        raise LinkTooLong(most=most)
    with acting.for_the_site("ask whether somebody may be written to", site_id=person.site_id):
        known = person.relationships.filter(email__iexact=email)
        restricted = ChildCircumstance.objects.stopping().values("about")
        kept_off = known.filter(Q(may_be_contacted=False) | Q(pk__in=restricted)).first()
        unable = consent.assessed_as_unable(person)
    if kept_off:
        raise MustNotBeContacted(name=kept_off.name)
    if unable:
        raise consent.CannotDecideSharing


@transaction.atomic
def withdraw(link, *, by) -> ShareLink:
    """Take a link back: from now on it opens nothing.

    Raises:
        LinkAlreadyOver
    """
    link = ShareLink.objects.select_for_update().get(pk=link.pk)
    if link.withdrawn_at or link.expires_at <= timezone.now():
        raise LinkAlreadyOver
    link.withdrawn_at, link.withdrawn_by = timezone.now(), by
    link.save(update_fields=["withdrawn_at", "withdrawn_by"])
    audit.record(Act.WITHDRAW_LINK, link, by=by)
    return link


def find(code) -> ShareLink:
    """Return the live link that ``code`` belongs to.

    Raises:
        LinkClosed
    """
    site_id = codes.site_of(code, "app_link_site")
    if site_id is None:
        raise LinkClosed
    with acting.acting_as(acting.job([site_id])):
        found = ShareLink.objects.live().filter(code_hash=codes.hash_of(code), attempts__lt=MOST_ATTEMPTS)
        link = found.exclude(person__status__in=DIED_OR_GONE).select_related("person").first()
    if link is None:
        raise LinkClosed
    return link


def opens_for(link, browser) -> bool:
    """Return whether ``link`` opens for the browser that says it is ``browser`` (its secret)."""
    if not browser or not link.browser_hash:
        return False
    return constant_time_compare(link.browser_hash, codes.hash_of(browser))


def open_first(code, words) -> str:
    """Open a link for the first browser by the three words; return the secret that browser keeps.

    Raises:
        LinkClosed: it opened somewhere before, or this was the last attempt.
        WrongWords: the attempt is counted, whatever becomes of the request.
    """
    link = find(code)
    with acting.acting_as(acting.job([link.site_id])):
        link = ShareLink.objects.select_for_update().get(pk=link.pk)
        if link.first_opened_at or link.attempts >= MOST_ATTEMPTS:
            raise LinkClosed
        is_right = check_password(_plainly(words), link.words_hash)
        browser = secrets.token_urlsafe(codes.CODE_BYTES) if is_right else ""
        if is_right:
            link.first_opened_at, link.browser_hash = timezone.now(), codes.hash_of(browser)
        else:
            link.attempts += 1
        link.save(update_fields=["first_opened_at", "browser_hash", "attempts"])
    if link.attempts >= MOST_ATTEMPTS:
        raise LinkClosed
    if not is_right:
        raise WrongWords
    return browser


def acting_for(link) -> acting.Acting:
    """Return the context in which the database shows what ``link`` shares, and nothing else."""
    return acting.Acting(acting.PORTAL, site_ids=(link.site_id,), share_link_id=link.pk)


def looked(link) -> None:
    """Write down that somebody read through the link: the person sees it among who looked."""
    why = _("Through the link for %(reader)s") % {"reader": link.reader}
    audit.read(Act.OPEN_LINK, link, by=None, why=why)
