"""What there is nearby: a stranger finds it, those who run it keep it right, and files bring more of it.

The journeys run in this order and share one demonstration: what one tells the next decides.
"""

import re

from tests.journeys.conftest import WIDTHS
from tests.journeys.test_money_journey import SMALLEST
from tests.journeys.test_plan_people_journey import goes_by_keyboard

NAVIGATOR, MANAGER = "navigator@barnsley.example", "manager@barnsley.example"
GROUP, NEAR, RUN_BY = "Carers' Coffee Morning", "S73 2AB", "office@wombwellcarerscircle.example"
WALK = re.compile(r"[Aa]bout \d+ minutes' walk")
CLOSED_IN_AUGUST, LADIES_OUT = "It is closed in August.", "Ladies who Lantern"
TEA_ONLY = "We do not write verses under the cost."
NOTE, KETTLE = "Ring after ten: the hall has no telephone.", "The kettle is on. Bring nobody, or everybody."
CHOIR, SHED = "Choir of the Quarry", "Shed of Many Hands"
HEADINGS = "name,organisation,kind,description,place,postcode,needs,times,cost,checked_on"
FILE = f"""{HEADINGS}
{CHOIR},Quarry Voices,group,We sing what we like.,Quarry Hall,S70 2AB,Music,TU 10:00-12:00,2.50,
{SHED},Many Hands,activity,We mend and talk.,Old Yard,S70 2EE,Company,1FR 14:00-16:00,,
,Nobody in Particular,group,Nothing to call it by.,,,,,,
"""
FILE_LATER = FILE.replace("TU 10:00-12:00", "WE 10:00-12:00")


def pictured(visitor, name):
    """Keep a picture of the page on the widest screen and on the narrowest; look at both."""
    here = visitor.page.viewport_size
    is_wide = here["width"] == WIDTHS["desktop"][0]
    visitor.picture(name).turn_to(SMALLEST if is_wide else WIDTHS["desktop"]).look().picture(name)
    return visitor.turn_to((here["width"], here["height"]))


# -- 1. A stranger


def test_a_stranger_finds_a_group_near_them_in_easy_read(visit):
    stranger = visit("phone").turn_to(SMALLEST)
    stranger.go("/").follow("Look for support near you").picture("directory-front")
    stranger.follow("Show this page in Easy Read").does_not_see("Advocacy")
    pictured(stranger, "directory-easy-front").follow("Or look at everything there is").sees("Advocacy")
    stranger.follow("Start again")
    # The three taps: what it is about, what is near, the group.
    stranger.follow("You look after somebody").fill("Your postcode", NEAR).press("Show what is near")
    assert NEAR not in stranger.page.url
    group = stranger.main.get_by_role("article", name=GROUP)
    assert WALK.search(group.inner_text())
    pictured(stranger, "directory-easy-near").follow(GROUP)
    pictured(stranger.sees("What is it?", "Wombwell"), "service-easy")
    they_keep_it_and_send_it_on(stranger, visit("phone").turn_to(SMALLEST))
    they_say_what_is_wrong_and_what_is_missing(stranger)
    without_scripts = visit("phone", java_script_enabled=False).turn_to(SMALLEST)
    they_search_without_scripts(without_scripts)


def they_keep_it_and_send_it_on(stranger, friend):
    stranger.press("Keep for later").sees("Kept for later.").follow("See your list").sees(GROUP)
    pictured(stranger, "kept-easy").follow("Large print").sees(GROUP).picture("kept-large")
    stranger.page.emulate_media(media="print")
    for not_on_paper in ("Take off the list", "Large print", "Empty the list"):
        assert not stranger.main.get_by_text(not_on_paper).first.is_visible(), not_on_paper
    assert stranger.main.get_by_role("link", name=GROUP).is_visible()
    stranger.picture("kept-printed").page.emulate_media(media="screen")
    address = stranger.main.locator(".ipc-address").inner_text()
    friend.go(address).sees(GROUP, "Somebody thought").does_not_see("Take off the list")
    pictured(friend, "shared-list").follow(GROUP)
    pictured(friend.sees("Would you like to join?"), "service-stranger")


def they_say_what_is_wrong_and_what_is_missing(stranger):
    stranger.follow("Easy Read").follow(GROUP).follow("Something is not right here")
    stranger.press("Tell us").sees("Choose what is not right").picture("report-mistake")
    stranger.choose("The days or times").fill("What should it say?", CLOSED_IN_AUGUST)
    stranger.press("Tell us").sees("Thank you").menu("Find support")
    stranger.follow("Is something missing? Tell us").press("Send it").sees("Enter what it is called")
    stranger.fill("What is it called?", LADIES_OUT).choose("Peer support group", question="What is it?")
    stranger.fill("What happens there?", "We make lanterns and walk with them.")
    stranger.select("Where is it?", "Barnsley").fill("When does it happen?", "Thursdays from 6pm")
    pictured(stranger, "suggest-entry").press("Send it").sees("Thank you")


def they_search_without_scripts(stranger):
    stranger.go("/directory/").fill("Your postcode", "nowhere").press("Show what is near")
    stranger.sees("Enter a real postcode").picture("directory-mistake")
    stranger.fill("Your postcode", NEAR).press("Show what is near").sees("You are near S73 2AB.")
    stranger.unfold("Change what you look for").fill("What would help?", "coffee").press("Search")
    stranger.sees(GROUP, "minutes' walk").follow("Show which way to go, in a picture")
    pictured(stranger.sees("You are in the middle."), "directory-picture")
    stranger.press("Forget my postcode").does_not_see(NEAR)
    stranger.unfold("Change what you look for").fill("What would help?", "xylophones").press("Search")
    pictured(stranger.sees("Nothing found this time"), "directory-nothing")


# -- 2. Those who keep it true


def test_an_entry_is_kept_true_by_those_who_know_it(visit):
    navigator = visit("desktop").sign_in(NAVIGATOR)
    pictured(navigator.menu("Directory").sees(LADIES_OUT, GROUP), "entry-changes")
    they_decide_the_suggestion(navigator)
    they_see_to_the_report(navigator)
    provider = visit("desktop")
    whoever_runs_it_answers_by_keyboard(provider)
    they_take_over_what_is_right(navigator)
    provider.go(provider.path).sees("We took over a part of what you told us", TEA_ONLY).picture(
        "entry-answered"
    )


def they_decide_the_suggestion(navigator):
    navigator.follow(LADIES_OUT).sees("Thursdays from 6pm").press("Add it to the directory")
    pictured(navigator.sees("Say who runs it"), "decide-suggestion").fill("Who runs it", "Lantern Friends")
    sets_time(navigator, 1, day="Thursday", opens="6pm").press("Add it to the directory")
    navigator.sees("Added. Everybody can find it now.").does_not_see(LADIES_OUT)
    navigator.go("/directory/?words=lantern").sees(LADIES_OUT, "Thursdays, from 6pm")


def sets_time(visitor, number, *, day, opens):
    time = visitor.main.get_by_role("group", name=f"Time {number}")
    time.get_by_label("Day", exact=True).first.select_option(label=day)
    time.get_by_label(re.compile("^From")).fill(opens)
    return visitor


def they_see_to_the_report(navigator):
    navigator.menu("Directory").follow(GROUP).sees(CLOSED_IN_AUGUST, "The days or times")
    pictured(navigator, "decide-report")
    report = navigator.path
    navigator.follow("Open the entry")
    pictured(navigator, "keep-entry").main.get_by_label("To", exact=False).first.fill("noon-ish")
    navigator.press("Save").sees("Enter a time like 10am or 2:30pm").picture("keep-entry-mistake")
    sets_time(navigator, 1, day="Tuesday", opens="10:30").box("To").fill("12:30")
    navigator.fill("Who can come", "Anybody. Not in August.").press("Save").sees("Saved.")
    navigator.follow("Write a note").fill("A note for colleagues", NOTE).press("Write the note")
    goes_back(pictured(navigator.sees(NOTE), "entry-notes"))
    navigator.sees("Tuesdays, 10:30am to 12:30pm", "Not in August.").does_not_see(NOTE)
    navigator.follow("Change or confirm this entry").sees(NOTE).press("Ask whoever runs it by email")
    navigator.sees("The link is on its way.").go(report).press("It is put right now").sees("Settled.")


def goes_back(visitor):
    visitor.page.get_by_role("navigation", name="Back").get_by_role("link").click()
    return visitor.look()


def whoever_runs_it_answers_by_keyboard(provider):
    provider.go("/demo/mail/").wait_to_see(f"Email to {RUN_BY}", seconds=90)
    mail = provider.main.get_by_role("article").filter(has_text=RUN_BY).first
    mail.get_by_role("link").first.click()
    pictured(provider.look().sees("Is this still right?", "Tuesdays, 10:30am to 12:30pm"), "entry-by-link")
    provider.does_not_see(NOTE, RUN_BY)
    goes_by_keyboard(provider, "a", "Change something")
    pictured(provider, "change-by-link").tab_to("^opens_1$").page.keyboard.type("11am")
    provider.tab_to("^cost_note$").page.keyboard.type(KETTLE)
    goes_by_keyboard(provider, "button", "Send the changes").sees("Somebody looks at it before it is shown.")
    goes_by_keyboard(provider, "button", "Yes, all of it is right").sees(
        "People now see that all of it is right"
    )
    provider.picture("entry-by-link-confirmed")


def they_take_over_what_is_right(navigator):
    navigator.menu("Directory").follow(GROUP).sees("Tuesdays, 11am to 12:30pm", KETTLE)
    pictured(navigator, "decide-change").main.get_by_label("Yes About the cost").uncheck()
    navigator.fill("Why not the rest?", TEA_ONLY).press("Decide").sees("Decided.")
    navigator.go("/directory/?words=coffee&site=barnsley").follow(GROUP)
    navigator.sees("Tuesdays, 11am to 12:30pm", "Checked").does_not_see(KETTLE)
    navigator.picture("service-kept")


# -- 3. More of it, from a file


def test_a_file_brings_entries_and_the_manager_reads_what_is_missing(visit):
    navigator = visit("desktop").sign_in(NAVIGATOR)
    navigator.menu("Directory").follow("Entries from elsewhere").picture("feeds-empty")
    navigator.follow("Add a directory or file").press("Save").sees("Enter what it is called")
    navigator.fill("What is it called?", "List of the library").choose("CSV file").press("Save")
    pictured(navigator, "feed-new")
    a_file_is_looked_at_and_carried_out(navigator)
    sent_again_it_brings_nothing_twice(navigator)
    manager = visit("desktop").sign_in(MANAGER).menu("Directory")
    manager.follow("What is missing").sees("bereavement", "Nothing fits").does_not_see("xylophone")
    pictured(manager, "missing")
    assert b"Entries that help,Speaking up" in manager.download("Take it as a file for a spreadsheet")


def a_file_is_looked_at_and_carried_out(navigator):
    navigator.follow("Read it and look").press("Read it").sees("Choose the file").picture("read-feed")
    reads(navigator, FILE).sees("New (2)", CHOIR, SHED, "2 entries are added.")
    pictured(navigator, "import-new").follow("Cannot be used (1)")
    navigator.sees("Line 4 of the file", "It has no name.").follow("New (2)").main.get_by_label(
        SHED
    ).uncheck()
    navigator.press("Save my ticks").sees("1 entry is added.").press("Carry it out").sees("Done.")
    pictured(navigator.sees(f"{CHOIR} Done", f"{SHED} Not ticked"), "import-done")


def reads(navigator, text):
    file = {"name": "library.csv", "mimeType": "text/csv", "buffer": text.encode()}
    return navigator.attach("The file", file).press("Read it")


def sent_again_it_brings_nothing_twice(navigator):
    goes_back(navigator).follow("Read it and look")
    reads(navigator, FILE_LATER).sees("New (1)", "Changed there (1)").follow("Changed there (1)")
    pictured(navigator.sees("Tuesdays, 10am to 12 noon", "Wednesdays, 10am"), "import-changed")
    goes_back(navigator.press("Carry it out").sees("Done.")).follow("Read it and look")
    reads(navigator, FILE_LATER).sees("The same (2)").does_not_see("New (", "Changed there (")
    navigator.press("Drop it").sees("Dropped.")
    navigator.go("/directory/?words=quarry").sees("Wednesdays, 10am")
    assert navigator.main.get_by_role("link", name=CHOIR).count() == 1
