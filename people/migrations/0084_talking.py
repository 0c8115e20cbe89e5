"""What people and their care team write and give to each other, and putting things right."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ipc.kernel.models
from ipc.kernel.migrating import Together


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0083_partners_take_part"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Complaint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(
                                db_default=ipc.kernel.models.UuidV7(), editable=False, unique=True
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("question", "A question"),
                                    ("concern", "A worry"),
                                    ("complaint", "A complaint"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reference", models.CharField(max_length=14, unique=True)),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    ("care", "The care or support"),
                                    ("plan", "The plan"),
                                    ("money", "The money"),
                                    ("decision", "A decision"),
                                    ("staff", "How somebody behaved"),
                                    ("information", "What we told you, or how"),
                                    ("waiting", "Having to wait"),
                                    ("other", "Something else"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.TextField(max_length=4000)),
                        ("wish", models.TextField(blank=True, max_length=2000)),
                        (
                            "how_made",
                            models.CharField(
                                choices=[
                                    ("online", "Online"),
                                    ("in_person", "In person"),
                                    ("phone", "By telephone"),
                                    ("paper", "On paper"),
                                ],
                                default="online",
                                max_length=10,
                            ),
                        ),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("received", "We have it"),
                                    ("acknowledged", "Somebody is looking into it"),
                                    ("answered", "Answered"),
                                    ("closed", "Over"),
                                    ("taken_back", "Taken back"),
                                ],
                                default="received",
                                max_length=12,
                            ),
                        ),
                        ("acknowledge_by", models.DateField()),
                        ("due_on", models.DateField()),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("upheld", "You were right"),
                                    ("partly", "You were right in part"),
                                    ("not_upheld", "We see it another way"),
                                    ("answered", "Answered"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("answer", models.TextField(blank=True, max_length=6000)),
                        ("learned", models.TextField(blank=True, max_length=1000)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ComplaintStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(
                                db_default=ipc.kernel.models.UuidV7(), editable=False, unique=True
                            ),
                        ),
                        (
                            "move",
                            models.CharField(
                                choices=[
                                    ("received", "It was sent"),
                                    ("acknowledged", "We said that we have it"),
                                    ("new_date", "A new date was agreed"),
                                    ("progress", "We said how it goes"),
                                    ("added", "Something was added"),
                                    ("answered", "It was answered"),
                                    ("not_content", "The answer was not enough"),
                                    ("closed", "It was closed"),
                                    ("taken_back", "It was taken back"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.TextField(blank=True, max_length=2000)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("taken_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Conversation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(
                                db_default=ipc.kernel.models.UuidV7(), editable=False, unique=True
                            ),
                        ),
                        ("subject", models.CharField(max_length=120)),
                        ("is_private", models.BooleanField(default=False)),
                        ("begun_at", models.DateTimeField(auto_now_add=True)),
                        ("waits_for_team_since", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(
                                db_default=ipc.kernel.models.UuidV7(), editable=False, unique=True
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("letter", "A letter"),
                                    ("report", "A report"),
                                    ("photo", "A photo"),
                                    ("form", "A form on paper"),
                                    ("proof", "A proof of something"),
                                    ("other", "Something else"),
                                ],
                                default="other",
                                max_length=8,
                            ),
                        ),
                        ("file", models.FileField(blank=True, upload_to="documents/%Y/%m")),
                        ("content_type", models.CharField(max_length=60)),
                        ("size", models.PositiveIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        (
                            "looked",
                            models.CharField(
                                choices=[
                                    ("waiting", "Being checked"),
                                    ("clean", "Checked"),
                                    ("held", "Held back: it may do harm"),
                                    ("not_looked", "No checker is set up"),
                                ],
                                default="waiting",
                                max_length=12,
                            ),
                        ),
                        ("from_team", models.BooleanField(default=False)),
                        ("added_at", models.DateTimeField(auto_now_add=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="IndependentHelp",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("advocacy", "Helps you say it"),
                                    ("ombudsman", "Looks again from outside"),
                                    ("watchdog", "Listens to what people say about care"),
                                    ("advice", "Gives advice"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("what", models.CharField(max_length=300)),
                        ("phone", models.CharField(blank=True, max_length=30)),
                        ("website", models.URLField(blank=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        ("checked_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "independent help",
                        "ordering": ["position", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(
                                db_default=ipc.kernel.models.UuidV7(), editable=False, unique=True
                            ),
                        ),
                        ("words", models.TextField(max_length=4000)),
                        ("from_team", models.BooleanField()),
                        ("sent_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MessageRead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(
                                db_default=ipc.kernel.models.UuidV7(), editable=False, unique=True
                            ),
                        ),
                        ("read_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PaperReceived",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(
                                db_default=ipc.kernel.models.UuidV7(), editable=False, unique=True
                            ),
                        ),
                        ("form", models.SlugField(max_length=40)),
                        ("received_on", models.DateField()),
                        (
                            "who_wrote",
                            models.CharField(
                                choices=[
                                    ("person", "The person"),
                                    ("together", "The person, with help"),
                                    ("helper", "Somebody else, for the person"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("helped_by", models.CharField(blank=True, max_length=120)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("keyed_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "verbose_name_plural": "papers received",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SiteDistrict",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("district", models.CharField(max_length=4)),
                    ],
                    options={
                        "ordering": ["district"],
                    },
                ),
            ]
        ),
        Together(
            [
                migrations.AddField(
                    model_name="notice",
                    name="carrier_reference",
                    field=models.CharField(blank=True, max_length=64),
                ),
                migrations.AddField(
                    model_name="notice",
                    name="delivery",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("under_way", "On its way"),
                            ("delivered", "Delivered"),
                            ("failed", "Could not be delivered"),
                        ],
                        max_length=10,
                    ),
                ),
                migrations.AlterField(
                    model_name="peoplerule",
                    name="figure",
                    field=models.CharField(
                        choices=[
                            ("signs_in_from", "Age from which somebody may sign in"),
                            ("parent_reviewed_at", "Age at which a parent's access is looked at again"),
                            ("parent_until", "Age at which a parent's right to act ends"),
                            ("transition_from", "Age at which planning for adult life begins"),
                            ("adult_from", "Age from which the Care Act applies"),
                            (
                                "education_until",
                                "Age at which an education, health and care plan ends at the latest",
                            ),
                            ("told_before_days", "Days before such a birthday that people are told"),
                            ("invitation_days", "Days an invitation works"),
                            ("link_days", "Longest days a shared link works"),
                            ("ask_again_months", "Months until information needs are asked about again"),
                            ("emergency_hours", "Hours an emergency opening lasts"),
                            ("emergency_review_days", "Working days until an emergency opening is reviewed"),
                            ("emergencies_a_day", "Emergency openings one worker may make in a day"),
                            ("answer_days", "Days to answer a question or a request to put the record right"),
                            ("sixteen_decides", "Age from which somebody is taken to decide for themselves"),
                            ("message_days", "Working days to answer a message"),
                            ("question_days", "Working days to answer a question"),
                            ("concern_days", "Working days to answer a worry"),
                            ("acknowledge_days", "Working days to say that a complaint was received"),
                            (
                                "complaint_days",
                                "Working days to answer a complaint, unless another day is agreed",
                            ),
                            ("complaint_longest", "Months that a complaint may take at the longest"),
                            ("complaint_months", "Months within which a complaint is to be made"),
                            ("wellbeing_from", "Age from which the four questions about wellbeing are asked"),
                        ],
                        max_length=24,
                    ),
                ),
                migrations.AddIndex(
                    model_name="notice",
                    index=models.Index(
                        condition=models.Q(("carrier_reference", ""), _negated=True),
                        fields=["carrier_reference"],
                        name="notice_at_its_carrier",
                    ),
                ),
                migrations.AddField(
                    model_name="complaint",
                    name="answered_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="complaint",
                    name="handler",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="complaint",
                    name="made_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="complaint",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="complaint",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="complaintstep",
                    name="complaint",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="people.complaint",
                    ),
                ),
                migrations.AddField(
                    model_name="complaintstep",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="complaintstep",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="complaintstep",
                    name="taken_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="conversation",
                    name="begun_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="conversation",
                    name="closed_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="conversation",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="conversation",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="conversation",
                    name="with_user",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conversations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="document",
                    name="added_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="document",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="document",
                    name="removed_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="document",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="independenthelp",
                    name="site",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="independent_help",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="message",
                    name="conversation",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="people.conversation",
                    ),
                ),
                migrations.AddField(
                    model_name="message",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="message",
                    name="sent_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="message",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="document",
                    name="message",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="people.message",
                    ),
                ),
                migrations.AddField(
                    model_name="messageread",
                    name="message",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="people.message",
                    ),
                ),
                migrations.AddField(
                    model_name="messageread",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="messageread",
                    name="read_by",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="messageread",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="paperreceived",
                    name="document",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="people.document",
                    ),
                ),
                migrations.AddField(
                    model_name="paperreceived",
                    name="keyed_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="paperreceived",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="paperreceived",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="sitedistrict",
                    name="site",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="districts",
                        to="people.site",
                    ),
                ),
                migrations.AddIndex(
                    model_name="complaint",
                    index=models.Index(
                        condition=models.Q(("answered_at", None)),
                        fields=["site", "due_on"],
                        name="complaint_open_in_site",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="complaint",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at", None),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_answer_has_its_outcome",
                    ),
                ),
                migrations.AddIndex(
                    model_name="conversation",
                    index=models.Index(
                        condition=models.Q(("waits_for_team_since__isnull", False)),
                        fields=["site", "waits_for_team_since"],
                        name="conversation_waits",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="independenthelp",
                    constraint=models.UniqueConstraint(
                        fields=("site", "name"), name="independenthelp_once_in_a_site", nulls_distinct=False
                    ),
                ),
                migrations.AddConstraint(
                    model_name="messageread",
                    constraint=models.UniqueConstraint(
                        fields=("message", "read_by"), name="messageread_once_by_each"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paperreceived",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("who_wrote", "person"),
                            models.Q(("helped_by", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="paperreceived_names_who_helped",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sitedistrict",
                    constraint=models.UniqueConstraint(
                        fields=("site", "district"), name="sitedistrict_once_in_a_site"
                    ),
                ),
            ]
        ),
    ]
