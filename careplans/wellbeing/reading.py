"""How a person says they are, in words and pictures: each question for itself, as time goes on."""

from django.utils import formats
from django.utils.translation import gettext as _

from careplans.models import Goal, HowTrue, HowTrueNow, LicensedScore, OwnStatement, WellbeingCheck
from careplans.plan_page import plans_of
from careplans.progress import latest
from careplans.wellbeing import answering, questions
from careplans.wellbeing.scores import plain
from ipc.kernel import charts, dates
from people.models import HowGiven

MOST_SHOWN = 8
MOST_KEPT_IN_VIEW = 24
HOW_TRUE = dict(HowTrue.choices)


def page(person, user) -> dict:
    """Return all of it for one page: nine queries, however much there is."""
    checks = checks_of(person, user)
    return {
        "is_asked": answering.is_asked(person),
        "pictures": pictures(checks),
        "answers": [_as_row(check, person, user) for check in reversed(checks)],
        "is_very_low": bool(checks) and questions.is_very_low(checks[-1]),
        "sentences": sentences(person, user),
        "goals": goals(person, user),
        "scores": scores(person, user),
        "source": questions.SOURCE,
    }


def checks_of(person, user) -> list[WellbeingCheck]:
    """Return the newest answers that were not taken back, the oldest of them first."""
    seen = WellbeingCheck.objects.visible_to(user).filter(person=person, taken_back_at=None)
    newest = seen.select_related("noted_by").order_by("-answered_on", "-pk")
    return list(reversed(newest[:MOST_KEPT_IN_VIEW]))


def pictures(checks) -> list[dict]:
    """Return a picture and a sentence for each question that was answered; never one of all together."""
    shown = []
    for question in questions.QUESTIONS:
        given = [
            (check.answered_on, number)
            for check in checks
            if (number := getattr(check, question.name)) is not None
        ]
        if given:
            shown.append({"name": question.name, "icon": question.icon, "chart": _picture(question, given)})
    return shown


def _picture(question, given):
    return charts.bar_chart(
        name=question.name,
        title=question.words,
        sentence=_sentence(question, given),
        rows=[(_short(day), number) for day, number in given[-MOST_SHOWN:]],
        heads=(_("Day"), _("Answer")),
        as_text=out_of_ten,
        out_of=questions.HIGHEST,
    )


def _short(day) -> str:
    """Return ``9 November 2026``: a weekday says nothing here, and a phone is narrow."""
    return formats.date_format(day, "j F Y")


def out_of_ten(number) -> str:
    return _("%(number)s out of 10") % {"number": number}


def _sentence(question, given):
    (day, now), before = given[-1], given[-2][1] if len(given) > 1 else None
    said = [_("%(number)s on %(day)s.") % {"number": out_of_ten(now), "day": dates.in_words(day)}]
    if before is not None:
        said.append(_step(now - before))
    if question.lower_is_better:
        said.append(_("Here a lower number is calmer."))
    return " ".join(said)


def _step(step):
    if step > 0:
        return _("That is %(step)s more than the time before.") % {"step": step}
    if step < 0:
        return _("That is %(step)s less than the time before.") % {"step": -step}
    return _("That is the same as the time before.")


def _as_row(check, person, user):
    """Return one day's answers in words, as the person gave them."""
    return {
        "public_id": check.public_id,
        "when": dates.in_words(check.answered_on),
        "lines": [
            {"label": question.short, "said": _said(getattr(check, question.name))}
            for question in questions.QUESTIONS
        ],
        "words": check.words,
        "who": person.called,
        "noted": _noted(check, person),
        "may_take_back": user.pk == check.noted_by_id or user.person_id == check.person_id,
    }


def _said(number):
    return _("Left out") if number is None else out_of_ten(number)


def _noted(check, person):
    """Return who wrote the answers down, where that was not the person."""
    if check.how_answered == HowGiven.ONLINE or check.noted_by is None:
        return ""
    return _("%(who)s wrote it down. %(name)s said it: %(how)s.") % {
        "who": check.noted_by.name,
        "name": person.called,
        "how": check.get_how_answered_display().lower(),
    }


def sentences(person, user) -> list[dict]:
    """Return the person's sentences with what they said of each, the newest last: two queries."""
    seen = OwnStatement.objects.visible_to(user).filter(person=person, ended_at=None)
    said: dict = {}
    for one in HowTrueNow.objects.visible_to(user).filter(person=person, statement__ended_at=None):
        said.setdefault(one.statement_id, []).append(one)
    return [sentence(statement, said.get(statement.pk, [])) for statement in seen]


def statement_page(statement, user) -> dict:
    """Return one sentence for its own page: one query."""
    return sentence(statement, list(HowTrueNow.objects.visible_to(user).filter(statement=statement)))


def sentence(statement, said) -> dict:
    """Return one sentence and how true it was, in words and as a picture."""
    return {
        "public_id": statement.public_id,
        "words": statement.words,
        "now": said[-1].get_how_true_display() if said else "",
        "when": dates.in_words(said[-1].said_on) if said else "",
        "chart": _how_true_picture(statement, said) if len(said) > 1 else None,
    }


def _how_true_picture(statement, said):
    first, last = said[-MOST_SHOWN:][0], said[-1]
    told = _("At first: %(first)s. Now: %(last)s.") if len(said) > 1 else _("Now: %(last)s.")
    return charts.bar_chart(
        name=f"true-{statement.pk}",
        title=_("How true it is"),
        sentence=told % {"first": first.get_how_true_display(), "last": last.get_how_true_display()},
        rows=[(_short(one.said_on), one.how_true) for one in said[-MOST_SHOWN:]],
        heads=(_("Day"), _("How true it is")),
        as_text=lambda number: str(HOW_TRUE[number]),
        out_of=max(HowTrue.values),
    )


def goals(person, user) -> list[dict]:
    """Return the goals of the plan in force with how it went last: five queries."""
    plan, draft = plans_of(user, person)
    plan = plan or draft
    if plan is None:
        return []
    noted = latest(plan, user)
    seen = Goal.objects.visible_to(user).filter(plan=plan)
    return [
        {"public_id": goal.public_id, "words": goal.words, "latest": noted.get(goal.public_id)}
        for goal in seen
    ]


def scores(person, user) -> list[dict]:
    """Return the scores of questionnaires under licence, the newest first: one query."""
    seen = LicensedScore.objects.visible_to(user).filter(person=person).select_related("tool", "noted_by")
    return [
        {
            "name": one.tool.name,
            "what": one.tool.what,
            "said": _("%(score)s, from %(lowest)s to %(highest)s")
            % {
                "score": plain(one.score),
                "lowest": plain(one.tool.lowest),
                "highest": plain(one.tool.highest),
            },
            "level": one.level,
            "better": _("Higher is better.") if one.tool.higher_is_better else _("Lower is better."),
            "when": dates.in_words(one.answered_on),
            "who": one.noted_by.name if one.noted_by else "",
            "licence": one.licence_reference,
        }
        for one in seen[:MOST_KEPT_IN_VIEW]
    ]
