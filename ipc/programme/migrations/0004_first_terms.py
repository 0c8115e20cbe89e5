"""The first words of the jargon buster: those of the leaflet and those it leaves out, in our own words."""

from django.db import migrations
from django.utils.text import slugify

TERMS = {
    "Active participant": "Somebody who takes part and has a say, instead of being told.",
    "Advocate": "Somebody who helps you say what you want, and speaks up for you if you ask them to.",
    "Best interests": "What is best for somebody who cannot make one particular decision. Their "
    "wishes and feelings, and those who know them, must be listened to first.",
    "Capacity": "Being able to make one decision at the time it has to be made: to understand it, "
    "remember it, weigh it up, and say what you want. Everybody has it unless it is shown that they "
    "do not.",
    "Care coordinator": "The person in your care team who knows your plan, keeps everyone working "
    "together, and is there for your questions.",
    "Care plan": "What matters to you and what will be done about it, written down and agreed with you.",
    "Commissioning": "How the NHS and councils decide which support is needed, buy it, and check "
    "that it is good.",
    "Community navigator": "Somebody who knows what goes on locally and helps you find it and join in.",
    "Contribution": "What you may be asked to pay towards the council's share of your support. "
    "There is never one for NHS care or for education.",
    "Coordinated approach": "Everybody who supports you plans with you and with each other.",
    "Coordinated care": "Care that fits together, so that you do not have to join it up yourself.",
    "Co-production": "People who use support and people who run it decide and make things together, "
    "as equals.",
    "Dialogue": "Talking and listening, both ways, until you understand each other.",
    "Direct payment": "Money paid to you, or to somebody you choose, to buy the support in your "
    "plan yourself.",
    "Education, health and care plan": "A legal plan for a child or young person, up to the age of "
    "25, who needs more help to learn than a school usually gives. Often called an EHC plan.",
    "Empowering": "Giving you the knowledge and the power to decide for yourself.",
    "Health and wellbeing goals": "What you want to be different in your life. Also called outcomes.",
    "Indicative budget": "A first idea of how much money there might be for your support. You get "
    "it before you plan. It is a guide, and the final amount may be different.",
    "Integrated Personal Commissioning": "The NHS, the council and others working as one with you, "
    "with one plan and, if you want, one budget. Often called IPC.",
    "IPC personal budget": "NHS, council and, for some, education money for your support, brought "
    "together in one place with one statement.",
    "Managed account": "An account for your direct payment that somebody else looks after for you. "
    "You still decide what the money is spent on.",
    "NHS Continuing Healthcare": "Care outside hospital that the NHS arranges and pays for because "
    "somebody's main need is a health need.",
    "Nominee": "Somebody you choose to receive and look after a direct payment for you.",
    "Notional budget": "You know how much money there is and plan how to use it. The NHS, the "
    "council or the school keeps the money and arranges the support.",
    "Peer support": "Help from somebody who has been through something like you have, as equals.",
    "Personal assistant": "Somebody you employ to support you in the way you want.",
    "Personalised care and support": "Support that starts from you and your life, and not from the "
    "services there are.",
    "Representative": "Somebody who may act for a child, or for a person who cannot make the "
    "decision themselves, such as a parent, an attorney or a deputy.",
    "Review": "Looking at your plan again together: what works, what does not, and what should change.",
    "Section 117 after-care": "Free support after somebody has been kept in hospital under certain "
    "parts of the Mental Health Act.",
    "Self manage": "Looking after your own health from day to day, with the knowledge and help you need.",
    "Statement of resources": "A list that says what money and what other support can be part of a "
    "budget in your area.",
    "Third-party budget": "An organisation that you choose holds the money and arranges the support "
    "in your plan.",
    "Timely": "At the right time, and not too late.",
    "Transparent": "Open and clear, so that you can see how and why something was decided.",
    "Workforce": "All the people who work in care and support.",
}


def add(apps, schema_editor):
    terms = apps.get_model("programme", "Term").objects.using(schema_editor.connection.alias)
    for word, meaning in TERMS.items():
        terms.create(slug=slugify(word), word=word, meaning=meaning)


class Migration(migrations.Migration):
    dependencies = [("programme", "0003_first_topics")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
