"""What people were promised, on the page that keeps it: each once, as whoever it was made to reads it.

How each is kept in full is shown by its own journey and its tests: ``docs/promises.md`` names them. Here is
what somebody finds who goes and looks.
"""

from collections import defaultdict

import pytest

STRANGER, ROSE = None, "rose@example.org"
MARGARET, SUSAN = "margaret@example.org", "susan@example.org"
CLAIRE, PRIYA, LEON = "claire@example.org", "priya@example.org", "leon@example.org"
WAYS = ("Direct payment", "Notional budget", "Third-party budget")

# promise: who reads it, on which page, and what stands there
PROMISES = {
    "P1": (MARGARET, "/my/plan/", ["Ask for a change", "because you do not agree"]),
    "P2": (STRANGER, "/sites/barnsley/", ["Who can take part", "Who to contact"]),
    "P3": (MARGARET, "/my/information/", ["How should information look or sound?", "Easy Read", "Braille"]),
    "P4": (MARGARET, "/my/timeline/", ["Care coordinator", "Community navigator"]),
    "P5": (MARGARET, "/my/about-me/", ["What matters most to me"]),
    "P6": (MARGARET, "/my/plan/people/", ["You say who takes part.", "You can stop at any time."]),
    "P7": (CLAIRE, "/my/plan/", ["From my education, health and care plan"]),
    "P8": (MARGARET, "/my/plan/", ["What matters most to me", "Who agreed"]),
    "P9": (MARGARET, "/my/about-me/working/", ["working"]),
    "P10": (MARGARET, "/my/plan/tell/", ["What has happened?", "Health has changed a lot"]),
    "P11": (STRANGER, "/directory/?site=barnsley", ["Breathe Easy"]),
    "P12": (STRANGER, "/information/setting-a-goal/", ["goal", "small"]),
    "P13": (PRIYA, "/my/support/peers/", ["been there"]),
    "P14": (STRANGER, "/navigators/?site=barnsley", ["Barnsley"]),
    "P15": (MARGARET, "/my/support/", ["Breathe Easy Barnsley"]),
    "P16": (SUSAN, "/my/", ["Margaret"]),
    "P17": (STRANGER, "/sites/barnsley/resources/", ["Who can get it", "Who cannot get it, and why"]),
    "P18": (MARGARET, "/my/money/indicative/", ["There might be about", "It is not final"]),
    "P19": (MARGARET, "/my/money/statement/", ["What the money is for", "Together"]),
    "P20": (CLAIRE, "/my/money/statement/", ["NHS £240.00", "Council £85.00", "Education £45.00"]),
    "P21": (CLAIRE, "/my/money/statement/", ["Whose money it is"]),
    "P22": (STRANGER, "/information/managing-the-money/", WAYS),
    "P23": (MARGARET, "/my/money/rules/", ["You never have to take a direct payment."]),
    "P24": (MARGARET, "/my/money/rules/", ["It does not have to be care."]),
    "P25": (LEON, "/my/money/", ["You still decide: what, when, where and from whom."]),
    "P26": (STRANGER, "/information/employing-a-personal-assistant/", ["personal assistant"]),
    "P27": (MARGARET, "/my/money/rules/", ["all of them on one sheet", "The council is stricter here."]),
    "P28": (CLAIRE, "/my/rights/", ["A right to have a personal budget", "not a right to be paid the money"]),
    "P29": (LEON, "/my/money/", ["You never pay for NHS or education support."]),
    "P30": (STRANGER, "/sites/barnsley/", ["What support there is", "Can I have a personal budget?"]),
    "P31": (STRANGER, "/sites/barnsley/resources/", ["What money there may be"]),
    "P33": (MARGARET, "/my/money/", ["still to spend"]),
    "P36": (MARGARET, "/my/money/", ["What each has set aside, what came in, what is spent and left"]),
    "P37": (PRIYA, "/my/put-it-right/", ["Ask a question", "Make a complaint", "look at a decision again"]),
    "P38": (STRANGER, "/jargon/", ["Notional budget"]),
}


def made_to():
    """Return the promises of each reader."""
    readers = defaultdict(list)
    for promise, (who, path, words) in PROMISES.items():
        readers[who].append((promise, path, words))
    return readers.items()


@pytest.mark.parametrize(("who", "promises"), made_to(), ids=lambda one: one if isinstance(one, str) else "")
def test_the_page_keeps_the_promise(visit, who, promises):
    reader = visit("phone")
    if who:
        reader.sign_in(who)
    for promise, path, words in promises:
        found = reader.go(path).words
        assert [one for one in words if one not in found] == [], f"{promise} on {path}: {found[:1500]}"
