"""Where postcodes are: loaded from a file, averaged, and taken over by the entries."""

import pytest
from django.core.management import CommandError, call_command

from peersupport import places, postcodes
from peersupport.models import FeedKind, PostcodePlace, Service
from tests.factories import FeedFactory, ServiceFactory

HEADER = "pcd,pcds,doterm,lat,long"


def at(postcode, latitude, longitude=-0.4):
    return f'"{postcode}","{postcode}",,{latitude},{longitude}'


def places_now():
    return {one.code: one.latitude for one in PostcodePlace.objects.all()}


def test_postcodes_sectors_and_districts_are_known(house):
    loaded = postcodes.load(
        [HEADER, at("LU1 2AB", 51.0), at("LU1 2AD", 52.0), at("LU1 3AB", 54.0), at("LU10 2AB", 55.0)]
    )

    assert places_now() == {
        "LU12AB": 51.0,
        "LU12AD": 52.0,
        "LU13AB": 54.0,
        "LU102AB": 55.0,
        "LU12*": 51.5,
        "LU13*": 54.0,
        "LU102*": 55.0,
        "LU1": pytest.approx(157 / 3),
        "LU10": 55.0,
    }
    assert loaded == (4, 0, 5, 0)
    assert places.where("LU1 2ZZ") == (51.5, -0.4)


def test_a_newer_file_puts_right_what_it_tells(house):
    postcodes.load([HEADER, at("LU1 2AB", 51.0), at("LU1 2AD", 52.0)])

    again = postcodes.load(["postcode,latitude,longitude", "lu12ad,53.0,-0.4"])

    assert places_now() == {"LU12AB": 51.0, "LU12AD": 53.0, "LU12*": 52.0, "LU1": 52.0}
    assert postcodes.load([HEADER, at("LU1 2AB", 51.0)]) == (1, 0, 0, 0)
    assert again.lines == 1


def test_entries_are_put_in_their_place(house):
    known, near, elsewhere = (
        ServiceFactory(postcode=one, meets=False) for one in ("lu1 2ab", "LU1 2ZZ", "S70 2AA")
    )
    changed_at = known.changed_at

    loaded = postcodes.load([HEADER, at("LU1 2AB", 51.5)])

    assert loaded.entries == 2
    assert list(Service.objects.order_by("pk").values_list("pk", "latitude")) == [
        (known.pk, 51.5),
        (near.pk, 51.5),
        (elsewhere.pk, None),
    ]
    assert Service.objects.get(pk=known.pk).changed_at == changed_at


def test_lines_without_a_place_are_counted(house):
    lines = [
        at("LU1 2AB", "99.999999", 0),
        at("LU1", 51.5),
        "short",
        at("LU1 2AD", "here"),
        at("LU1 2AE", 51),
    ]

    loaded = postcodes.load([HEADER, *lines])

    assert (loaded.lines, loaded.without) == (1, 4)


def test_a_file_without_the_columns_is_refused(house):
    with pytest.raises(postcodes.NoPostcodes):
        postcodes.load(["name,place", "x,y"])


def test_the_command_says_what_it_loaded(house, tmp_path, capsys):
    file = tmp_path / "onspd.csv"
    file.write_text(f"\ufeff{HEADER}\n{at('LU1 2AB', 51.5)}\n")

    call_command("load_postcodes", file)

    assert "1 postcodes, 0 lines without a place; 2 sectors" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("load_postcodes", tmp_path / "nothing.csv")


def test_entries_are_imported_by_command(house, tmp_path, capsys):
    feed = FeedFactory(site=house)
    file = tmp_path / "clubs.csv"
    file.write_text("id,name,organisation\n1,Club,Clubs\n")

    call_command("import_entries", "barnsley", feed.name, file=file)
    assert not Service.objects.exists()
    call_command("import_entries", "barnsley", feed.name, file=file, is_carried_out=True)

    assert Service.objects.get().feed == feed
    assert "New: 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "kind", "has_file"), [("Nobody's", "csv", True), ("Ours", "csv", False), ("Ours", "oruk", True)]
)
def test_the_command_refuses_what_does_not_go_together(house, tmp_path, name, kind, has_file):
    FeedFactory(site=house, name="Ours", kind=FeedKind(kind))

    with pytest.raises(CommandError):
        call_command("import_entries", "barnsley", name, file=tmp_path if has_file else None)
