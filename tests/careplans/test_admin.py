"""Review rules and practices in the admin: added by whose they are, changed by nobody. Ideas: changed."""

import pytest
from django.urls import reverse

from careplans.models import PlanTemplate, ReviewPractice, ReviewRule, TemplateLine
from tests.factories import (
    PlanTemplateFactory,
    ReviewPracticeFactory,
    SiteFactory,
    TemplateLineFactory,
)
from tests.factories.people import staff

RULES, PRACTICES = "/admin/careplans/reviewrule/", "/admin/careplans/reviewpractice/"
RULE = {
    "stream": "nhs",
    "first_months": 2,
    "later_months": 6,
    "effective_from": "2030-01-01",
    "source": "New law",
}
PRACTICE = {
    "remind_days": 42,
    "answer_days": 7,
    "together_days": 28,
    "effective_from": "2027-01-01",
    "source": "Our board",
}


@pytest.fixture
def site_admin(house, signed_in):
    return signed_in(staff("site_admin"))


def test_a_programme_administrator_adds_a_rule(house, signed_in):
    client = signed_in(staff("programme_admin"))

    client.post(RULES + "add/", RULE)

    assert ReviewRule.objects.get(source="New law").first_months == 2


def test_a_site_administrator_reads_the_rules_and_adds_none(site_admin):
    assert site_admin.get(RULES).status_code == 200
    assert site_admin.post(RULES + "add/", RULE).status_code == 403


def test_a_rule_is_not_changed(house, signed_in):
    client = signed_in(staff("programme_admin"))
    rule = ReviewRule.objects.first()

    assert client.post(f"{RULES}{rule.pk}/change/", RULE).status_code == 403
    assert client.post(f"{RULES}{rule.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_site_administrator_sets_the_practice_of_their_own_site(site_admin, house):
    site_admin.post(PRACTICES + "add/", {**PRACTICE, "site": house.pk})

    assert ReviewPractice.objects.get(remind_days=42).site == house


@pytest.mark.parametrize("site", ["", "elsewhere"])
def test_but_neither_of_every_site_nor_of_another(site_admin, house, site):
    site = SiteFactory(slug="luton").pk if site else ""

    answer = site_admin.post(PRACTICES + "add/", {**PRACTICE, "site": site})

    assert answer.status_code == 200
    assert not ReviewPractice.objects.filter(remind_days=42).exists()


def test_other_sites_practices_are_not_listed(site_admin, house):
    ReviewPracticeFactory(site=SiteFactory(slug="luton"), source="Luton's own way")

    assert "Luton's own way" not in site_admin.get(PRACTICES).content.decode()


TEMPLATES = "/admin/careplans/plantemplate/"
NEED = {"kind": "need", "words": "The days are long", "position": 10}
GOAL = {"kind": "goal", "words": "I see people", "position": 20, "about": "goal_kind:wellbeing"}
ACTION = {"kind": "action", "words": "Join the choir", "position": 30, "detail": "Me"}


def template_form(*lines, **facts):
    """Return what the form of a template posts, with its lines in the order given."""
    form = {"name": "Staying well", "cohort": "older", "is_offered": "on", "site": "", **facts}
    form |= {"lines-TOTAL_FORMS": len(lines), "lines-INITIAL_FORMS": 0}
    return form | {
        f"lines-{number}-{name}": value for number, line in enumerate(lines) for name, value in line.items()
    }


def test_a_site_administrator_adds_ideas_of_their_own_site(site_admin, house):
    site_admin.post(TEMPLATES + "add/", template_form(NEED, GOAL, ACTION, site=house.pk))

    made = PlanTemplate.objects.get(name="Staying well")
    assert made.site == house
    assert list(made.lines.values_list("words", flat=True)) == [
        "The days are long",
        "I see people",
        "Join the choir",
    ]
    assert made.lines.get(kind="goal").goal_kind == "wellbeing"


@pytest.mark.parametrize("site", ["", "elsewhere"])
def test_but_no_ideas_of_every_site_nor_of_another(site_admin, house, site):
    site = SiteFactory(slug="luton").pk if site else ""

    answer = site_admin.post(TEMPLATES + "add/", template_form(NEED, site=site))

    assert answer.status_code == 200
    assert not PlanTemplate.objects.filter(name="Staying well").exists()


@pytest.mark.parametrize("whose", ["every site", "luton"])
def test_ideas_that_are_not_their_own_are_not_opened(site_admin, house, whose):
    site = SiteFactory(slug="luton") if whose == "luton" else None
    template = PlanTemplateFactory(site=site, name="Not theirs")
    url = reverse("admin:careplans_plantemplate_change", args=[template.pk])

    assert "Not theirs" not in site_admin.get(TEMPLATES).content.decode()
    assert site_admin.get(url).status_code == 302
    site_admin.post(url, template_form(site=house.pk))
    assert PlanTemplate.objects.get(pk=template.pk).name == "Not theirs"


def test_a_programme_administrator_changes_the_ideas_of_every_site(house, signed_in):
    client = signed_in(staff("programme_admin"))
    line = TemplateLineFactory(template=PlanTemplateFactory(name="Before"), words="Old words")
    url = reverse("admin:careplans_plantemplate_change", args=[line.template.pk])
    form = template_form({**NEED, "id": line.pk, "template": line.template.pk}, name="After")

    client.post(url, {**form, "lines-INITIAL_FORMS": 1})

    line.refresh_from_db()
    assert (line.template.name, line.words) == ("After", "The days are long")


def test_a_line_is_taken_out_and_the_template_stays(house, signed_in):
    client = signed_in(staff("programme_admin"))
    line = TemplateLineFactory(template=PlanTemplateFactory(name="Before"))
    url = reverse("admin:careplans_plantemplate_change", args=[line.template.pk])
    form = template_form({**NEED, "id": line.pk, "template": line.template.pk})

    client.post(url, {**form, "lines-INITIAL_FORMS": 1, "lines-0-DELETE": "on"})

    assert not TemplateLine.objects.filter(pk=line.pk).exists()
    assert client.post(f"{TEMPLATES}{line.template.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((GOAL,), "Put the need above the goal"),
        ((NEED, ACTION), "Put the goal above"),
        ((NEED, {**GOAL, "position": 5}), "Put the need above the goal"),
        ((NEED, GOAL, {**NEED, "position": 25}, ACTION), "Put the goal above"),
        ((NEED, {**GOAL, "about": "heading:matters"}), "Choose what the goal is about."),
        (({"kind": "question", "words": "Why?", "position": 1},), "Choose beside which heading"),
        (({"kind": "contingency", "words": "Nobody comes", "position": 1},), "Choose what goes wrong."),
        ((NEED, GOAL, {**ACTION, "detail": ""}), "Write who could do it."),
        (({"kind": "contingency", "words": "Nobody comes", "position": 1},), "Write what to do then."),
    ],
)
def test_what_hangs_from_nothing_is_asked_about(site_admin, house, lines, said):
    page = site_admin.post(TEMPLATES + "add/", template_form(*lines, site=house.pk))

    assert said in page.content.decode()
    assert not PlanTemplate.objects.filter(name="Staying well").exists()


def test_the_form_explains_itself(site_admin):
    page = site_admin.get(TEMPLATES + "add/").content.decode()

    assert "A goal belongs to the need above it." in page
    assert "Nothing comes into a plan by itself" in page
