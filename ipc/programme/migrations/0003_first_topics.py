"""The first topics, in our own words. Administrators change them from here on."""

import datetime as dt

from django.db import migrations

REVIEWED_ON = dt.date(2026, 11, 20)

# slug: (question, short answer, body, Easy Read)
TOPICS = {
    "who-it-is-for": (
        "Who is this for?",
        "It is for people who need much support from the NHS, the council or school, and their families.",
        """
Getting help from many places at once is hard work. You tell your story again and again. Things fall
between the cracks. Here the people who support you work as one team, with you in the middle.

There are four groups of people we work with first:

- older people who live with long-term health conditions
- disabled children and young people, and their families
- people with a learning disability, autism or both
- people with a serious mental illness

You can take part if you belong to one of these groups and live in one of our areas. You can make a plan
with us even if there is no money for a budget, or if you do not want one.

Your family, and friends who care for you, are part of this too, if you want them to be.
""",
        """
people: Some people need help from the NHS, the council and school.
talk: They often have to say the same thing again and again.
together: We bring the helpers together. You are in the middle.
plan: You make one plan with us.
house: It is for people who live in one of our areas.
heart: Your family can help, if you want.
""",
    ),
    "personal-budget": (
        "What is a personal budget?",
        "It is money for your care and support. You know how much, and you have a say in how it is used.",
        """
The money can come from the NHS, from the council, and for some people from education. We add it up and
write it in one statement, so that you can see all of it in one place.

First you get a first idea of how much money there might be. You get it before you start to plan. It is a
guide, not the final amount. Then you plan what you need. The final amount must be enough for what is
agreed in your plan.

The money is for your plan. It can pay for care and support, equipment, or other things that help your
health and wellbeing, if they are agreed in your plan.

You never have to have a budget. And nobody loses NHS treatment because they have one.
""",
        """
money: A personal budget is money for your care and support.
question: You are told how much it might be.
plan: You make a plan for the money.
tick: It must be enough for what is in your plan.
heart: The NHS still looks after you in the same way.
""",
    ),
    "can-i-have-a-budget": (
        "Can I have a personal budget?",
        "It depends on the kind of help you get. We tell you at the start whether you can have one, and why.",
        """
You have a right to a budget for NHS money if you get NHS Continuing Healthcare, continuing care for a
child, after-care under section 117, or an NHS wheelchair. If you need support from the council, your care
and support plan always says what your personal budget is. With an education, health and care plan you can
ask for one when the plan is written or reviewed.

A right to a budget is not a right to a direct payment. There are rules about who can be paid money
directly. If a direct payment is not possible, the money can be managed in another way.

Some money cannot be put into a budget. Emergency care, visits to your GP and planned operations are paid
for by the NHS in the usual way.

If the answer is no, we tell you why in writing. You can ask for the decision to be looked at again.
""",
        """
question: Not everybody can have a personal budget.
talk: We tell you at the start if you can.
letter: If the answer is no, we write and tell you why.
search: You can ask us to look again.
""",
    ),
    "managing-the-money": (
        "How can the money be managed?",
        "In three ways: a direct payment, a notional budget or a third-party budget. You can mix them.",
        """
With a direct payment the money is paid to you, or to somebody you choose. You buy the support that is in
your plan and keep a record of what you spend. You can get help with this.

With a notional budget the NHS, the council or the school keeps the money. They arrange the support that
you have planned together.

With a third-party budget an organisation holds the money for you. It arranges the support that you have
planned together.

All three ways must be offered in every one of our areas. You can choose one way for one part of your plan
and another way for another part. You never have to take a direct payment. Whichever way you choose, you
have a full say in your support.
""",
        """
money: There are three ways to look after the money.
direct: One. The money is paid to you. This is a direct payment.
notional: Two. The NHS or council keeps the money and pays for you. This is a notional budget.
third: Three. Another organisation keeps the money for you. This is a third-party budget.
together: You can mix them.
heart: You choose. You never have to take a direct payment.
""",
    ),
    "what-money-can-buy": (
        "What can the money be used for?",
        "For the things that are agreed in your plan and help you stay well and live your life.",
        """
It can pay for care at home, a personal assistant, equipment, a course, or something else that helps your
health and wellbeing. What counts is that it is safe, legal, and agreed in your plan.

It cannot pay for:

- alcohol, tobacco or gambling
- debts
- anything against the law
- emergency care, your GP, or an operation in hospital
- a place at a school or college

There are also rules about paying somebody in your own family who lives with you. Ask before you agree
anything with them. Where the NHS and the council have different rules for the same thing, we follow the
stricter one and tell you which it is.
""",
        """
plan: You can buy what is agreed in your plan.
heart: It must help you to be well.
question: You cannot buy alcohol, cigarettes or gambling.
money: You cannot pay debts with it.
talk: Ask us if you are not sure.
""",
    ),
    "what-you-may-pay": (
        "Do I have to pay anything?",
        "Never for NHS care, and never for education. The council may ask you to pay part of its own share.",
        """
NHS care is free. That does not change because you have a budget. Nobody may charge you for the NHS part
or the education part of it.

The council may ask adults to pay towards the support that the council arranges. It first looks at what
you can afford. You never pay more than the council's own share costs.

Some council support is always free. This includes after-care under section 117 and support for children
under 18.

Your statement says what you pay, if anything, and how it was worked out. If you think it is wrong, you can
ask for it to be looked at again.
""",
        """
heart: You never pay for NHS care.
leaf: You never pay for the education part.
house: The council may ask you to pay for some of its part.
question: It looks first at what you can afford.
search: If you think it is wrong, ask us to look again.
""",
    ),
    "peer-support": (
        "What is peer support?",
        "It is help from people who have been through something like you have. It is free.",
        """
Peer supporters know from their own life what it is like. They listen. They tell you what helped them.
They meet you as an equal, not as a professional.

You can meet one to one, in a group, online or by telephone. You choose what suits you. You can stop at any
time and do not need to say why.

In some areas a community navigator can help you find a group, and come along the first time. Before we
introduce you to anybody, we show you what we would tell them. Nothing is shared until you say yes.
""",
        """
talk: Peer support is talking with somebody who has been through the same.
people: You can meet in a group, or with one person.
phone: You can meet online or by phone.
leaf: It is free.
lock: We share nothing about you until you say yes.
""",
    ),
    "how-to-disagree": (
        "What if I do not agree?",
        "Tell us. You can ask us to look again, or you can complain. It will never count against you.",
        """
Talk to your care coordinator first, if you can. Many things can be put right quickly.

If a decision about your plan or your money is wrong for you, ask for it to be looked at again. When we say
no to something we must tell you why in writing, and how to ask again.

If you are unhappy with how you were treated, you can complain to the organisation that did it, to the
council or to the NHS. If you are not happy with their answer, an ombudsman can look at it. The Local
Government and Social Care Ombudsman looks at complaints about councils. The Parliamentary and Health
Service Ombudsman looks at complaints about the NHS. Both are free.

Somebody can help you say what you want to say. Such a helper is called an advocate. Ask us to find you one.
""",
        """
talk: Tell us if you do not agree.
person: You can talk to your care coordinator.
search: You can ask us to look at it again.
letter: You can complain.
people: Somebody can help you to speak up.
heart: It will never count against you.
""",
    ),
    "privacy": (
        "What happens to information about me?",
        "It is used to support you. You decide what your family may see, and you can see who looked.",
        """
We keep what we need to plan and pay for your support: who you are, what matters to you, your plan and your
money. The people in your care team can see it because they need it for their work.

Groups, peer supporters and your family see nothing unless you agree. You choose which parts, and for how
long. You can stop sharing at any time. From that moment they can no longer see it.

Each look at your record is written down: who it was, when, and what they saw. You can read this list
whenever you are signed in. You can also take away a copy of everything we hold about you.

To find out how well this way of working does, we count people and amounts without names.

We do not sell information, and there are no advertisements and no trackers here. We use cookies only to
keep you signed in, to keep forms safe and to remember your language.
""",
        """
lock: We keep information about you safe.
people: Your care team can see it, to help you.
heart: Your family can see it only if you say yes.
search: You can see who looked at it.
letter: You can take a copy of all of it.
""",
    ),
    "contact": (
        "Who can I contact?",
        "Your care coordinator, if you have one. If not, the team in your area.",
        """
If you already get support from us, your care coordinator's name and telephone number are on your home
page when you sign in.

If you are new, choose your area on our start page. There you find the telephone number and email address
of the team.

This is not the place for emergencies. If somebody's life is in danger, call 999. If you need medical
help but it is not an emergency, call 111. To talk to somebody at any time, day or night, you can call
Samaritans free on 116 123.
""",
        """
phone: You can call your care coordinator.
house: You can call the team in your area.
clock: In an emergency call 999.
heart: If it is not an emergency but you feel ill, call 111.
""",
    ),
    "accessibility": (
        "How easy is this website to use?",
        "We want everybody to be able to use it. Tell us if something does not work for you.",
        """
You should be able to:

- make the text four times as large and still read it
- use all of it with a keyboard only
- use all of it with a screen reader
- use all of it without JavaScript
- read these pages in Easy Read

We aim to meet the Web Content Accessibility Guidelines, version 2.2, level AA. We check our pages with
automatic tests and by looking at them on small and large screens. People who use assistive technology
have not tested them for us yet, so there may be things that we have not found.

What we know does not work yet: the information pages are in English only. Receipts that you upload are
pictures, and a screen reader cannot read the writing in them.

If something does not work for you, or you need it in large print, Braille, as a recording or told to you,
contact the team in your area. If you are not happy with the answer, the Equality Advisory and Support
Service can help you.
""",
        """
heart: Everybody should be able to use this website.
search: You can make the writing bigger.
leaf: You can choose Easy Read.
talk: Tell us if something does not work.
phone: We can tell you things on the phone.
""",
    ),
}


def add(apps, schema_editor):
    topics = apps.get_model("programme", "Topic").objects.using(schema_editor.connection.alias)
    for position, (slug, (question, short, body, easy)) in enumerate(TOPICS.items(), start=1):
        topics.create(
            slug=slug,
            question=question,
            answer_short=short,
            body=body.strip(),
            easy_read=easy.strip(),
            reviewed_on=REVIEWED_ON,
            position=position * 10,
        )


class Migration(migrations.Migration):
    dependencies = [("programme", "0002_topics_and_terms")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
