"""The ways in which somebody meets a page, each tried on the page that is open."""

from tests.journeys.conftest import WIDTHS

NARROW = (320, 640)
ZOOMED = (320, 225)  # a screen of 1280 by 900 at 400 %
DESK = WIDTHS["desktop"]
SPACED = {"letter-spacing": ".12em", "word-spacing": ".16em", "line-height": "1.5"}

# Everything one can get to by Tab shows that it has the focus, and stands in the order of the page.
UNSEEN_FOCUS = """() => {
    const look = one => {
        const its = getComputedStyle(one);
        const label = getComputedStyle(one.nextElementSibling ?? one, "::before");
        return [its.outline, its.boxShadow, its.backgroundColor, its.borderColor, its.color,
                label.outline, label.boxShadow, label.borderWidth].join();
    };
    document.activeElement.blur();
    const reachable = "a[href], button, input, select, textarea, summary, [tabindex]";
    const all = [...document.querySelectorAll(reachable)]
        .filter(one => one.checkVisibility() && !one.disabled && one.tabIndex >= 0);
    return all.filter(one => {
        const before = look(one);
        one.focus({focusVisible: true});
        const is_seen = document.activeElement === one && look(one) !== before;
        one.blur();
        return one.tabIndex > 0 || !is_seen;
    }).map(one => one.outerHTML.slice(0, 120));
}"""
# With the reader's own colours a button or a box is seen by its edge alone.
WITHOUT_EDGE = """() => [...document.querySelectorAll(
    "main :is(.govuk-button, input[type=text], select, textarea)"
)].filter(one => one.checkVisibility()).filter(one => {
        const its = getComputedStyle(one);
        const has_outline = its.outlineStyle !== "none" && parseFloat(its.outlineWidth);
        return !parseFloat(its.borderTopWidth) && !has_outline;
    }).map(one => one.outerHTML.slice(0, 120))"""
MOVES = """() => [...document.querySelectorAll("*")].filter(one => {
    const its = getComputedStyle(one);
    return its.animationName !== "none" || its.scrollBehavior === "smooth"
        || its.transitionDuration.split(",").some(time => parseFloat(time) > 0.01);
}).map(one => one.outerHTML.slice(0, 120))"""
# What scripts alone can do: show a password, print, count what is typed.
WHOLE = """() => {
    const page = document.querySelector("main").cloneNode(true);
    const only = "[data-print], .govuk-password-input__toggle, .govuk-character-count__status, "
        + ".govuk-character-count__message, .govuk-character-count__sr-status, script";
    page.querySelectorAll(only).forEach(one => one.remove());
    return page.textContent.replace(/\\s+/g, " ");
}"""
SET_ROOT = "([name, value]) => document.documentElement.style.setProperty(name, value)"
CLEAR_ROOT = "() => document.documentElement.removeAttribute('style')"
TEXT_SIZE = """size => document.documentElement.className =
    document.documentElement.className.replace(/ipc-text-\\d+/, `ipc-text-${size}`)"""


def narrow(visitor):
    visitor.turn_to(NARROW).fits()


def wide(visitor):
    visitor.turn_to(DESK).fits()


def zoomed(visitor):
    visitor.turn_to(ZOOMED).fits()


def larger_text(visitor):
    visitor.page.evaluate(TEXT_SIZE, "150")
    for size in (NARROW, DESK):
        visitor.turn_to(size).fits()
    visitor.page.evaluate(TEXT_SIZE, "100")


def spaced_text(visitor):
    for name, value in SPACED.items():
        visitor.page.evaluate(SET_ROOT, [name, value])
    visitor.turn_to(NARROW).fits()
    visitor.page.evaluate(CLEAR_ROOT)


def right_to_left(visitor):
    visitor.page.evaluate("() => document.documentElement.dir = 'rtl'")
    for size in (NARROW, DESK):
        visitor.turn_to(size).fits()
    visitor.page.evaluate("() => document.documentElement.dir = 'ltr'")


def own_colours(visitor):
    visitor.page.emulate_media(forced_colors="active")
    found = visitor.page.evaluate(WITHOUT_EDGE)
    visitor.page.emulate_media(forced_colors="none")
    assert found == [], f"{visitor.page.url}: without an edge in the reader's own colours: {found}"


def without_motion(visitor):
    visitor.page.emulate_media(reduced_motion="reduce")
    found = visitor.page.evaluate(MOVES)
    visitor.page.emulate_media(reduced_motion="no-preference")
    assert found == [], f"{visitor.page.url}: moves though nobody wants it: {found}"


def keyboard(visitor):
    """The first Tab leads past the menu; whatever has the focus shows it."""
    visitor.page.evaluate("() => document.activeElement.blur()")
    visitor.page.keyboard.press("Tab")
    first = visitor.page.evaluate("document.activeElement.className")
    assert "govuk-skip-link" in first or visitor.page.locator("[autofocus]").count(), (
        f"{visitor.page.url}: the first Tab leads to {first}"
    )
    found = visitor.page.evaluate(UNSEEN_FOCUS)
    assert found == [], f"{visitor.page.url}: the focus is not seen on {found}"


# The ways tried on each page as it is open, with what the accessibility statement says of each.
ON_THE_OPEN_PAGE = {
    "narrow": narrow,
    "wide": wide,
    "zoomed": zoomed,
    "larger text": larger_text,
    "spaced text": spaced_text,
    "right to left": right_to_left,
    "own colours": own_colours,
    "without motion": without_motion,
    "keyboard": keyboard,
}
