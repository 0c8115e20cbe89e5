"""The drawings of a plan: what each shows, and which one goes with a person's words.

The drawings are ours, in ``templates/components/icons``. Where nobody chose one, the first thing that the
words name is drawn; words that name nothing we can draw get the drawing of their kind.
"""

import re
from functools import cache

from django.utils.translation import gettext_lazy as _

from careplans.models import LineKind

# name: (what it shows, the words that it goes with: from their beginning, so that "swim" finds "swimming").
# A word that ends in a full stop stands alone; several words are looked for one after the other.
PICTURES = {
    "wash": (_("Washing"), "wash, shower, clean, hygiene, laundry"),
    "bath": (_("A bath"), "bath"),
    "toilet": (_("A toilet"), "toilet, continence, pads."),
    "dress": (_("Clothes"), "dress, clothes, clothing, coat., shoes."),
    "eat": (
        _("A meal"),
        "eat., eats., eating, meal, lunch, toast, dinner, supper, breakfast, food, diet, tea time",
    ),
    "drink": (_("A drink"), "drink, tea., coffee, café, cafe, kettle, cuppa"),
    "cook": (_("Cooking"), "cook, kitchen, baking, bake"),
    "walk": (
        _("Walking"),
        "walk, step., steps., stroll, balance, fall., falls., falling, out and about, legs.",
    ),
    "wheelchair": (_("A wheelchair"), "wheelchair, hoist, ramp"),
    "exercise": (_("Exercise"), "exercis, gym., physio, stretch, fit., fitness, strength, sport"),
    "bus": (_("A bus"), "bus., buses, transport, travel, journey, trip., trips."),
    "train": (_("A train"), "train., trains., railway, station"),
    "car": (_("A car or taxi"), "car., taxi, driv, drove, lift., minibus"),
    "bike": (_("A bicycle"), "bike, bicycle, cycl"),
    "hospital": (_("A hospital"), "hospital, clinic., a&e, ward., operation, admission, crisis"),
    "doctor": (_("A doctor"), "doctor, dr., gp., surgery, consultant, specialist"),
    "nurse": (_("A nurse"), "nurse, nursing, matron"),
    "medicine": (
        _("Medicine"),
        "medicine, medication, tablets, pill., pills., inhaler, insulin, rescue pack",
    ),
    "breathe": (_("Breathing"), "breath, lung, copd, oxygen, chest, asthma"),
    "heartbeat": (
        _("Health"),
        "health, well., blood, pain, ill., illness, diabetes, stroke, seizure, epilep",
    ),
    "bed": (_("Going to bed"), "bed., bedtime, sleep, rest., lie down, short break"),
    "night": (_("Night"), "night"),
    "morning": (_("Morning"), "morning, get up, wake, getting up"),
    "sun": (_("The day"), "outside, outdoors, sun., sunny, holiday, summer, day out, day centre"),
    "evening": (_("Evening"), "evening"),
    "garden": (_("A garden"), "garden, allotment, flower, plant, dig., seed"),
    "tree": (_("Trees"), "tree, park., woods., nature, countryside"),
    "dog": (_("A dog"), "dog, puppy"),
    "cat": (_("A cat"), "cat., cats., kitten"),
    "friends": (
        _("Friends"),
        "friend, group, club, neighbour, lonely, alone, company, mates., other people, navigator, meet, join",
    ),
    "family": (
        _("Family"),
        "family, mother, mum., father, dad., parent, grand, sister, brother, husband, wife, daughter",
    ),
    "child": (_("A child"), "child, son., baby, play., playing, toddler"),
    "school": (
        _("School or college"),
        "school, college, class., classroom, lesson, teacher, educat, university",
    ),
    "book": (_("A book"), "book, read., reading, learn, study, course, library"),
    "write": (_("Writing"), "write, writing, form., forms., diary"),
    "work": (_("Work"), "work., job, employ, volunteer, business, career"),
    "shop": (_("Shopping"), "shop"),
    "music": (
        _("Music"),
        "music, song, sing., singing, choir, guitar, piano, drum, band., radio, sound, rehears",
    ),
    "dance": (_("Dancing"), "danc"),
    "swim": (_("Swimming"), "swim, pool., water"),
    "football": (_("Football"), "football, ball."),
    "art": (_("Art"), "art., arts., paint, draw., drawing, craft, knit, pottery"),
    "game": (_("A game"), "game, bingo, cards., puzzle, chess, dominoes"),
    "television": (_("Television"), "television, tv., film, cinema"),
    "computer": (_("A computer or tablet"), "computer, tablet., laptop, internet, online, ipad, video"),
    "listen": (_("Listening"), "listen, hear, deaf"),
    "talk": (_("Talking"), "talk, tell, speak, speech, say., counsel, therap, communicat, voice"),
    "hand": (_("Hands that help or sign"), "sign., signs., signing, makaton, bsl., hand., hands., touch"),
    "happy": (_("A happy face"), "happy, laugh, joke, fun., enjoy, smile, glad, confiden"),
    "sad": (_("A sad face"), "sad., low., depress, unwell, bad day, grief, cry., crying, miss."),
    "worried": (_("A worried face"), "worr, anxi, afraid, scared, fear, panic, nervous, voices"),
    "angry": (_("An angry face"), "angry, anger, upset, hurts herself, hurts himself, hurt myself, lash"),
    "help": (_("Help"), "help, support, assist, carer, care worker"),
    "door": (_("A front door"), "door, visit, come in, leave the house"),
    "key": (_("A key"), "key., keys., own front, rent., tenancy"),
    "house": (_("A home"), "home, house, flat., live in, live at, move"),
    "worship": (_("A place of worship"), "church, mosque, temple, synagogue, gurdwara, faith, pray, chapel"),
    "money": (_("Money"), "money, budget, benefit, bill., bills., cost, pay., debt"),
    "card": (_("A bank card"), "bank, card."),
    "phone": (_("A telephone"), "phone, telephone, call, ring., text."),
    "letter": (_("A letter"), "letter, post., email"),
    "calendar": (_("A calendar"), "calendar, appointment, timetable, routine, plans., date."),
    "week": (_("A week"), "week"),
    "clock": (_("A clock"), "time., hour, clock, on time, late., early"),
    "camera": (_("A camera"), "photo, camera, picture"),
    "people": (_("People"), "people, team, others., everybody, somebody, anybody, together"),
    "heart": (_("What matters"), "love, heart, matter, important"),
    "star": (_("A star"), "proud, dream, best., award"),
    "goal": (_("A flag: my goal"), "goal, achieve, reach"),
    "warning": (_("Take care"), "danger, risk, safe, accident, fire."),
    "ambulance": (_("An ambulance: call 999"), "999, ambulance, emergency, 111"),
    "free": (_("A present: it is free"), "free., gift, present."),
    "person": (_("A person"), ""),
    "plan": (_("A plan"), ""),
    "together": (_("Two people"), ""),
    "tick": (_("A tick: yes"), ""),
    "question": (_("A question"), ""),
}
CHOICES = [(name, label) for name, (label, _words) in PICTURES.items()]
OF_ITS_KIND = {
    LineKind.NEED: "help",
    LineKind.GOAL: "goal",
    LineKind.ACTION: "together",
    LineKind.CONTINGENCY: "warning",
    LineKind.RISK: "warning",
    LineKind.STATEMENT: "heart",
}


def label(name) -> str:
    """Return what a drawing shows, for who cannot see it."""
    return str(PICTURES[name][0])


def for_words(words, kind) -> str:
    """Return the drawing for what ``words`` name first, else that of the line's ``kind``."""
    found = _every_word().search(words.casefold())
    return _names()[found.lastgroup] if found else OF_ITS_KIND[LineKind(kind)]


def of_line(words, kind, chosen="") -> str:
    """Return the drawing of a line: the one chosen for it, else the one that its words name."""
    return chosen if chosen in PICTURES else for_words(words, kind)


@cache
def _names():
    return {f"p{place}": name for place, name in enumerate(PICTURES)}


@cache
def _every_word():
    """Return one expression that finds the first word of any drawing, and says by its group which one."""
    groups = []
    for group, name in _names().items():
        words = [word.strip() for word in PICTURES[name][1].split(",") if word.strip()]
        if words:
            groups.append(f"(?P<{group}>{'|'.join(map(_expression, words))})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})")


def _expression(word):
    if word.endswith("."):
        return re.escape(word[:-1]) + r"(?!\w)"
    return r"\s+".join(map(re.escape, word.split()))
