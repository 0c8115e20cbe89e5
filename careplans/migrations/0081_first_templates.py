"""Ideas to begin a plan from, one template for each of the four groups; every site is offered them.

They are written by us, to be talked about and made a person's own. Sites add theirs in the admin.
"""

from django.db import migrations


def ask(heading, words):
    return {"kind": "question", "heading": heading, "words": words}


def need(words):
    return {"kind": "need", "words": words}


def goal(about, words):
    return {"kind": "goal", "goal_kind": about, "words": words}


def do(words, who):
    return {"kind": "action", "words": words, "detail": who}


def wrong(about, words, then):
    return {"kind": "contingency", "contingency_kind": about, "words": words, "detail": then}


def risk(words, helps):
    return {"kind": "risk", "words": words, "detail": helps}


OLDER = [
    ask("matters", "What do you look forward to when you wake up?"),
    ask("matters", "What would you like to do again that you have stopped doing?"),
    ask("people", "Who do you see or talk to in a week? Whom do you miss?"),
    ask("wellness", "How can you and others tell that you are getting unwell? What comes first?"),
    ask("support", "Which parts of the day are hard? Which do you like to manage by yourself?"),
    ask("please", "When somebody helps you to wash or dress, what should they know?"),
    need("I get out of breath and tired, and I worry when it comes on"),
    goal("health", "I notice early when my chest gets worse, and I know what to do"),
    do("Learn the three early signs, and keep them on the fridge", "Me and the nurse"),
    do("Keep rescue medicines at home, and know when to start them", "The GP surgery"),
    do("Join a breathing or gentle exercise group", "Me, with a lift from a volunteer"),
    goal("wellbeing", "I get to the places I like without being afraid"),
    do("Walk a little further each week with somebody beside me", "A friend, a neighbour or a walking group"),
    need("Washing, dressing and meals take all my strength"),
    goal("wellbeing", "I start the day washed and dressed, with strength left for what I enjoy"),
    do("Help in the morning, at the time I choose, by people I know", "The two people I chose"),
    do("An occupational therapist looks at the bathroom and the kitchen", "The council's therapist"),
    goal("health", "I eat food I like, with somebody, a few times a week"),
    do("Go to a lunch club, or cook together with somebody", "A club nearby, or a neighbour"),
    need("The days are long, and I see few people"),
    goal("wellbeing", "I see somebody I like on most days"),
    do("Look in the directory for groups about what I love", "Me and my care coordinator"),
    do("A telephone call at a fixed time, with somebody who knows me", "Family, or a befriending service"),
    do("Learn to make video calls", "A grandchild, or the library's helpers"),
    wrong(
        "sign",
        "I stop answering the telephone, or stay in bed",
        "Come and look. Ask what has changed. Sit down first.",
    ),
    wrong(
        "health",
        "I am more out of breath than usual",
        "Help me to sit up. Start the rescue medicines as the paper says. If my lips are blue, call 999.",
    ),
    wrong("health", "I fall and cannot get up", "Press the alarm. Keep me warm. Do not lift me by yourself."),
    wrong(
        "carer",
        "Who looks after me is ill or has to go away",
        "Call the second person on this page. They know my day.",
    ),
    wrong(
        "worker",
        "Nobody comes in the morning",
        "Call the person who plans the visits. I can manage until eleven.",
    ),
    risk(
        "I may fall when I go to the garden or the shop",
        "I wear my alarm, take the frame, and say when I am back.",
    ),
    risk(
        "I may forget a tablet when nobody reminds me",
        "The pharmacy fills a box with days on it. Somebody looks on Sundays.",
    ),
    risk(
        "I like to cook, and may leave the stove on",
        "A stove that switches itself off, and a smoke alarm that calls.",
    ),
]
CHILD = [
    ask("matters", "What makes you laugh? What could you do all day?"),
    ask("talking", "How do you show yes and no? How do you show that something hurts?"),
    ask("people", "Who are your friends? Who do you want at your birthday?"),
    ask("strengths", "What are you really good at? What are your parents proud of?"),
    ask("bad_day", "What is a bad day like for you, and for your brothers and sisters?"),
    ask("knowing", "What would you like to be able to do next year that you cannot do now?"),
    need("I need help to move, and not to hurt"),
    goal("health", "I am comfortable all day, in my chair and in bed"),
    do("Somebody looks at my chair and my bed every half year: I am growing", "The physiotherapist"),
    do("Stretch and swim, and make it fun", "Me, my parents and a swimming helper"),
    goal("wellbeing", "I get to where my friends are, and join in the game"),
    do("Go to a club where everybody can play", "Me and one helper whom I choose"),
    do("Somebody of my age to go with, not only grown-ups", "A buddy from the club"),
    need("I want to say what I think, in my own way"),
    goal("learning", "I can tell people at school and at home what I want"),
    do("The same signs, pictures or device at home and at school", "The speech therapist, school and family"),
    do("Everybody waits ten seconds for my answer", "Everybody around me"),
    goal("learning", "I learn in class with the others, and have time to rest"),
    do("A helper who knows how I learn, and steps back when I can", "School"),
    need("My family gets tired, and my brothers and sisters need time as well"),
    goal("wellbeing", "My parents sleep, and do something nice with each of us"),
    do("A night each month with somebody who knows me well", "A short break carer whom we have met"),
    do("Meet other families like ours", "The parents' group"),
    need("One day I will be grown up"),
    goal("learning", "I choose and do more by myself each year"),
    do(
        "From the age of 14 talk about the years to come, with me in the room",
        "Me, family, school and health",
    ),
    wrong(
        "sign",
        "I am quiet, do not eat, or pull at my ear",
        "Something hurts. Ask with my signs, and look at my body.",
    ),
    wrong(
        "health",
        "I have a seizure",
        "Stay with me. Look at the clock. Follow my seizure plan. Longer than it says: call 999.",
    ),
    wrong(
        "health",
        "I have to go to hospital",
        "Take my passport with my words, my signs and my blanket. One of us stays.",
    ),
    wrong(
        "carer",
        "One of my parents is ill",
        "Call the second person on this page. My day and my medicines are in the folder.",
    ),
    wrong("worker", "My helper does not come", "Call the team. I can miss the club, but not school."),
    risk(
        "I may get hurt when I play with the others",
        "A helper nearby who lets me try, and a helmet when we climb.",
    ),
    risk(
        "I may get lost or be too trusting when I go out",
        "I carry a card with a number. We practise the way together.",
    ),
]
LEARNING = [
    ask("matters", "What do you love? What must be there in a good week?"),
    ask("talking", "What makes it easy for you to understand? Words, pictures, signs, time?"),
    ask("please", "What should people never do, because it upsets you?"),
    ask("good_day", "Tell us about the best day you had this year. Who was there?"),
    ask("bad_day", "What is too loud, too bright or too much? What calms you then?"),
    ask("strengths", "What can you do that you could teach to somebody else?"),
    need("I want to choose for myself, and understand what I choose"),
    goal("wellbeing", "I decide how I spend my day, and people listen"),
    do("Choices in pictures or Easy Read, one at a time", "Everybody who supports me"),
    do("Join a group where people speak up for themselves", "A self-advocacy group nearby"),
    goal("learning", "I can look after my own money for small things"),
    do("Practise paying, with the same sum each week", "Me and my supporter"),
    need("I want work or something useful to do"),
    goal("learning", "I do a job I like, for a few hours a week, and am paid for it"),
    do("Try three places and say which I like", "A job coach"),
    do("Learn the bus to work until I can go alone", "Travel training, or my family"),
    need("I need help to stay healthy, and it must be explained to me"),
    goal("health", "I have my health check each year, and I know what it found"),
    do("Book a long appointment, at a quiet time, with somebody I trust", "The GP surgery and me"),
    do("Cook two new meals that are good for me", "Me, with a helper"),
    goal("health", "I move my body in a way that is fun"),
    do("Dance, swim or football with friends", "A club that I choose from the directory"),
    need("I want friends, and maybe love"),
    goal("wellbeing", "I see my friends each week, not only people who are paid"),
    do("Ask a friend round, or meet at a club", "Me, with help to plan it"),
    do("Talk with somebody I trust about friends, love and staying safe", "A friendship group, or my nurse"),
    wrong(
        "sign",
        "I walk up and down, cover my ears, or say the same words again",
        "Less talking. Turn down the noise. Give me room and time.",
    ),
    wrong(
        "health",
        "Something in my body has changed and I cannot say what",
        "Do not say it is “just me”. Ask a doctor to look.",
    ),
    wrong(
        "health",
        "I have to go to hospital",
        "Bring my hospital passport. Ask for the learning disability nurse.",
    ),
    wrong(
        "carer",
        "My family cannot support me for some days",
        "Call the second person on this page. I stay in my own home if I can.",
    ),
    wrong(
        "worker",
        "A stranger comes instead of who I know",
        "Show me a photo first. Tell me how long they stay.",
    ),
    risk("I may get lost when I travel alone", "I practise the way, carry my card, and call when I arrive."),
    risk(
        "People may take my money or talk me into things",
        "I show somebody I trust before I sign or send money.",
    ),
    risk(
        "I may burn or cut myself when I cook",
        "I do it with tools that are safe, and somebody is near at first.",
    ),
]
MENTAL_HEALTH = [
    ask("matters", "What gives your life sense, also on hard days?"),
    ask("wellness", "What are the first signs that you are getting unwell? Who sees them before you do?"),
    ask("good_day", "When did you last feel like yourself? What was different?"),
    ask("support", "What has helped before, and what has made it worse?"),
    ask("people", "Whom do you want beside you when it gets hard? Who should not be told?"),
    ask("strengths", "What have you come through already, and how?"),
    need("I want to notice early when I get unwell, and stay in charge"),
    goal("health", "I and the people I trust know my signs and do something in the first days"),
    do("Write down my signs and what helps, and give it to those I choose", "Me and my care coordinator"),
    do("Write an advance statement: what I want if I cannot say it then", "Me, with an advocate if I like"),
    goal("health", "I take medicines that I agree with, and can talk about what they do to me"),
    do("Talk about the effects at least twice a year, and change what does not suit me", "Me and the doctor"),
    do("A full health check each year: heart, weight, teeth", "The GP surgery"),
    need("I sleep badly, and the days run into each other"),
    goal("wellbeing", "I have a reason to get up, and a rhythm that holds"),
    do("Do one thing out of the house each day, at a fixed time", "Me"),
    do(
        "Join something with my hands or my head: garden, music, sport, mending", "A group from the directory"
    ),
    need("I have lost touch with people"),
    goal("wellbeing", "I have two people with whom I can be honest"),
    do("Meet somebody who has been through it", "A peer supporter"),
    do("Write or call one person I miss", "Me, when I am ready"),
    need("I want to learn or work again"),
    goal("learning", "I finish a course that leads to something"),
    do("Choose a course, and tell them what I need there", "Me, and a recovery college"),
    do("Help to find and to keep a job, at my own pace", "An employment adviser"),
    need("Worries about money and home pull me down"),
    goal("wellbeing", "I know that my home is safe and my bills are paid"),
    do("Look through benefits, debts and bills with somebody who knows them", "An advice centre"),
    wrong(
        "sign",
        "I sleep less than four hours, or cancel everything",
        "Ask me straight. Stay a while. Bring forward my next appointment.",
    ),
    wrong(
        "health",
        "I think of hurting myself",
        "Stay with me. Call my team, or 111 and choose mental health. Put away what I could use. "
        "In danger: call 999.",
    ),
    wrong(
        "health",
        "I hear or see things and am afraid",
        "Speak calmly. Do not argue about it. Call my team, or 111 at night.",
    ),
    wrong(
        "carer",
        "The person I lean on cannot be there",
        "Call the second person on this page, and tell my team.",
    ),
    wrong(
        "other",
        "I have to go to hospital",
        "Take my advance statement. Somebody feeds the cat and tells my work.",
    ),
    risk(
        "I may stop my medicines because of what they do to me",
        "I talk to the team first. We agree how to try less, and who watches.",
    ),
    risk(
        "A new job or course may be too much at once",
        "I begin with few hours. I can stop for a week without losing it.",
    ),
    risk(
        "Living alone may get lonely, and it is what I want",
        "Somebody comes or calls on fixed days, also when I say no.",
    ),
]
TEMPLATES = [
    ("older", "Living well at home in later life", OLDER),
    ("child", "Growing up, with help where it is needed", CHILD),
    ("learning", "A good life of my own", LEARNING),
    ("mental_health", "Getting well and staying well", MENTAL_HEALTH),
]


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    template = apps.get_model("careplans", "PlanTemplate")
    line = apps.get_model("careplans", "TemplateLine")
    for cohort, name, lines in TEMPLATES:
        made = template.objects.using(alias).create(site=None, cohort=cohort, name=name)
        line.objects.using(alias).bulk_create(
            line(template=made, position=position * 10, **facts)
            for position, facts in enumerate(lines, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("careplans", "0080_what_goes_wrong_in_a_template")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
