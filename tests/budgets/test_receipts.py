"""Receipts: by content, small enough, out of reach, and given back as a file only."""

import hashlib
import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from budgets import receipts, spending
from budgets.models import Receipt, Spend
from ipc.kernel.dates import today
from tests.budgets.running import margaret, paid
from tests.factories import AllocationFactory
from tests.factories.people import UserFactory, staff

PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\0" * 200
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 60


def upload(content, name="receipt.jpg"):
    return SimpleUploadedFile(name, content)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def spend(house):
    budget = margaret()
    paid(budget)
    user = UserFactory(person=budget.person)
    return spending.record(
        budget,
        by=user,
        key=uuid.uuid4(),
        line=budget.lines.get(),
        amount=Decimal("12.50"),
        spent_on=today(),
        receipt=upload(PDF, "../../Margaret's <b>receipt</b>.exe"),
    )


@pytest.mark.parametrize(
    ("content", "kind"), [(PDF, "application/pdf"), (JPEG, "image/jpeg"), (PNG, "image/png")]
)
def test_photos_and_documents_are_known_by_content(content, kind):
    assert receipts.look_at(upload(content, "anything.txt")) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"<html>%PDF-1.7 hidden further on</html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"PK\x03\x04" + b"\0" * 100,
        b"GIF89a" + b"\0" * 100,
        b"MZ" + b"\0" * 200,
        b"just words",
    ],
)
def test_anything_else_is_refused_whatever_its_name(content):
    with pytest.raises(receipts.ReceiptOfAnotherKind):
        receipts.look_at(upload(content, "receipt.pdf"))


def test_an_empty_file_is_refused():
    with pytest.raises(receipts.ReceiptEmpty):
        receipts.look_at(upload(b""))


def test_a_file_above_the_limit_is_refused(settings):
    settings.UPLOAD_LIMIT_MB = 1

    with pytest.raises(receipts.ReceiptTooLarge, match="smaller than 1 MB"):
        receipts.look_at(upload(PDF + b"\0" * 1024 * 1024))


def test_a_receipt_is_kept_under_a_name_that_says_nothing(spend, tmp_path):
    receipt = spend.receipt

    assert receipt.sha256 == hashlib.sha256(PDF).hexdigest()
    assert receipt.size == len(PDF)
    assert receipt.file.name.startswith("receipts/")
    assert uuid.UUID(receipt.file.name.split("/")[-1].removesuffix(".pdf"))
    assert (tmp_path / receipt.file.name).read_bytes() == PDF


def test_a_refused_spend_keeps_no_file(spend, tmp_path):
    with pytest.raises(spending.NotThatMuchLeft):
        spending.record(
            spend.budget,
            by=spend.recorded_by,
            key=uuid.uuid4(),
            line=spend.line,
            amount=Decimal("99999"),
            spent_on=today(),
            receipt=upload(PDF),
        )
    assert Receipt.objects.count() == 1
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_the_person_gets_the_receipt_as_a_file_and_nothing_else(spend, signed_in):
    answer = signed_in(spend.recorded_by).get(reverse("receipt", args=[spend.receipt.public_id]))

    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="receipt.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "no-store, private"


def test_only_those_who_may_see_the_money_see_the_receipt(spend, signed_in):
    worker = AllocationFactory(person=spend.person).worker
    address = reverse("receipt", args=[spend.receipt.public_id])

    for user, status in (
        (worker, 200),
        (staff("finance"), 200),
        (staff("coordinator"), 404),
        (UserFactory(), 404),
        (staff("navigator"), 404),
    ):
        answer = signed_in(user).get(address)
        assert answer.status_code == status


def test_a_file_that_has_gone_is_told_kindly(spend, signed_in, tmp_path):
    (tmp_path / spend.receipt.file.name).unlink()

    answer = signed_in(spend.recorded_by).get(reverse("receipt", args=[spend.receipt.public_id]))

    assert answer.status_code == 404
    assert "We cannot find the file" in answer.content.decode()
    with pytest.raises(receipts.ReceiptNotFound):
        receipts.content(spend.receipt)


def post(client, **fields):
    day = today()
    return client.post(
        reverse("record_spend"),
        {
            "key": uuid.uuid4(),
            "spent_on_day": day.day,
            "spent_on_month": day.month,
            "spent_on_year": day.year,
            **fields,
        },
    )


def test_three_taps_write_down_a_spend(spend, signed_in):
    client = signed_in(spend.recorded_by)
    page = client.get(reverse("record_spend")).content.decode()
    assert "£1,087.50" in page
    assert str(spend.line.public_id) in page

    answer = post(client, amount="12.50", line=spend.line.public_id, receipt=upload(JPEG))

    assert answer.status_code == 302
    assert answer.url == reverse("my_money")
    assert "You have £1,075.00 left" in client.get(answer.url).content.decode()
    assert Spend.objects.first().receipt.content_type == "image/jpeg"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"receipt": (b"<html></html>", "photo.jpg")}, "must be a photo (JPG or PNG) or a PDF"),
        ({"receipt": (b"", "photo.jpg")}, "The file is empty"),
        ({"receipt": (PDF + b"\0" * 11 * 1024 * 1024, "photo.jpg")}, "smaller than 10 MB"),
        ({"amount": "twelve"}, "like 12.50"),
        ({"amount": "99999"}, "You can spend up to £1,087.50 on this"),
        ({"line": ""}, "Choose what it was for"),
        ({"line": str(uuid.uuid4())}, "Select a valid choice"),
        ({"spent_on_day": "31", "spent_on_month": "2"}, "as a real date"),
        ({"spent_on_year": "2999"}, "as today or a day before today"),
    ],
)
def test_a_mistake_is_told_and_nothing_typed_is_lost(spend, signed_in, fields, told):
    given = {"amount": "3.21", "line": spend.line.public_id, "what": "Bus to the café", **fields}
    if isinstance(given.get("receipt"), tuple):
        given["receipt"] = upload(*given["receipt"])

    answer = post(signed_in(spend.recorded_by), **given)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert told in page
    assert 'value="Bus to the café"' in page
    assert f'value="{given["amount"]}"' in page
    assert Spend.objects.count() == 1


def test_the_same_form_sent_twice_is_one_spend(spend, signed_in):
    client, key = signed_in(spend.recorded_by), uuid.uuid4()

    for _time in range(2):
        assert post(client, key=key, amount="1.00", line=spend.line.public_id).status_code == 302
    assert Spend.objects.count() == 2


def test_whoever_only_sees_the_money_does_not_spend_it(spend, signed_in):
    from people.models import Section
    from tests.factories import ConsentFactory

    friend = UserFactory()
    ConsentFactory(person=spend.person, user=friend, sections=[Section.IDENTITY, Section.MONEY])
    client = signed_in(friend)

    assert client.get(reverse("my_money")).status_code == 200
    assert client.get(reverse("record_spend")).status_code == 403
