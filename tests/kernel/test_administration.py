"""The admin shows what was made for it, and nothing a library brings along."""

from django.contrib import admin

from ipc.kernel.admin import Administration, OwnSiteAdmin
from tests.factories.people import staff


def test_only_what_is_kept_to_a_site_is_in_the_admin():
    assert isinstance(admin.site, Administration)
    assert admin.site._registry
    assert all(isinstance(one, OwnSiteAdmin) for one in admin.site._registry.values())


def test_no_table_about_a_person_or_their_sign_in_is_in_the_admin():
    shown = {model._meta.label for model in admin.site._registry}

    assert not {
        label
        for label in shown
        if label.split(".")[0] not in ("people", "peersupport", "careplans", "budgets", "programme")
    }
    assert not {model for model in admin.site._registry if hasattr(model, "person_id")} - {
        model for model in admin.site._registry if model._meta.label == "people.User"
    }


def test_the_admin_is_for_administrators(house, signed_in):
    assert signed_in(staff("site_admin")).get("/admin/").status_code == 200
    assert signed_in(staff("coordinator")).get("/admin/").status_code in (302, 403)
