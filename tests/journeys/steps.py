"""What a visitor does in a journey, in a visitor's words, with every page looked at on the way."""

import os
import re
import time
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import PASSWORD, WIDTHS

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WHAT_AXE_TELLS = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
NAMES_IN_PATHS = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/invitation/)[^/]+|(?<=/shared/)[^/]+|(?<=/entry/)[^/]+"
)
WHAT_IT_IS_MADE_OF = """() => [...new Set([...document.body.querySelectorAll("*")].map(
    one => [one.tagName, one.className.baseVal ?? one.className, one.getAttribute("role")].join(" ")
))].sort().join("\\n")"""
WORDS = """() => {
    const main = document.querySelector("main") ?? document.body;
    return `${main.innerText} ${main.textContent}`;
}"""
NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
FOCUS = """() => {
    const one = document.activeElement;
    return {name: one.name, tag: one.localName, isInMain: !!one.closest("main")};
}"""
HAS_FOCUS = "one => one === document.activeElement"
THE_STOP_OF_ITS_GROUP = """one => {
    const group = [...document.querySelectorAll("input[type=radio]")].filter(
        other => other.name === one.name && other.form === one.form
    );
    return group.find(other => other.checked) ?? group[0];
}"""
# An outline, a shadow or another ground: of what has the focus, or of the words that stand for it.
SHOWS_FOCUS = """one => {
    const seen = [one, ...(one.labels ?? []), one.parentElement, one.nextElementSibling].filter(Boolean);
    const marked = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
        || style.boxShadow !== "none";
    return seen.some(each => marked(getComputedStyle(each)) || marked(getComputedStyle(each, "::before")));
}"""
axe = Axe()


class Visitor:
    """Somebody in front of a browser. Each page they reach is checked as it is reached.

    ``main`` is the page's content without header, menu and footer.
    """

    def __init__(self, page, demonstration, *, has_scripts=True):
        self.page, self.demonstration, self.has_scripts = page, demonstration, has_scripts
        self.main = page.get_by_role("main")
        self.faults, self.status = [], None
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("response", self._note_status)

    # -- Going about

    def sign_in(self, email, password=PASSWORD, *, has_our_pages=True):
        self.go("/accounts/login/")
        self.fill("Email", email).fill("Password", password)
        if has_our_pages:
            return self.press("Sign in")
        self.main.get_by_role("button", name="Sign in").click()
        self.page.wait_for_load_state()
        return self

    def go(self, path, *, status=200):
        self.page.goto(path)
        return self.look(status=status)

    def follow(self, name, *, exact=False):
        """Follow a link, also one that looks like a button."""
        named = {"name": name, "exact": exact}
        links = self.main.get_by_role("link", **named).or_(self.main.get_by_role("button", **named))
        self.activate(links.and_(self.main.locator("a")).first)
        return self.look()

    def menu(self, name):
        """Choose from the menu above, which a small screen keeps folded."""
        menu = self.page.get_by_role("navigation", name="Menu")
        link = menu.get_by_role("link", name=name, exact=True)
        if not link.is_visible():
            self.activate(menu.get_by_role("button", name="Menu"))
        self.activate(link)
        return self.look()

    def about(self, name):
        """Choose from the pages about a person, on a screen wide enough to show them all."""
        pages = self.page.get_by_role("navigation", name="About this person")
        pages.get_by_role("link", name=name, exact=True).click()
        return self.look()

    def press(self, name, *, status=200):
        self.activate(self.main.get_by_role("button", name=name).first)
        return self.look(status=status)

    def press_twice(self, name, *, until):
        """Press a button the way some people do, and wait for what comes of it."""
        self.main.get_by_role("button", name=name).dblclick()
        self.main.get_by_text(until).first.wait_for()
        return self.look()

    def download(self, name):
        """Follow the link or press the button ``name`` that hands over a file; return the file."""
        link = self.main.get_by_role("link", name=name)
        if link.count():
            return self.page.request.get(link.first.get_attribute("href")).body()
        with self.page.expect_download() as coming:
            self.main.get_by_role("button", name=name).first.click()
        return Path(coming.value.path()).read_bytes()

    def both_widths(self, *, status=200):
        """Look at the page that is open at the other width too, and turn back."""
        here, there = sorted(WIDTHS.values(), key=lambda size: size[0] != self.width)
        return self.turn_to(there).look(status=status).turn_to(here)

    def turn_to(self, size):
        """Look at the same page on a screen of another size, as soon as it has arranged itself."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        if self.has_scripts:  # without them a page never tells of its next frame
            self.page.evaluate(NEXT_FRAME)
        return self

    def tab_to(self, name):
        """Press Tab until the box called ``name``, or a button of the content, has the focus."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            focus = self.page.evaluate(FOCUS)
            if focus["isInMain"] and (focus["tag"] == name or re.search(name, focus["name"] or "-")):
                return self
        raise AssertionError(f"No number of tabs leads to {name} on {self.page.url}")

    # -- Filling in

    def fill(self, label, value):
        self.write(self.box(label), str(value))
        return self

    def box(self, label):
        """Return the box that goes by ``label``, whether it must be filled in or not."""
        return self.main.get_by_label(
            re.compile(rf"^\s*{re.escape(label)}(\s+\(you can leave this out\))?\s*$")
        ).first

    def choose(self, label, *, question=None):
        """Tick or choose ``label``; ``question`` is the legend it stands under, where that matters."""
        under = self.main.get_by_role("group", name=question).first if question else self.main
        self.tick(under.get_by_label(label, exact=True).first)
        return self

    def select(self, label, option):
        self.box(label).select_option(label=option)
        return self

    def select_like(self, label, words):
        """Select the option that ``words`` are in."""
        option = self.box(label).locator("option").filter(has_text=words)
        return self.select(label, option.first.inner_text())

    def fill_day(self, legend, day):
        group = self.main.get_by_role("group", name=legend)
        for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(label, exact=True).fill(str(value))
        return self

    def attach(self, label, *files):
        self.box(label).set_input_files(list(files))
        return self

    def unfold(self, words):
        """See what is folded under these words; what is open already stays so."""
        fold = self.main.locator("details").filter(has=self.page.locator("summary", has_text=words)).first
        if fold.get_attribute("open") is None:
            self.activate(fold.locator("summary").filter(has_text=words).first)
        return self

    # -- With the hands: a mouse or a finger

    def activate(self, one):
        """Use a link or a button."""
        one.click()

    def tick(self, one):
        one.check()

    def write(self, box, words):
        box.fill(words)

    # -- Reading

    @property
    def words(self):
        """The page's content as text, white space evened out, folded parts included."""
        return " ".join(self.page.evaluate(WORDS).split())

    @property
    def banner(self):
        """What stands above a colleague's pages about a person."""
        return self.page.get_by_role("region", name="Who this is about").inner_text()

    @property
    def name(self):
        """Who is signed in, as the header says it."""
        label = self.page.get_by_role("banner").locator("a[href='/accounts/sessions/']")
        return label.text_content().split(" – ")[0].strip()

    @property
    def path(self):
        return urlsplit(self.page.url).path

    def sees(self, *texts):
        words = self.words
        for text in texts:
            assert text in words, f"“{text}” is not on {self.page.url}: {words[:1500]}"
        return self

    def does_not_see(self, *texts):
        words = self.words
        for text in texts:
            assert text not in words, f"“{text}” is on {self.page.url}"
        return self

    def has_kept(self, label, value):
        kept = self.box(label).input_value()
        assert kept == value, f"“{label}” on {self.page.url} holds “{kept}”"
        return self

    def chosen(self, question):
        """Return the words of the choice taken under ``question``."""
        taken = self.main.get_by_role("group", name=question).locator("input:checked").first
        return self.main.locator(f"label[for='{taken.get_attribute('id')}']").inner_text()

    def wait_to_see(self, text, *, seconds):
        """Load the page again until ``text`` is on it."""
        return self.wait_for(lambda: text in self.words, seconds=seconds)

    def wait_for(self, is_there, *, seconds):
        """Load the page again until what is waited for is there."""
        until = time.monotonic() + seconds
        while not is_there():
            assert time.monotonic() < until, f"It did not come to {self.page.url} in {seconds} s"
            time.sleep(1)
            self.page.reload()
        return self.look()

    # -- Checks

    def look(self, *, status=200):
        """Check what holds for every page: its status, one heading, no sideways scrolling, no fault, axe.

        axe runs once for each width, address (whoever it is about) and set of elements the page is made
        of: a page seen before in the same shape is not asked again. axe is itself a script, so it does
        not run where scripts are off.
        """
        page = self.page
        page.wait_for_load_state()
        assert self.status == status, f"{page.url} answered {self.status}: {self.words[:300]}"
        assert page.locator("h1").count() == 1, f"{page.url} has {page.locator('h1').count()} h1"
        self.fits()
        assert self.faults == [], f"{page.url}: {self.faults}"
        shape = (self.width, NAMES_IN_PATHS.sub("…", self.path), page.evaluate(WHAT_IT_IS_MADE_OF))
        if self.has_scripts and shape not in self.demonstration.looked_at:
            found = axe.run(page, options=WHAT_AXE_TELLS)
            assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
            self.demonstration.looked_at.add(shape)
        return self

    def fits(self):
        """Check that nothing of the page lies beside the screen."""
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{self.page.url} scrolls sideways by {wide} px"
        return self

    def picture(self, name, *, whole=True):
        """Keep a picture of the page, or of what the screen shows first, where ``make screenshots`` asks."""
        if "IPC_PICTURES" not in os.environ:
            return self
        folder = self.demonstration.run_dir / "pictures"
        folder.mkdir(exist_ok=True)
        self.page.screenshot(path=folder / f"{name}-{self.width}.png", full_page=whole)
        return self

    @property
    def width(self):
        return self.page.viewport_size["width"]

    def _hear(self, message):
        """Note errors of the console; that a page itself was answered with 4xx is no error of a script."""
        is_own_status = "status of 4" in message.text and message.location["url"] == self.page.url
        if message.type == "error" and not is_own_status:
            self.faults.append(message.text)

    def _note_status(self, response):
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self.status = response.status


class ByKeyboard(Visitor):
    """Somebody who has no mouse: goes with Tab to what they use, and uses it with Enter, Space and arrows.

    What Tab does not lead to, and what shows no focus when it gets it, they cannot use.
    """

    def activate(self, one):
        self._go_to(one)
        one.press("Enter")  # and waits for the next page, where one comes

    def tick(self, one):
        """Tick a box with Space. A choice among several is one stop: arrows go on from there."""
        if one.get_attribute("type") != "radio":
            self._go_to(one)
            self.page.keyboard.press("Space")
        else:
            self._choose_among(one)
        assert one.is_checked(), f"The keyboard does not choose {one} on {self.page.url}"

    def write(self, box, words):
        self._go_to(box)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(words)

    def _choose_among(self, one):
        handle = one.element_handle()
        stop = handle.evaluate_handle(THE_STOP_OF_ITS_GROUP)
        self._tab_until(stop)
        self.page.keyboard.press("Space")
        for _ in range(30):
            if handle.evaluate(HAS_FOCUS):
                return
            self.page.keyboard.press("ArrowDown")

    def _go_to(self, one):
        one.wait_for()
        self._tab_until(one.element_handle())

    def _tab_until(self, handle):
        for _ in range(300):
            if handle.evaluate(HAS_FOCUS):
                assert handle.evaluate(SHOWS_FOCUS), f"The focus does not show on {self.page.url}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"No number of tabs leads to {handle} on {self.page.url}")
