"""What the logs never hold."""

import pytest
from django.test import Client

from ipc.kernel.logs import Formatter


@pytest.mark.parametrize("path", ["/invitation/{}/", "/accounts/password/reset/key/1-{}/"])
def test_what_opens_a_door_is_in_no_log(house, caplog, path):
    code = "Cn9awdn2NQgQDecYUepKww"

    Client(enforce_csrf_checks=True).post(path.format(code), {"password": "three quiet words"})

    logged = "\n".join(Formatter().format(record) for record in caplog.records)
    assert "Forbidden" in logged
    assert code not in logged
