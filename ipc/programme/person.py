"""One person at a glance: what matters, the next step, plan, money, people around them. One statement."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from careplans.models import AboutHeading, Statement
from ipc.kernel import access, dates
from ipc.programme import timeline, work
from peersupport import standing
from peersupport.models import Introduction
from people import menu
from people.acts import Act
from people.banner import banner, with_emergency
from people.models import (
    OVER,
    Allocation,
    Authority,
    AuthorityKind,
    Basis,
    Consent,
    ConsentPurpose,
    Decided,
    Flag,
    Invitation,
    LegalBasis,
    Person,
    Rectification,
    Relationship,
    RelationshipKind,
    Section,
    Todo,
    TodoKind,
)

SHOWN_OF_TIMELINE = 12
KEPT_FROM_OTHERS = {"nhs_number": "", "born": "", "consent": ""}
PARTS = ("circle", "shared", "authorities", "invited", "asked_to_join", "to_know", "to_do", "bases", "notes")


def page(person, user) -> dict:
    """Return what the page of ``person`` shows to ``user``: only rows that ``user`` may see."""
    found = _found(person, user)
    facts = vars(found)
    todo = work.next_for(facts)
    parts = {name: [_WORDED[name](one) for one in facts[name] or []] for name in PARTS}
    is_care_team = access.may(Act.SEE_CASELOAD, user)
    above = banner(
        person,
        getattr(found, "information_needs", None),
        _summary(parts["shared"]),
        to_know=[flag["words"] for flag in parts["to_know"]],
    )
    above = with_emergency({**above, "menu": menu.pages(user, person)}, user, person)
    return {
        "person": person,
        "banner": above if is_care_team else {**above, **KEPT_FROM_OTHERS},
        "is_care_team": is_care_team,
        "matters": found.matters,
        "stage": person.get_status_display(),
        "next": _next(facts, todo) if todo and is_care_team else None,
        "plan": _plan(found),
        "plan_url": _url("plan", found.draft_id or found.agreed_id),
        "money": " · ".join(filter(None, work.money_in_words(facts))),
        "money_url": _url("budget", found.budget_id) or (is_care_team and _url("indicative", found.idea_id)),
        "coordinator": found.coordinator,
        **parts,
        "events": timeline.of(person, user, SHOWN_OF_TIMELINE),
        "may_change": access.may(Act.RECORD_CONSENT, user),
        "doing": menu.doing(user, person),
        "is_over": person.status in OVER,
        "matters_heading": AboutHeading.MATTERS.value,
    }


def _next(facts, todo):
    """Return the next step as the page shows it; a link or a button only where it leads somewhere else."""
    return {
        "sentence": todo.words,
        "detail": _("Since %(day)s.") % {"day": dates.in_words(todo.since)} if todo.days > 0 else "",
        "url": "" if todo.page == "person" or todo.by_button else todo.address(facts),
        "start_url": todo.address(facts) if todo.by_button else "",
    }


def _url(page, public_id):
    return reverse(page, args=[public_id]) if public_id else ""


def _found(person, user):
    """Return the person with everything around them, in one statement."""

    def seen(model):
        return model.objects.visible_to(user)

    def rows(queryset, order="pk", **fields):
        of_person = queryset.filter(person=OuterRef("pk")).order_by(order)
        return ArraySubquery(of_person.values(json=JSONObject(**fields)))

    matters = seen(Statement).filter(person=OuterRef("pk"), heading=AboutHeading.MATTERS)
    worker = seen(Allocation).live().filter(person=OuterRef("pk"))
    everybody = work.with_facts(Person.objects.select_related("information_needs"))
    return everybody.annotate(
        matters=Subquery(matters.values("words")[:1]),
        coordinator=Subquery(worker.values("worker__name")[:1]),
        circle=rows(
            seen(Relationship).live(),
            "ring",
            name="name",
            kind="kind",
            phone=Case(When(may_be_contacted=True, then=F("phone")), default=Value("")),
            is_carer="is_carer",
            lives_with_person="lives_with_person",
            signs_in="user_id",
            may_be_contacted="may_be_contacted",
        ),
        to_know=rows(
            seen(Flag).live(), "review_due_on", public_id="public_id", words="words", reason="reason"
        ),
        to_do=rows(
            seen(Todo).open().filter(role=user.hat.role),
            "due_on",
            public_id="public_id",
            kind="kind",
            due_on="due_on",
            detail="detail",
        ),
        notes=rows(
            seen(Rectification),
            "-pk",
            public_id="public_id",
            what="what",
            says="should_say",
            decision="decision",
        ),
        bases=rows(seen(LegalBasis).live(), "starts_on", basis="basis", starts_on="starts_on"),
        shared=rows(
            seen(Consent).live().exclude(purpose=ConsentPurpose.EVALUATION),
            public_id="public_id",
            sections="sections",
            given_at="given_at",
            ends_on="ends_on",
            user="user__name",
            relationship="relationship__name",
            organisation="organisation__name",
        ),
        authorities=rows(seen(Authority).live(), name="holder__name", kind="kind", ends_on="ends_on"),
        invited=rows(seen(Invitation).filter(accepted_at=None), "-pk", name="name", expires_at="expires_at"),
        asked_to_join=rows(seen(Introduction), "-pk", service="service__name", status="status"),
    ).get(pk=person.pk)


def _in_circle(one):
    facts = [
        RelationshipKind(one["kind"]).label,
        one["is_carer"] and _("looks after them"),
        one["lives_with_person"] and _("lives with them"),
        one["signs_in"] and _("signs in"),
    ]
    return {
        "name": one["name"],
        "phone": one["phone"],
        "is_not_contacted": not one["may_be_contacted"],
        "facts": " · ".join(str(fact) for fact in facts if fact),
    }


def _shared(one):
    return {
        "reader": one["organisation"] or one["user"] or one["relationship"],
        "sections": ", ".join(str(Section(section).label) for section in one["sections"]),
        "since": dates.in_words(parse_datetime(one["given_at"])),
        "until": dates.in_words(one["ends_on"] and parse_date(one["ends_on"])),
        "url": reverse("withdraw_consent", args=[one["public_id"]]),
    }


def _authority(one):
    return {
        "name": one["name"],
        "kind": AuthorityKind(one["kind"]).label,
        "until": dates.in_words(one["ends_on"] and parse_date(one["ends_on"])),
    }


def _invited(one):
    return {"name": one["name"], "until": dates.in_words(parse_datetime(one["expires_at"]))}


def _flag(one):
    return {"words": one["words"], "reason": one["reason"], "url": _url("end_flag", one["public_id"])}


def _todo(one):
    return {
        "words": TodoKind(one["kind"]).label,
        "detail": one["detail"],
        "by": dates.in_words(parse_date(one["due_on"])),
        "is_late": one["due_on"] < dates.today().isoformat(),
        "url": _url("settle_todo", one["public_id"]),
    }


def _basis(one):
    return {"words": Basis(one["basis"]).label, "since": dates.in_words(parse_date(one["starts_on"]))}


def _note(one):
    return {
        "what": one["what"],
        "says": one["says"],
        "state": Decided(one["decision"]).label if one["decision"] else _("not decided yet"),
        "url": "" if one["decision"] else _url("decide_put_right", one["public_id"]),
    }


def _introduction(one):
    return {"service": one["service"], "status": standing.for_colleagues(one["status"])}


_WORDED = dict(
    zip(
        PARTS,
        (_in_circle, _shared, _authority, _invited, _introduction, _flag, _todo, _basis, _note),
        strict=True,
    )
)


def _summary(shared):
    return "; ".join(f"{one['reader']} ({one['sections']})" for one in shared) or _("nothing yet")


def _plan(found):
    if found.agreed_at:
        agreed, review = dates.in_words(found.agreed_at), dates.in_words(found.review_on)
        if review:
            return _("Agreed on %(agreed)s. Review by %(review)s.") % {"agreed": agreed, "review": review}
        return _("Agreed on %(agreed)s.") % {"agreed": agreed}
    if found.draft_at:
        return _("Being written since %(day)s.") % {"day": dates.in_words(found.draft_at)}
    return _("Not started yet.")
