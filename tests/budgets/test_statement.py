"""The statement: right to the penny, the same on the page and in a tagged PDF."""

import datetime as dt
import json
import re
import uuid
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from pypdf import PdfReader

from budgets import statement
from budgets.models import Frequency, PaymentBasis
from people.models import InformationFormat
from tests.budgets.running import COUNCIL, EDUCATION, NHS, NOTIONAL, THIRD_PARTY, in_use, margaret
from tests.factories import AllocationFactory, InformationNeedsFactory, PersonFactory
from tests.factories.people import UserFactory, staff


def read(pdf):
    return PdfReader(BytesIO(pdf))


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def amounts(text):
    return sorted(re.findall(r"£[\d,]+\.\d\d", text))


@pytest.fixture
def mixed(house):
    return in_use(
        {NHS: "210.00", COUNCIL: "172.50"},
        ({EDUCATION: "45.00"}, {"option": NOTIONAL, "words": "A reading group"}),
        ({COUNCIL: "30.00"}, {"option": THIRD_PARTY}),
        ({NHS: "600.00"}, {"frequency": Frequency.ONE_OFF, "option": NOTIONAL, "words": "A walking frame"}),
        contribution="61.20",
    )


def test_the_content_tells_every_figure(house):
    """T1: 210.00 and 172.50 a week, 61.20 of it the person's own."""
    found = statement.content(in_use({NHS: "210.00", COUNCIL: "172.50"}, contribution="61.20"))

    assert found["funders"] == [
        {"funder": "H", "weekly": "210.00", "once": "0.00", "yearly": "10920.00"},
        {"funder": "C", "weekly": "111.30", "once": "0.00", "yearly": "5787.60"},
        {"funder": "Y", "weekly": "61.20", "once": "0.00", "yearly": "3182.40"},
    ]
    assert (found["weekly"], found["yearly"]) == ("382.50", "19890.00")
    assert found["direct_payment"]["period"] == "1285.20"
    assert found["direct_payment"]["own_period"] == "244.80"
    assert found["care_act"] == {"cost": "172.50", "person_pays": "61.20", "council_pays": "111.30"}
    assert found["lines"][0]["shares"] == {"H": "210.00", "C": "111.30", "Y": "61.20"}


def test_the_content_is_ready_for_json(mixed):
    assert json.loads(json.dumps(statement.content(mixed))) == statement.content(mixed)


def test_what_comes_once_is_never_multiplied(mixed):
    nhs = statement.content(mixed)["funders"][0]

    assert nhs == {"funder": "H", "weekly": "210.00", "once": "600.00", "yearly": "11520.00"}


@pytest.mark.parametrize(
    ("budget", "sentence"),
    [
        ({NHS: "95.00", COUNCIL: "148.00"}, "You have £972.00 every 4 weeks. That is £243 a week."),
        ({NHS: "210.00", COUNCIL: "111.30"}, "You have £1,285.20 every 4 weeks. That is about £321 a week."),
    ],
)
def test_the_numbers_come_in_words_first(house, budget, sentence):
    said = statement.words(statement.content(in_use(budget)))

    assert said["sentences"][0] == sentence


def test_without_a_direct_payment_the_whole_budget_comes_first(house):
    said = statement.words(statement.content(in_use(({NHS: "70.00"}, {"option": NOTIONAL}))))

    assert said["sentences"][0].startswith("Your whole budget is £70.00 a week. That is £3,640.00")
    assert "You pay nothing." in said["sections"][3]["sentences"]


def test_a_child_has_no_care_act_figures_and_pays_nothing(house):
    child = PersonFactory(born_on=dt.date(2017, 3, 1))
    found = statement.content(
        in_use({COUNCIL: "85.00", EDUCATION: "45.00"}, contribution="9.00", person=child)
    )

    assert found["care_act"] is None
    assert found["contribution"]["weekly"] == "0.00"


def test_paid_gross_the_person_is_told_to_pay_their_part_to_the_council(house):
    said = statement.words(statement.content(margaret(payment_basis=PaymentBasis.GROSS)))
    told = " ".join(said["sections"][3]["sentences"])

    assert "pay your part to the council" in told
    assert said["sentences"][0] == "You have £1,100.00 every 4 weeks. That is £275 a week."


def test_the_pdf_is_tagged_and_says_its_language_and_title(mixed):
    pdf = read(statement.pdf(statement.content(mixed)))
    root = pdf.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title.startswith("My IPC personal budget")
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_the_pdf_says_what_the_page_says_to_the_penny(mixed, signed_in):
    client = signed_in(UserFactory(person=mixed.person))
    page = client.get(reverse("my_statement")).content.decode()
    main = strip_tags(page[page.index("<main") : page.index("<figure")] + page[page.index("</figure>") :])
    answer = client.get(reverse("my_statement_pdf"))

    assert answer["Content-Type"] == "application/pdf"
    assert mixed.person.family_name not in answer["Content-Disposition"]
    assert amounts(text_of(answer.content)) == amounts(main)
    assert len(amounts(main)) > 20


def test_nobodys_words_are_read_as_mark_up(house):
    words = '#panic("x") $a$ *b* [c] <d> \\ "e" `f` @g // h'
    budget = in_use(({NHS: "1.00"}, {"words": words}))

    assert '#panic("x")' in text_of(statement.pdf(statement.content(budget)))


@pytest.mark.parametrize("name", ["Zoë", "Siân Ŵyn", "Łukasz", "অঞ্জলি", "عائشة", "李", "😀"])
def test_no_name_keeps_anybody_from_their_statement(house, name):
    budget = margaret(person=PersonFactory(given_name=name))

    assert statement.pdf(statement.content(budget)).startswith(b"%PDF-")


def test_large_print_is_large(mixed):
    found = statement.content(mixed)
    sizes = {
        kind: len(read(statement.pdf(found, kind)).pages)
        for kind in (InformationFormat.STANDARD, InformationFormat.LARGE)
    }

    assert sizes[InformationFormat.LARGE] > sizes[InformationFormat.STANDARD]


def test_the_person_gets_the_format_they_asked_for(mixed):
    InformationNeedsFactory(person=mixed.person, information_format=InformationFormat.LARGE)

    assert len(read(statement.letter(mixed)).pages) == len(
        read(statement.pdf(statement.content(mixed), InformationFormat.LARGE)).pages
    )


def test_staff_read_the_same_statement(mixed, signed_in):
    worker = AllocationFactory(person=mixed.person).worker
    for user, status in (
        (worker, 200),
        (staff("finance"), 200),
        (staff("coordinator"), 404),
        (staff("manager"), 403),
    ):
        client = signed_in(user)
        assert client.get(reverse("statement", args=[mixed.public_id])).status_code == status
        assert client.get(reverse("statement_pdf", args=[mixed.public_id])).status_code == status


def test_before_any_budget_the_page_tells_what_comes_first(house, signed_in):
    client = signed_in(UserFactory(person=PersonFactory()))

    assert "It comes step by step" in client.get(reverse("my_money")).content.decode()
    assert client.get(reverse("my_statement")).status_code == 404
    assert client.get(reverse("my_statement_pdf")).status_code == 404


def test_a_nominee_who_sees_only_the_money_reads_all_of_it(mixed, signed_in):
    from people.models import Section
    from tests.factories import AuthorityFactory

    nominee = UserFactory()
    AuthorityFactory(person=mixed.person, holder=nominee, sections=[Section.IDENTITY, Section.MONEY])
    client = signed_in(nominee)

    assert client.get(reverse("my_money")).status_code == 200
    assert "£11,520.00" in client.get(reverse("my_statement")).content.decode()
    assert client.get(reverse("record_spend")).status_code == 200


def test_my_money_costs_the_same_for_one_spend_and_for_many(house, signed_in, django_assert_num_queries):
    from decimal import Decimal

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from budgets import spending
    from ipc.kernel.dates import today
    from tests.budgets.running import paid

    budget = margaret()
    paid(budget)
    client = signed_in(UserFactory(person=budget.person))

    def spend():
        spending.record(
            budget, by=None, key=uuid.uuid4(), line=budget.lines.get(), amount=Decimal("1"), spent_on=today()
        )

    spend()
    client.get(reverse("my_money"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("my_money"))
    for _time in range(9):
        spend()
    with django_assert_num_queries(len(one)):
        client.get(reverse("my_money"))


@pytest.mark.parametrize(
    ("format_", "said"),
    [("easy_read", "You asked for: Easy Read"), ("braille", "You asked for: Braille"), ("large", "")],
)
def test_the_page_says_what_is_done_instead_where_the_pdf_is_not_in_the_format_needed(
    mixed, signed_in, format_, said
):
    InformationNeedsFactory(person=mixed.person, information_format=format_)
    page = signed_in(UserFactory(person=mixed.person)).get(reverse("my_statement")).text

    assert said in page
    assert ("You asked for:" in page) == bool(said)
