"""A message on its way out: as an email, as a text that fits a telephone, or as a letter to be posted."""

from ipc.kernel import carriers, dates, letters, typesetting
from people import reaching
from people.models import ContactMethod, InformationFormat

CHANNELS: dict[str, str] = {
    ContactMethod.EMAIL: carriers.EMAIL,
    ContactMethod.TEXT: carriers.TEXT,
    ContactMethod.LETTER: carriers.LETTER,
}
PRINT: dict[str, int] = {
    InformationFormat.EASY_READ: typesetting.EASY_READ_PRINT,
    InformationFormat.LARGE: typesetting.LARGE_PRINT,
}


def hand_over(notice, way, facts, subject) -> str:
    """Let one message leave; return what its carrier calls it, or nothing where the mail server took it.

    Raises:
        carriers.Away: it is tried again.
        carriers.Refused: it never will be taken.
    """
    channel, variant = CHANNELS[way.method], reaching.VARIANT.get(way.format, "")
    if channel == carriers.EMAIL and not carriers.takes(channel):
        letters.send(notice.letter, facts, way.address, variant=variant)
        return ""
    message = carriers.Message(
        to=way.address,
        subject=subject,
        words=_words(notice, channel, facts, subject, variant),
        reference=str(notice.public_id),
        pdf=_paper(notice, way, facts, subject) if channel == carriers.LETTER else b"",
    )
    return carriers.carrier().take(channel, message)


def _words(notice, channel, facts, subject, variant):
    if channel == carriers.TEXT:
        return letters.text(subject, facts)
    return letters.body(notice.letter, facts, variant)


def _paper(notice, way, facts, subject):
    """Return the letter as PDF, its address where the window of the envelope is."""
    site = notice.person.site
    said = letters.body(notice.letter, facts, reaching.VARIANT.get(way.format, ""))
    return typesetting.pdf(
        "notice",
        {
            "size": PRINT.get(way.format, typesetting.STANDARD_PRINT),
            "to": way.address.split("\n"),
            "from": [line for line in (site.name, site.phone, site.email) if line],
            "day": dates.in_words(dates.today()),
            "title": subject,
            "paragraphs": [part.strip().split("\n") for part in said.split("\n\n") if part.strip()],
        },
    )
