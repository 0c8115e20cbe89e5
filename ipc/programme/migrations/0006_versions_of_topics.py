"""Topics have versions, owners and readers; words have an easy meaning; texts and letters are caught too."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ipc.kernel.migrating import Together


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0084_talking"),
        ("programme", "0005_what_is_kept_on_a_device"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="TopicVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("question", models.CharField(max_length=120)),
                        ("answer_short", models.CharField(max_length=300)),
                        ("body", models.TextField(blank=True)),
                        ("easy_read", models.TextField(blank=True)),
                        ("why", models.CharField(blank=True, max_length=200)),
                        ("written_at", models.DateTimeField(auto_now_add=True)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-number"],
                    },
                ),
                migrations.CreateModel(
                    name="TopicVote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("week", models.DateField()),
                        ("clear", models.PositiveIntegerField(default=0)),
                        ("not_clear", models.PositiveIntegerField(default=0)),
                    ],
                ),
            ]
        ),
        Together(
            [
                migrations.RemoveConstraint(
                    model_name="topic",
                    name="topic_once_in_a_site",
                ),
                migrations.AddField(
                    model_name="caughtmail",
                    name="channel",
                    field=models.CharField(
                        choices=[("email", "Email"), ("text", "Text message"), ("letter", "Letter")],
                        default="email",
                        max_length=6,
                    ),
                ),
                migrations.AddField(
                    model_name="term",
                    name="also",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="term",
                    name="drawing",
                    field=models.SlugField(blank=True, max_length=20),
                ),
                migrations.AddField(
                    model_name="term",
                    name="easy",
                    field=models.CharField(blank=True, max_length=200),
                ),
                migrations.AddField(
                    model_name="term",
                    name="is_of_leaflet",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="term",
                    name="reviewed_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="topic",
                    name="audience",
                    field=models.CharField(
                        choices=[
                            ("everybody", "Everybody"),
                            ("families", "Children, young people and their families"),
                        ],
                        default="everybody",
                        max_length=10,
                    ),
                ),
                migrations.AddField(
                    model_name="topic",
                    name="chapter",
                    field=models.CharField(
                        choices=[
                            ("start", "Is this for me?"),
                            ("support", "Support around you"),
                            ("plan", "Your plan"),
                            ("money", "The money"),
                            ("managing", "Ways to manage the money"),
                            ("well", "Looking after yourself"),
                            ("rights", "Your rights, and putting things right"),
                            ("area", "How your area works"),
                            ("here", "About this website"),
                        ],
                        default="here",
                        max_length=10,
                    ),
                ),
                migrations.AddField(
                    model_name="topic",
                    name="owner",
                    field=models.CharField(blank=True, max_length=120),
                ),
                migrations.AddField(
                    model_name="topic",
                    name="review_due_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddConstraint(
                    model_name="topic",
                    constraint=models.UniqueConstraint(
                        fields=("slug", "site", "audience"),
                        name="topic_once_in_a_site",
                        nulls_distinct=False,
                        violation_error_message="There is already a topic with this address.",
                    ),
                ),
                migrations.AddField(
                    model_name="topicversion",
                    name="published_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="topicversion",
                    name="topic",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="programme.topic",
                    ),
                ),
                migrations.AddField(
                    model_name="topicversion",
                    name="written_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="topicvote",
                    name="topic",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="programme.topic",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="topicversion",
                    constraint=models.UniqueConstraint(
                        fields=("topic", "number"), name="topicversion_numbered_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="topicvote",
                    constraint=models.UniqueConstraint(
                        fields=("topic", "week"), name="topicvote_once_a_week"
                    ),
                ),
            ]
        ),
    ]
