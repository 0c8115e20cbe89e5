"""Points of answers, less what family and friends do, turned into money: by a rate or by a band."""

from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ipc.kernel.dates import in_words
from ipc.kernel.errors import RuleBroken
from ipc.kernel.money import pounds, rounded


class RateMissing(RuleBroken):
    message = gettext_lazy(
        "This site has no %(funder)s rate for today. Ask your site administrator to add one."
    )


class BandMissing(RuleBroken):
    message = gettext_lazy(
        "This site has no %(funder)s band for %(points)s points. Ask your site administrator to add one."
    )


class Points(NamedTuple):
    """``counted`` are those of the needs less those ``taken_off``, and never fewer than none."""

    needs: int
    taken_off: int
    left_on: int

    @property
    def counted(self):
        return max(self.needs - self.taken_off, 0)


def by_rate(way, facts) -> dict:
    """Return points × what a point is worth."""
    if way.rate is None:
        raise RateMissing(funder=way.funder.label)
    points = add_up(way, facts)
    exact = rounded(points.counted * way.rate.pounds_per_point)
    sentence = ngettext(
        "%(points)s point × %(rate)s a point = %(sum)s a week.",
        "%(points)s points × %(rate)s a point = %(sum)s a week.",
        points.counted,
    ) % {"points": points.counted, "rate": pounds(way.rate.pounds_per_point), "sum": pounds(exact)}
    rate = {
        "id": str(way.rate.public_id),
        "pounds_per_point": str(way.rate.pounds_per_point),
        "effective_from": way.rate.effective_from.isoformat(),
        "source": way.rate.source,
    }
    return {**_kept(way, facts, points, sentence), "rate": rate, "exact_weekly": exact}


def by_band(way, facts) -> dict:
    """Return what the band gives that the points fall into."""
    points = add_up(way, facts)
    band = _band(way.bands, points.counted)
    if band is None:
        raise BandMissing(funder=way.funder.label, points=points.counted)
    exact = Decimal(band.weekly_amount)
    in_figures = {"from": band.points_from, "to": band.points_to, "sum": pounds(exact)}
    if band.points_to is None:
        sentence = _("From %(from)s points on there is %(sum)s a week.") % in_figures
    else:
        sentence = _("From %(from)s to %(to)s points there is %(sum)s a week.") % in_figures
    counted = ngettext("%(points)s point.", "%(points)s points.", points.counted) % {"points": points.counted}
    band_kept = {
        "points_from": band.points_from,
        "points_to": band.points_to,
        "weekly_amount": str(band.weekly_amount),
    }
    return {**_kept(way, facts, points, f"{counted} {sentence}"), "band": band_kept, "exact_weekly": exact}


def add_up(way, facts) -> Points:
    """Return the points; those for what a carer does come off where the carer is willing and able."""
    needs = taken_off = left_on = 0
    for question in way.questions:
        points = facts.answers[question.pk].points if question.pk in facts.answers else 0
        if not question.is_informal_support:
            needs += points
        elif question.pk in facts.carers:
            taken_off += points
        else:
            left_on += points
    return Points(needs, taken_off, left_on)


def _band(bands, points):
    """Return the band that holds so many points, the highest where two do."""
    holding = [
        band
        for band in bands
        if band.points_from <= points and (band.points_to is None or points <= band.points_to)
    ]
    return max(holding, key=lambda band: band.points_from, default=None)


def _kept(way, facts, points, sentence) -> dict:
    answered = [question for question in way.questions if question.pk in facts.answers]
    needs = [question for question in answered if not question.is_informal_support]
    informal = [question for question in answered if question.is_informal_support]
    before, notes = _informal_in_words(points)
    return {
        "questions": [_question(question, facts) for question in needs],
        "informal": [_informal(question, facts) for question in informal],
        "points": points.counted,
        "points_of_needs": points.needs,
        "points_taken_off": points.taken_off,
        "in_words": f"{before} {sentence}".strip(),
        "notes": notes,
    }


def _question(question, facts):
    answer = facts.answers[question.pk]
    return {
        "id": str(question.public_id),
        "words": question.words,
        "answer": answer.words,
        "points": answer.points,
    }


def _informal(question, facts):
    """Return a question about informal support; who the carer is, is kept by id and kind, not by name."""
    carer = facts.carers.get(question.pk)
    said = carer and {
        "id": str(carer.public_id),
        "kind": str(carer.get_kind_display()),
        "said_on": facts.carers_said_on.isoformat(),
        "said_on_in_words": in_words(facts.carers_said_on),
    }
    return {**_question(question, facts), "is_taken_off": carer is not None, "carer": said}


def _informal_in_words(points):
    """Return what comes before the sum, and what is said beside it."""
    before, notes = "", []
    if points.taken_off:
        before = _(
            "%(needs)s points − %(off)s points for what family and friends do = %(counted)s points."
        ) % {
            "needs": points.needs,
            "off": points.taken_off,
            "counted": points.counted,
        }
        if points.taken_off > points.needs:
            notes.append(_("There are never fewer than 0 points."))
    if points.left_on:
        notes.append(
            ngettext(
                "Family and friends give help worth %(points)s point. It is not taken off. "
                "Nobody has said that they are willing and able to give it.",
                "Family and friends give help worth %(points)s points. They are not taken off. "
                "Nobody has said that they are willing and able to give it.",
                points.left_on,
            )
            % {"points": points.left_on}
        )
    return before, notes
