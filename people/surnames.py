"""The dictionary of surnames: how somebody is found though the surname was misspelt.

It names nobody: each surname that somebody has stands in it once, with its trigrams (three letters in a
row, each word with two spaces before and one behind). Our own, because PostgreSQL's come with an
extension that not every server has.
"""

import unicodedata

from django.db import connection
from django.db.models import Case, F, FloatField, Func, IntegerField, Q, Value, When
from django.db.models.functions import Cast

from people.models import Surname

NEAREST = 8
ALIKE_ENOUGH = 0.3
SHORT = 4
FEW_LETTERS, MANY_LETTERS = 2, 3
SIGNS = "'’."

LEARN_EVERYBODY = """
INSERT INTO people_surname (key, trigrams)
SELECT key, ARRAY(SELECT DISTINCT substr('  ' || word || ' ', place, 3)
                    FROM regexp_split_to_table(key, ' +') AS word,
                         LATERAL generate_series(1, length(word) + 1) AS place
                   WHERE word <> '' ORDER BY 1)
  FROM (SELECT DISTINCT surname_key AS key FROM people_person) AS known
 WHERE key <> ''
ON CONFLICT DO NOTHING
"""


class _Shared(Func):
    """How many trigrams a surname shares with those asked for."""

    template = "(SELECT count(*) FROM unnest(%(expressions)s))"
    arg_joiner = ") AS one WHERE one = ANY ("
    arity = 2
    output_field = IntegerField()


class _HowMany(Func):
    function = "cardinality"
    output_field = IntegerField()


def key_of(surname: str) -> str:
    """Return ``surname`` as ``Person.surname_key`` has it: no accents, case or signs, a hyphen as a space."""
    lower = "".join(letter.lower() for letter in surname.replace("-", " "))
    spread = unicodedata.normalize("NFKD", lower)
    return "".join(sign for sign in spread if not ("\u0300" <= sign <= "\u036f" or sign in SIGNS))


def trigrams_of(key: str) -> list[str]:
    """Return the trigrams of each word of ``key``, each once, in order."""
    padded = [f"  {word} " for word in key.split(" ") if word]
    return sorted({word[place : place + 3] for word in padded for place in range(len(word) - 2)})


def learn(surname: str) -> None:
    """Put a surname that somebody has now into the dictionary, unless it is there."""
    key = key_of(surname)
    if key.strip():
        Surname.objects.bulk_create([Surname(key=key, trigrams=trigrams_of(key))], ignore_conflicts=True)


def learn_everybody() -> None:
    """Put the surnames of all whom the acting job sees into the dictionary, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(LEARN_EVERYBODY)


def near(surname: str, most: int = NEAREST):
    """Return the surnames nearest to ``surname``, the nearest first, as a query for their keys.

    Two letters swapped, one too many or none wrong at all comes first; then by the trigrams they share.
    A surname must share two or three with it (fewer where it is short), so it has at least one of those
    that are left when as many but one are set aside: the first letters, which half of all names share.
    """
    key = key_of(surname)
    asked, slips = trigrams_of(key), slips_of(key)
    fewest = FEW_LETTERS if len(key) <= SHORT else MANY_LETTERS
    telling = sorted(asked, key=lambda one: len(one.lstrip()))[fewest - 1 :]
    shared = Cast(F("shared"), FloatField())
    return (
        Surname.objects.filter(Q(trigrams__overlap=telling) | Q(key__in=slips))
        .annotate(
            is_slip=Case(When(key__in=slips, then=Value(1)), default=Value(0)),
            shared=_Shared(F("trigrams"), Value(asked, output_field=Surname._meta.get_field("trigrams"))),
            likeness=shared / (_HowMany("trigrams") + Value(len(asked)) - F("shared")),
        )
        .filter(Q(is_slip=1) | Q(shared__gte=fewest, likeness__gte=ALIKE_ENOUGH))
        .order_by("-is_slip", "-likeness", "key")
        .values("key")[:most]
    )


def are_near(asked: str, key: str) -> bool:
    """Return whether ``near`` would find the surname ``key`` when that of the key ``asked`` is looked for."""
    ours, theirs = set(trigrams_of(asked)), set(trigrams_of(key))
    fewest = FEW_LETTERS if len(asked) <= SHORT else MANY_LETTERS
    shared = len(ours & theirs)
    is_alike = shared >= fewest and shared / len(ours | theirs) >= ALIKE_ENOUGH
    return is_alike or key in slips_of(asked)


def slips_of(key: str) -> list[str]:
    """Return ``key``, and it with two neighbouring letters swapped or with one letter left out."""
    swapped = [key[:at] + key[at + 1] + key[at] + key[at + 2 :] for at in range(len(key) - 1)]
    without = [key[:at] + key[at + 1 :] for at in range(len(key))]
    return sorted({key, *swapped, *without} - {""})
