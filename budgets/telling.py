"""Telling the person, and those who act for them about money, that there is something to read."""

from ipc.kernel import acting, letters
from people import notices
from people.models import Authority, Section, User


def readers(row, letter, *, page, the_person=True, about="", by=None):
    """Tell the person of ``row`` and whoever acts for them, each the way they need it; never what it says.

    Once for each row; ``about`` tells apart what is said anew of the same one.
    """
    with acting.for_the_site("tell whoever acts about money", site_id=row.site_id):
        holds = Authority.objects.live().filter(person_id=row.person_id, sections__contains=[Section.MONEY])
        holders = list(User.objects.filter(pk__in=holds.values("holder_id"), is_active=True))
    for reader in [*([None] if the_person else []), *holders]:
        notices.tell(
            row.person,
            letter,
            key=f"{letter}:{row.public_id}{about and f':{about}'}",
            facts={"link": letters.link(page)},
            to=reader,
            by=by,
        )
