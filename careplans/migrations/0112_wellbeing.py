"""How a person says they are."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ipc.kernel.models
from ipc.kernel.migrating import Together


class Migration(migrations.Migration):
    dependencies = [
        ("careplans", "0111_suspicion"),
        ("people", "0084_talking"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="LicensedTool",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(unique=True)),
                        ("name", models.CharField(max_length=80)),
                        ("what", models.CharField(max_length=300)),
                        ("lowest", models.DecimalField(decimal_places=2, max_digits=6)),
                        ("highest", models.DecimalField(decimal_places=2, max_digits=6)),
                        ("higher_is_better", models.BooleanField(default=True)),
                        ("licence", models.CharField(max_length=200)),
                        ("is_in_use", models.BooleanField(default=False)),
                        (
                            "site",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.site",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="LicensedScore",
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
                        ("score", models.DecimalField(decimal_places=2, max_digits=6)),
                        ("level", models.CharField(blank=True, max_length=40)),
                        ("licence_reference", models.CharField(max_length=60)),
                        ("answered_on", models.DateField()),
                        ("noted_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "noted_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="people.person",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.site",
                            ),
                        ),
                        (
                            "tool",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
                                to="careplans.licensedtool",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-answered_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="OwnStatement",
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
                        ("words", models.CharField(max_length=200)),
                        ("added_at", models.DateTimeField(auto_now_add=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="people.person",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.site",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="HowTrueNow",
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
                            "how_true",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Not true at all"),
                                    (2, "A little true"),
                                    (3, "Partly true"),
                                    (4, "Mostly true"),
                                    (5, "Completely true"),
                                ]
                            ),
                        ),
                        ("said_on", models.DateField()),
                        ("noted_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "noted_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="people.person",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.site",
                            ),
                        ),
                        (
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="careplans.ownstatement",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["said_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="WellbeingCheck",
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
                        ("answered_on", models.DateField()),
                        (
                            "how_answered",
                            models.CharField(
                                choices=[
                                    ("online", "Online"),
                                    ("in_person", "In person"),
                                    ("phone", "By telephone"),
                                    ("paper", "On paper"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "satisfied",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(10)],
                            ),
                        ),
                        (
                            "worthwhile",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(10)],
                            ),
                        ),
                        (
                            "happy",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(10)],
                            ),
                        ),
                        (
                            "anxious",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(10)],
                            ),
                        ),
                        ("words", models.TextField(blank=True, max_length=1000)),
                        ("noted_at", models.DateTimeField(auto_now_add=True)),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "noted_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="people.person",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.site",
                            ),
                        ),
                        (
                            "taken_back_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-answered_on", "-pk"],
                    },
                ),
            ]
        ),
        Together(
            [
                migrations.AddConstraint(
                    model_name="licensedtool",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("highest__gt", models.F("lowest"))),
                        name="licensedtool_has_a_scale",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="howtruenow",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("how_true__range", (1, 5))), name="howtruenow_one_to_five"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="wellbeingcheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("satisfied", None), ("satisfied__lte", 10), _connector="OR"),
                            models.Q(("worthwhile", None), ("worthwhile__lte", 10), _connector="OR"),
                            models.Q(("happy", None), ("happy__lte", 10), _connector="OR"),
                            models.Q(("anxious", None), ("anxious__lte", 10), _connector="OR"),
                        ),
                        name="wellbeingcheck_from_nought_to_ten",
                    ),
                ),
            ]
        ),
    ]
