"""Answers that are to be read again: whoever writes them is told once."""

import datetime as dt

import pytest
from django.core import mail

from ipc.kernel import dates
from ipc.programme import due
from ipc.programme.models import Topic
from ipc.programme.tasks import nightly
from tests.factories import SiteFactory, TopicFactory
from tests.factories.people import staff

pytestmark = pytest.mark.usefixtures("house")


@pytest.fixture(autouse=True)
def nothing_else_is_due(db):
    Topic.objects.update(review_due_on=None)


def test_writers_are_told_of_theirs_once_and_again_when_more_is_due(house):
    barnsley, programme = staff("site_admin", house), staff("programme_admin")
    staff("site_admin", SiteFactory(slug="luton"))
    staff("manager", house)
    today = dates.today()
    TopicFactory(review_due_on=today)
    TopicFactory(site=house, review_due_on=today - dt.timedelta(days=9), question="Private wording?")
    TopicFactory(site=house, review_due_on=today + dt.timedelta(days=1))
    TopicFactory(site=house, review_due_on=today, is_shown=False)

    nightly()
    nightly()

    assert sorted(message.to for message in mail.outbox) == sorted([[barnsley.email], [programme.email]])
    assert "/admin/programme/topic/?todo=due" in mail.outbox[0].body
    assert not any("Private wording" in message.subject + message.body for message in mail.outbox)

    TopicFactory(site=house, review_due_on=today)
    nightly()
    assert [message.to for message in mail.outbox[2:]] == [[barnsley.email]]
    assert "2 answers" in mail.outbox[2].body


def test_nobody_is_told_where_nothing_is_due(house):
    staff("site_admin", house)
    TopicFactory(site=house, review_due_on=dates.today() + dt.timedelta(days=1))

    due.tell()

    assert mail.outbox == []
