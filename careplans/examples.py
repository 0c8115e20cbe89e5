"""About me as it is asked: the headings in groups, a question under each, and what others might write.

The examples are made up.
"""

from django.utils.translation import gettext_lazy as _

from careplans.models import AboutHeading

GROUPS = (
    (
        _("Who I am"),
        (AboutHeading.MATTERS, AboutHeading.PEOPLE, AboutHeading.STRENGTHS, AboutHeading.LIKED),
    ),
    (_("My days"), (AboutHeading.GOOD_DAY, AboutHeading.BAD_DAY, AboutHeading.WELLNESS)),
    (
        _("How to be with me"),
        (AboutHeading.TALKING, AboutHeading.SUPPORT, AboutHeading.PLEASE, AboutHeading.KNOWING),
    ),
)
QUESTIONS = {
    AboutHeading.MATTERS: _("What is most important to you in your life?"),
    AboutHeading.PEOPLE: _("Who are the people you care about? Is there anybody we should not call?"),
    AboutHeading.TALKING: _("How do you like to talk, and how should we talk with you?"),
    AboutHeading.WELLNESS: _("How are you when you are well? How can people tell that you are not?"),
    AboutHeading.PLEASE: _("What should we always do? What should we never do?"),
    AboutHeading.SUPPORT: _("When do you want help, and how should it be given?"),
    AboutHeading.KNOWING: _("What else should people know about you?"),
    AboutHeading.STRENGTHS: _("What are you good at? What do you do by yourself?"),
    AboutHeading.LIKED: _("What do people like about you? Ask somebody who knows you well."),
    AboutHeading.GOOD_DAY: _("What happens on a good day, from morning to night?"),
    AboutHeading.BAD_DAY: _("What makes a day bad? What helps then?"),
}
EXAMPLES = {
    AboutHeading.MATTERS: [
        _("My dog Biscuit. I get up for her."),
        _("Going to the mosque on Fridays with my brother."),
        _("Staying in my own home, with my own front door key."),
    ],
    AboutHeading.PEOPLE: [
        _("My daughter Susan rings me every evening at six."),
        _("My friend Amir from school. We play football."),
        _("Please do not call my ex-husband."),
    ],
    AboutHeading.TALKING: [
        _("Speak slowly and look at me. I am deaf in my left ear."),
        _("I use pictures on my tablet. Give me time."),
        _("Call me Peggy, not Mrs Hall."),
    ],
    AboutHeading.WELLNESS: [
        _("On a good day I am out in the garden by nine."),
        _("When I stop answering the telephone, I am not well."),
        _("If my lips look blue, call for help at once."),
    ],
    AboutHeading.PLEASE: [
        _("Please talk to me, not to my carer."),
        _("Please knock and wait before you come in."),
        _("Please do not move my things."),
    ],
    AboutHeading.SUPPORT: [
        _("Mornings are hard. I need help with washing before ten."),
        _("Let me try first, then help."),
        _("I want the same two people, not a new face each day."),
    ],
    AboutHeading.KNOWING: [
        _("I drove a bus in Leeds for thirty years."),
        _("I make very good samosas."),
        _("I like rock music, and it calms me down."),
    ],
    AboutHeading.STRENGTHS: [
        _("I cook for the whole family on Sundays."),
        _("I know every bus in town by heart."),
        _("I never give up on a jigsaw."),
    ],
    AboutHeading.LIKED: [
        _("My friends say I make everybody laugh."),
        _("My sister says I am kind, and I never forget a birthday."),
        _("People like how honest I am."),
    ],
    AboutHeading.GOOD_DAY: [
        _("I wake up when I want. Tea first, then the radio."),
        _("I am out with the dog by ten, and somebody says hello."),
        _("My tablet is charged and nobody hurries me."),
    ],
    AboutHeading.BAD_DAY: [
        _("Somebody comes whom I do not know, and they are late."),
        _("Too much noise. Then I need my headphones and an hour alone."),
        _("I could not sleep. Then please leave the shower for tomorrow."),
    ],
}
