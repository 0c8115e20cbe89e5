"""What people and their care team write and give to each other, and what has to be put right."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ipc.kernel.access import AccessQuerySet
from people.models.persons import PersonRow
from people.models.sharing import HowGiven
from people.models.sites import Site
from people.models.users import User


class ConversationQuerySet(AccessQuerySet):
    def open(self):
        return self.filter(closed_at=None)


class Conversation(PersonRow):
    """A subject that a person, or somebody who helps, and the care team write to each other about.

    What the person or who decides for them began is theirs together, unless it ``is_private``: then only who
    began it and the team read it. What any other helper began is theirs and the person's.
    """

    subject = models.CharField(max_length=120)
    is_private = models.BooleanField(default=False)
    begun_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    with_user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="conversations")
    waits_for_team_since = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["site", "waits_for_team_since"],
                name="conversation_waits",
                condition=Q(waits_for_team_since__isnull=False),
            ),
        ]

    def __str__(self):
        return f"conversation {self.public_id}"


class Message(PersonRow):
    """One message of a conversation, as it was sent. Never changed."""

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="messages")
    words = models.TextField(max_length=4000)
    from_team = models.BooleanField()
    sent_at = models.DateTimeField(auto_now_add=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"message {self.public_id}"


class MessageRead(PersonRow):
    """That somebody opened a message for the first time, and when: its receipt."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="receipts")
    read_at = models.DateTimeField(auto_now_add=True)
    read_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="messageread_once_by_each", fields=["message", "read_by"]),
        ]

    def __str__(self):
        return f"receipt {self.public_id}"


class DocumentKind(models.TextChoices):
    LETTER = "letter", _("A letter")
    REPORT = "report", _("A report")
    PHOTO = "photo", _("A photo")
    FORM = "form", _("A form on paper")
    PROOF = "proof", _("A proof of something")
    OTHER = "other", _("Something else")


class Looked(models.TextChoices):
    """What came of looking for harm in a file. One that is not clean is handed to nobody."""

    WAITING = "waiting", _("Being checked")
    CLEAN = "clean", _("Checked")
    HELD = "held", _("Held back: it may do harm")
    NOT_LOOKED = "not_looked", _("No checker is set up")


class Document(PersonRow):
    """A file somebody gave: a letter, a photo of a form. Known by its content, kept out of the web's reach.

    ``removed_at`` is when it was taken back: the file is then gone, that it was there is kept.
    """

    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=DocumentKind, default=DocumentKind.OTHER)
    message = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="attachments")
    file = models.FileField(upload_to="documents/%Y/%m", blank=True)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    looked = models.CharField(max_length=12, choices=Looked, default=Looked.WAITING)
    from_team = models.BooleanField(default=False)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"document {self.public_id}"


class ComplaintKind(models.TextChoices):
    """The doors of putting it right; a second look at a decision has its own place, with the decision."""

    QUESTION = "question", _("A question")
    CONCERN = "concern", _("A worry")
    COMPLAINT = "complaint", _("A complaint")


class ComplaintAbout(models.TextChoices):
    CARE = "care", _("The care or support")
    PLAN = "plan", _("The plan")
    MONEY = "money", _("The money")
    DECISION = "decision", _("A decision")
    STAFF = "staff", _("How somebody behaved")
    INFORMATION = "information", _("What we told you, or how")
    WAITING = "waiting", _("Having to wait")
    OTHER = "other", _("Something else")


class ComplaintStatus(models.TextChoices):
    RECEIVED = "received", _("We have it")
    ACKNOWLEDGED = "acknowledged", _("Somebody is looking into it")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Over")
    TAKEN_BACK = "taken_back", _("Taken back")


class ComplaintOutcome(models.TextChoices):
    UPHELD = "upheld", _("You were right")
    PARTLY = "partly", _("You were right in part")
    NOT_UPHELD = "not_upheld", _("We see it another way")
    ANSWERED = "answered", _("Answered")


class ComplaintQuerySet(AccessQuerySet):
    def open(self):
        return self.filter(status__in=COMPLAINT_OPEN)


COMPLAINT_OPEN = (ComplaintStatus.RECEIVED, ComplaintStatus.ACKNOWLEDGED)


class Complaint(PersonRow):
    """A question, worry or complaint: its reference, by which day it is answered, by whom, and the answer.

    Complaints and worries are looked into by the managers, never by whom they may be about: care
    coordinators see questions alone, at both walls.

    Source: Local Authority Social Services and National Health Service Complaints (England) Regulations 2009.
    """

    kind = models.CharField(max_length=10, choices=ComplaintKind)
    reference = models.CharField(max_length=14, unique=True)
    about = models.CharField(max_length=12, choices=ComplaintAbout)
    words = models.TextField(max_length=4000)
    wish = models.TextField(max_length=2000, blank=True)
    how_made = models.CharField(max_length=10, choices=HowGiven, default=HowGiven.ONLINE)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    status = models.CharField(max_length=12, choices=ComplaintStatus, default=ComplaintStatus.RECEIVED)
    acknowledge_by = models.DateField()
    due_on = models.DateField()
    handler = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=ComplaintOutcome, blank=True)
    answer = models.TextField(max_length=6000, blank=True)
    learned = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")
    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="complaint_answer_has_its_outcome",
                condition=Q(answered_at=None) | (~Q(outcome="") & ~Q(answer="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["site", "due_on"], name="complaint_open_in_site", condition=Q(answered_at=None)
            ),
        ]

    def __str__(self):
        return self.reference


class ComplaintMove(models.TextChoices):
    RECEIVED = "received", _("It was sent")
    ACKNOWLEDGED = "acknowledged", _("We said that we have it")
    NEW_DATE = "new_date", _("A new date was agreed")
    PROGRESS = "progress", _("We said how it goes")
    ADDED = "added", _("Something was added")
    ANSWERED = "answered", _("It was answered")
    NOT_CONTENT = "not_content", _("The answer was not enough")
    CLOSED = "closed", _("It was closed")
    TAKEN_BACK = "taken_back", _("It was taken back")


class ComplaintStep(PersonRow):
    """One step on the way of a complaint, told to whoever made it. Never changed."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=12, choices=ComplaintMove)
    words = models.TextField(max_length=6000, blank=True)
    due_on = models.DateField(null=True, blank=True)
    taken_at = models.DateTimeField(auto_now_add=True)
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_move_display()} {self.public_id}"


class HelpKind(models.TextChoices):
    ADVOCACY = "advocacy", _("Helps you say it")
    OMBUDSMAN = "ombudsman", _("Looks again from outside")
    WATCHDOG = "watchdog", _("Listens to what people say about care")
    ADVICE = "advice", _("Gives advice")


class IndependentHelp(models.Model):
    """Somebody outside who helps with a complaint: everywhere, or in one site. Changed in the admin."""

    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="independent_help")
    kind = models.CharField(max_length=10, choices=HelpKind)
    name = models.CharField(max_length=120)
    what = models.CharField(max_length=300)
    phone = models.CharField(max_length=30, blank=True)
    website = models.URLField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "name"]
        verbose_name_plural = "independent help"
        constraints = [
            models.UniqueConstraint(
                name="independenthelp_once_in_a_site", fields=["site", "name"], nulls_distinct=False
            ),
        ]

    def __str__(self):
        return self.name


class WhoWrote(models.TextChoices):
    PERSON = "person", _("The person")
    TOGETHER = "together", _("The person, with help")
    HELPER = "helper", _("Somebody else, for the person")


class PaperReceived(PersonRow):
    """That a form came back on paper: which, when, who wrote it, and who keyed it in."""

    form = models.SlugField(max_length=40)
    received_on = models.DateField()
    who_wrote = models.CharField(max_length=8, choices=WhoWrote)
    helped_by = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="papers")
    keyed_at = models.DateTimeField(auto_now_add=True)
    keyed_by = models.ForeignKey(User, models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "papers received"
        constraints = [
            models.CheckConstraint(
                name="paperreceived_names_who_helped",
                condition=Q(who_wrote=WhoWrote.PERSON) | ~Q(helped_by=""),
            ),
        ]

    def __str__(self):
        return f"{self.form} {self.public_id}"


class SiteDistrict(models.Model):
    """A postcode district (``S70``) that lies in a site, whole or in part: is it in my area?"""

    site = models.ForeignKey(Site, models.PROTECT, related_name="districts")
    district = models.CharField(max_length=4)

    class Meta:
        ordering = ["district"]
        constraints = [
            models.UniqueConstraint(name="sitedistrict_once_in_a_site", fields=["site", "district"]),
        ]

    def __str__(self):
        return self.district
