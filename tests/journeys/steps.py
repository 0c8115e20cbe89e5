"""What a visitor does in a journey, in a visitor's words, with every page looked at on the way."""

import re

from axe_playwright_python.sync_playwright import Axe

PASSWORD = "show-me-ipc-2026"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Visitor:
    """Somebody in front of a browser. Each page they reach is checked as it is reached."""

    def __init__(self, page, demonstration):
        self.page, self.demonstration = page, demonstration
        self.faults = []
        page.on("console", lambda message: message.type == "error" and self.faults.append(message.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def sign_in(self, email, password=PASSWORD):
        self.go("/accounts/login/")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("main").get_by_role("button", name="Sign in").click()
        self.look()
        return self

    def go(self, path):
        self.page.goto(path)
        return self.look()

    def follow(self, name):
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()
        return self.look()

    def press(self, name):
        self.page.get_by_role("main").get_by_role("button", name=name).first.click()
        return self.look()

    def fill(self, label, value):
        self.page.get_by_role("main").get_by_label(label).first.fill(value)
        return self

    def choose(self, label):
        self.page.get_by_role("main").get_by_label(label).first.check()
        return self

    def fill_day(self, legend, day):
        group = self.page.get_by_role("group", name=legend)
        for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(label, exact=True).fill(str(value))
        return self

    def sees(self, text):
        content = self.page.get_by_role("main").inner_text()
        found = re.sub(r"\s+", " ", content)
        assert text in found, f"“{text}” is not on {self.page.url}: {found[:1500]}"
        return self

    def does_not_see(self, text):
        assert text not in self.page.get_by_role("main").inner_text()
        return self

    def look(self):
        """Check what holds for every page: one heading, no sideways scrolling, no axe violation."""
        page = self.page
        page.wait_for_load_state()
        assert page.locator("h1").count() == 1, f"{page.url} has {page.locator('h1').count()} h1"
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
        assert self.faults == [], f"{page.url}: {self.faults}"
        return self

    def picture(self, name):
        """Keep a picture of the whole page for somebody to look at."""
        folder = self.demonstration.run_dir / "pictures"
        folder.mkdir(exist_ok=True)
        width = self.page.viewport_size["width"]
        self.page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
        return self
