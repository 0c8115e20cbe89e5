"""What rooms above want to hear of: what came of an introduction. They register; nothing here knows them."""

from collections.abc import Callable

from ipc.kernel import acting

_hearing_outcome: list[Callable] = []


def hears_outcome(function):
    """Let ``function(introduction, *, outcome, words, by)`` hear what came of every introduction.

    It runs in the transaction that ends the introduction, as a job of the site.
    """
    _hearing_outcome.append(function)
    return function


def tell_outcome(introduction, *, outcome, words, by):
    with acting.for_the_site("tell the plan what came of an introduction", site_id=introduction.site_id):
        for function in _hearing_outcome:
            function(introduction, outcome=outcome, words=words, by=by)
