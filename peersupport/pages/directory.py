"""What the pages of the directory show: the list, the way to narrow it down, and one entry."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from ipc.kernel.paging import page_after
from peersupport import directions, directory, facts, missing, opening, places
from peersupport.forms import DirectoryForm
from peersupport.forms.directory import FAR
from peersupport.models import ServiceKind

A_PAGE = 20
NARROWER = ("weekday", "group", "age", "is_free", "is_online", "features")
OF_A_PAGE = ("after", "any", "picture", "easy")


def found(asked, *, postcode="") -> dict:
    """Return the whole list page for what the address asks; ``postcode`` is where the visitor is, if said.

    Where nothing has all the words, what has some of them is shown; where nothing is within a walk, what
    is further away. Each costs one more question, and never both.
    """
    known = opening.ask(postcode)
    form = DirectoryForm(asked, sites=known.sites, needs=[(code, name) for code, name, _easy in known.needs])
    sought = form.sought()
    here = known.here if _is_measured(sought) else None
    rows, more, how = _rows(sought, _reach(form, sought, here), here, asked)
    if any(sought.values()) and (how["wider"] or not rows) and not asked.get("after"):
        _count_in_vain(sought, here, is_far=bool(rows))
    return {
        "form": form,
        "postcode": places.neat(postcode) if known.here else "",
        "needs": _needs(known.needs, asked),
        **_need_asked(known.needs, sought["need"]),
        "kinds": _kinds(asked),
        **_state(asked, form, sought, here, rows),
        **_list(asked, rows, more, how, here),
    }


def _need_asked(needs, asked):
    """Return what the need that is asked for is called, also in Easy Read."""
    _code, name, easy = next((one for one in needs if one[0] == asked), ("", "", ""))
    return {"need_asked": name, "need_easy": easy or name}


def _is_measured(sought):
    """Whether how far it is counts: not in a town chosen, not online, and nobody is told where peers live."""
    return not (sought["site"] or sought["is_online"] or sought["kind"] == ServiceKind.PEER)


def _state(asked, form, sought, here, rows):
    """Return what the page opens with: the whole way in, or what was found."""
    has_asked = any(sought.values())
    only_an_area = not any(value for name, value in sought.items() if name != "site")
    return {
        "has_asked": has_asked,
        "is_narrowed": any(sought[one] for one in NARROWER) or bool(form.errors),
        "is_open": bool(sought["words"]) or only_an_area or not rows,
        "is_front": not (has_asked or here or asked.get("after") or asked.get("show") == "all"),
        "is_near": here is not None,
    }


def _list(asked, rows, more, how, here):
    """Return the entries, with the picture of the way to them where it is asked for, and where to go on."""
    is_picture = here is not None and asked.get("picture") == "1" and bool(rows)
    return {
        "cards": [_card(one, number, here, is_picture) for number, one in enumerate(rows, start=1)],
        "picture": directions.picture(rows, here) if is_picture else None,
        **how,
        **_ways(asked, more, how, is_picture),
    }


def _reach(form, sought, here):
    """Return how far to look and whether to look further where that finds nothing."""
    if here is None:
        return None, False
    reach = form.reaches()
    if reach is not None:
        return reach, False
    if sought["words"] or form.cleaned_data.get("reach") == FAR:
        return directory.A_RIDE, False
    return directory.A_WALK, True


def _rows(sought, reach, here, asked):
    within, may_widen = reach
    where = {} if here is None else {"near": here, "within": within}
    order = directory.BY_NAME if here is None else directory.NEAREST_FIRST
    how = {"any_word": asked.get("any") == "1", "wider": False, "nearest_only": may_widen}
    after = asked.get("after", "")

    def look(**changed):
        return page_after(directory.search(**(sought | where | changed)), after, A_PAGE, fields=order)

    rows, more = look(any_word=how["any_word"])
    if rows or after:
        return rows, more, how
    if may_widen:
        rows, more = look(within=directory.A_RIDE)
        how |= {"wider": True, "nearest_only": False}
    elif sought["words"] and not how["any_word"]:
        rows, more = look(any_word=True)
        how["any_word"] = True
    return rows, more, how


def _count_in_vain(sought, here, *, is_far):
    """Count what found nothing for those who plan; nothing of who asked or where they are is kept."""
    filters = [name for name in NARROWER if sought[name]] + (["near"] if here else [])
    missing.count(
        sought["words"],
        need=sought["need"],
        kind=sought["kind"],
        filters=filters,
        site_slug=sought["site"],
        near=here,
        is_far=is_far,
    )


def _card(one, number, here, is_picture):
    card = facts.card(one)
    if is_picture:
        card |= {"number": number, "way": directions.way(here, (one.latitude, one.longitude))}
    return card


def _needs(needs, asked):
    """Return the needs to tap, each with its address: it replaces the need asked for and nothing else."""
    return [
        {"name": name, "easy": easy, "url": address(asked, need=code), "is_asked": asked.get("need") == code}
        for code, name, easy in needs
    ]


def _kinds(asked):
    """Return every kind to look at by itself, side by side, all of them first."""
    kinds = [("", _("Everything")), *ServiceKind.choices]
    return [
        {"name": name, "url": address(asked, kind=kind), "is_asked": asked.get("kind", "") == kind}
        for kind, name in kinds
    ]


def _ways(asked, more, how, is_picture):
    """Return the addresses of the page after, of the beginning, of further away, and of the picture."""
    kept = {"any": "1"} if how["any_word"] else {}
    kept |= {"reach": FAR} if how["wider"] else {}
    pictured = kept | ({"picture": "1"} if is_picture else {})
    return {
        "more_url": address(asked, **pictured, after=more) if more else "",
        "first_url": address(asked, **pictured) if asked.get("after") else "",
        "far_url": address(asked, reach=FAR),
        "picture_url": address(asked, **kept, picture="" if is_picture else "1"),
        "all_url": reverse("directory"),
        "peers_url": address(asked, kind=ServiceKind.PEER, reach=""),
        "online_url": address(asked, online="on", kind="", reach=""),
    }


def address(asked, **changed) -> str:
    """Return the address of the list with what was asked, but for what is ``changed`` ("" takes it away)."""
    kept = [
        (name, value)
        for name, values in asked.lists()
        for value in values
        if value and name not in OF_A_PAGE and name not in changed
    ]
    kept += [(name, value) for name, value in changed.items() if value]
    return f"?{urlencode(kept)}" if kept else reverse("directory")


def one(service, *, postcode="") -> dict:
    """Return what the page of one entry shows; its distance where the visitor has said where they are."""
    here = places.where(postcode) if postcode and service.has_public_place else None
    if here and service.latitude is not None and not (service.is_online or service.is_mobile):
        spot = (service.latitude, service.longitude)
        service.metres = places.distance(here, spot)
        return facts.whole(service) | {"way": directions.way(here, spot)}
    return facts.whole(service)
