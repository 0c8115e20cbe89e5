"""Community navigators: where there are any, how they are reached, and what people read of them."""

from ipc.programme.demonstration.names import Dice
from peersupport.groups import sessions
from peersupport.models import Navigator, NavigatorOffer
from people.models import Role, RoleAssignment

WITHOUT = {"stockton-on-tees"}
HERE = (
    "They know what there is near you. They listen first. They can come along the first time, and they stay "
    "in touch until you have found your feet."
)
NOT_HERE = (
    "There are no community navigators here yet. Your care team and the people who run a group can help you "
    "to begin. Ring the group, or ask your coordinator to come with you."
)
WORDS = "I have lived here all my life. Tell me what you used to enjoy, and I find out who does it near you."
SKILLS = ["Finding groups", "Coming along the first time", "Forms and buses"]


def welcome(site):
    """Say whether ``site`` has navigators, and put the meetings of its groups into the calendar."""
    dice = Dice(f"navigators {site.slug}")
    is_offered = site.slug not in WITHOUT
    NavigatorOffer.objects.get_or_create(
        site=site,
        defaults={
            "is_offered": is_offered,
            "words": HERE if is_offered else NOT_HERE,
            "phone": dice.landline() if is_offered else "",
            "email": f"navigators@{site.slug}.example" if is_offered else "",
            "hours": "Monday to Friday, 9am to 5pm" if is_offered else "",
        },
    )
    if is_offered:
        for held in RoleAssignment.objects.live().filter(role=Role.NAVIGATOR, site=site):
            Navigator.objects.get_or_create(
                site=site,
                user=held.user,
                defaults={"words": WORDS, "skills": SKILLS, "languages": ["English"], "most_people": 25},
            )
    sessions.make_all_ahead(site)
