"""The line breaks in the middle of a form: nothing that was typed is lost, and the page says so."""

import pytest

WORDS = "I would like to go swimming on Thursdays."
SAYS_THERE_IS_A_LINE = "Object.defineProperty(navigator, 'onLine', {get: () => true})"
READY = "() => navigator.serviceWorker.ready.then(() => true)"
IS_KEPT = "() => caches.keys().then(names => Promise.all(names.map(name => caches.open(name))))\
    .then(all => Promise.all(all.map(one => one.keys()))).then(all => all.flat().map(one => one.url))"


@pytest.mark.parametrize("is_told", [True, False], ids=["known to be away", "noticed on sending"])
def test_a_form_that_cannot_be_sent_keeps_what_was_typed(visit, is_told):
    margaret = visit("phone")
    if not is_told:
        margaret.page.add_init_script(SAYS_THERE_IS_A_LINE)
    margaret.sign_in("margaret@example.org")
    margaret.page.evaluate(READY)
    margaret.go("/my/plan/ask/")
    box = margaret.main.locator("textarea").first
    box.fill(WORDS)

    margaret.page.context.set_offline(True)
    margaret.main.locator("form button.govuk-button").first.click()

    margaret.main.get_by_text("Nothing was sent. What you typed is still here.").wait_for()
    assert margaret.path == "/my/plan/ask/"
    assert box.input_value() == WORDS

    margaret.page.goto("/my/money/")
    margaret.sees("You are offline", "Nothing that you saved is lost.")
    kept = [address.split("//", 1)[1].partition("/")[2] for address in margaret.page.evaluate(IS_KEPT)]
    assert all(one == "offline/" or one.startswith("static/") for one in kept)
    margaret.page.context.set_offline(False)
