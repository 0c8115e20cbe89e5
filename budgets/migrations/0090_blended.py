# ruff: noqa

import datetime
import django.db.models.deletion
import django.db.models.expressions
import ipc.kernel.models
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from ipc.kernel.migrating import Together


class Migration(migrations.Migration):
    dependencies = [
        ("budgets", "0071_kept_when_disposed"),
        ("careplans", "0111_suspicion"),
        ("people", "0083_partners_take_part"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="AllocationBand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("points_from", models.PositiveSmallIntegerField()),
                        ("points_to", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("weekly_amount", models.DecimalField(decimal_places=2, max_digits=12)),
                    ],
                    options={
                        "ordering": ["points_from"],
                    },
                ),
                migrations.CreateModel(
                    name="AllocationMethod",
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
                            "funder",
                            models.CharField(
                                choices=[("H", "NHS"), ("C", "Council"), ("E", "Education")], max_length=1
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("older", "Older person with long-term conditions"),
                                    ("child", "Disabled child or young person"),
                                    ("learning", "Learning disability or autism"),
                                    ("mental_health", "Serious mental illness"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("points", "Points, each worth some pounds a week"),
                                    ("bands", "Points that fall in a band"),
                                    ("cost", "What the help would cost: hours, price and how often"),
                                    ("tariff", "A fixed sum"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=500)),
                        ("effective_from", models.DateField()),
                        ("source", models.CharField(max_length=200)),
                    ],
                ),
                migrations.CreateModel(
                    name="AllocationTariff",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("words", models.CharField(max_length=200)),
                        ("is_one_off", models.BooleanField(default=False)),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="AssessedContribution",
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
                        ("weekly_amount", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("starts_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["starts_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="BudgetYear",
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
                        ("number", models.PositiveSmallIntegerField()),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("carried_in", models.DecimalField(decimal_places=2, default=0, max_digits=12)),
                        ("given_back", models.DecimalField(decimal_places=2, default=0, max_digits=12)),
                        ("opened_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["number"],
                    },
                ),
                migrations.CreateModel(
                    name="DelegatedLimit",
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
                        ("funder", models.CharField(max_length=1)),
                        ("role", models.CharField(max_length=16)),
                        ("weekly_up_to", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("one_off_up_to", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("effective_from", models.DateField()),
                        ("source", models.CharField(max_length=200)),
                    ],
                ),
                migrations.CreateModel(
                    name="EducationRequest",
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
                        ("asked_on", models.DateField()),
                        (
                            "window",
                            models.CharField(
                                choices=[
                                    ("draft", "while the education, health and care plan is being written"),
                                    ("review", "during a review or a new assessment of the plan"),
                                    ("outside", "at another time"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=500)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["-asked_on", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="EligibilityDecision",
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
                            "funder",
                            models.CharField(
                                choices=[("H", "NHS"), ("C", "Council"), ("E", "Education")], max_length=1
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("grant", "Yes"), ("part", "Yes, in part"), ("refuse", "No")],
                                max_length=6,
                            ),
                        ),
                        ("what_is_granted", models.CharField(blank=True, max_length=500)),
                        ("reason", models.CharField(max_length=1000)),
                        ("law", models.CharField(blank=True, max_length=200)),
                        ("decided_on", models.DateField()),
                        ("decided_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["-decided_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MoneyRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "figure",
                            models.CharField(
                                choices=[
                                    ("school_weeks", "School weeks in a year"),
                                    (
                                        "move_percent",
                                        "Percent of a line that may be moved without asking the funder",
                                    ),
                                    (
                                        "move_weekly",
                                        "Pounds a week that may be moved without asking the funder",
                                    ),
                                    ("notice_days", "Days of notice before less is paid or payments stop"),
                                    (
                                        "second_look_days",
                                        "Working days to answer when somebody asks for a second look",
                                    ),
                                    (
                                        "low_weeks",
                                        "Tell when the account holds fewer weeks of money than this",
                                    ),
                                    (
                                        "surplus_weeks",
                                        "Look together when the account holds more weeks of money than this",
                                    ),
                                    (
                                        "no_spend_days",
                                        "Ask when nothing was written down as spent for this many days",
                                    ),
                                    (
                                        "overspend_percent",
                                        "Tell when spending is this many percent above the plan",
                                    ),
                                    (
                                        "underspend_percent",
                                        "Ask when spending is this many percent below the plan",
                                    ),
                                    (
                                        "residential_weeks",
                                        "Weeks in a row in a care home that a council's direct payment may pay for in any 12 months",
                                    ),
                                    (
                                        "minor_works",
                                        "Pounds up to which equipment and small adaptations are free",
                                    ),
                                    (
                                        "reablement_weeks",
                                        "Weeks of reablement that are free and outside the budget",
                                    ),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("value", models.DecimalField(decimal_places=2, max_digits=10)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["figure", "starts_on"],
                    },
                ),
                migrations.CreateModel(
                    name="MonthTotal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField()),
                        ("funder", models.CharField(max_length=1)),
                        ("kind", models.CharField(max_length=12)),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                        ("entries", models.BigIntegerField()),
                        ("is_folded", models.BooleanField(default=False)),
                    ],
                ),
                migrations.CreateModel(
                    name="OwnExtra",
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
                        ("weekly_amount", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PanelDecision",
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
                            "funder",
                            models.CharField(
                                choices=[("H", "NHS"), ("C", "Council"), ("E", "Education")], max_length=1
                            ),
                        ),
                        ("revision", models.PositiveIntegerField()),
                        ("met_on", models.DateField()),
                        ("who", models.CharField(max_length=300)),
                        ("is_agreed", models.BooleanField()),
                        ("reason", models.CharField(max_length=1000)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["-recorded_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentDeclaration",
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
                            "regime",
                            models.CharField(
                                choices=[("H", "NHS"), ("C", "Council"), ("E", "Education")], max_length=1
                            ),
                        ),
                        ("is_excluded", models.BooleanField()),
                        ("declared_on", models.DateField()),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["-recorded_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentShare",
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
                            "funder",
                            models.CharField(
                                choices=[("H", "NHS"), ("C", "Council"), ("E", "Education"), ("Y", "You")],
                                max_length=1,
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                    ],
                ),
                migrations.CreateModel(
                    name="PeriodClose",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("through", models.DateField()),
                        ("closed_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["-through"],
                    },
                ),
                migrations.CreateModel(
                    name="SecondLook",
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
                        ("words", models.CharField(max_length=1000)),
                        ("asked_at", models.DateTimeField()),
                        ("due_on", models.DateField()),
                        ("is_changed", models.BooleanField(blank=True, null=True)),
                        ("answer_words", models.CharField(blank=True, max_length=1000)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="StatementOfResources",
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
                            "group",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("older", "Older person with long-term conditions"),
                                    ("child", "Disabled child or young person"),
                                    ("learning", "Learning disability or autism"),
                                    ("mental_health", "Serious mental illness"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("number", models.PositiveIntegerField(default=0)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Being written"),
                                    ("published", "Published"),
                                    ("replaced", "Replaced by a newer one"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("what_is_included", models.TextField()),
                        ("who_can_get_it", models.TextField()),
                        ("who_cannot_and_why", models.TextField()),
                        ("what_there_is_without_money", models.TextField()),
                        ("who_to_ask", models.TextField()),
                        ("written_at", models.DateTimeField(auto_now=True)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "statements of resources",
                        "ordering": ["site", "group", "-number"],
                    },
                ),
                migrations.CreateModel(
                    name="UnitPrice",
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
                        ("code", models.SlugField(max_length=40)),
                        ("words", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("agency", "Help from a care agency"),
                                    ("assistant", "Your own personal assistant"),
                                    ("employing", "What it costs to employ: insurance, payroll, training"),
                                    ("admin", "Help with running the money"),
                                    ("activity", "Something to do, a group or a course"),
                                    ("respite", "A break"),
                                    ("care_home", "A stay in a care home"),
                                    ("equipment", "Equipment or a change to the home"),
                                    ("travel", "Getting about"),
                                    ("therapy", "Therapy or treatment"),
                                    ("learning", "Help to learn"),
                                    ("other", "Something else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("hour", "hour"),
                                    ("night", "night"),
                                    ("day", "day"),
                                    ("session", "session"),
                                    ("mile", "mile"),
                                    ("week", "week"),
                                    ("month", "month"),
                                    ("item", "item"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("effective_from", models.DateField()),
                        ("source", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ["words", "-effective_from"],
                    },
                ),
                migrations.CreateModel(
                    name="Variation",
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
                                    ("option", "Manage it another way"),
                                    ("move", "Move money between parts of the plan"),
                                    ("amount", "Change an amount"),
                                    ("price", "Follow a new price"),
                                    ("contribution", "Change what the person pays"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked for"),
                                    ("proposed", "With the funders"),
                                    ("in_force", "In force"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("effective_on", models.DateField()),
                        ("reason", models.CharField(max_length=500)),
                        (
                            "weekly_contribution",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("agreed_with_person_on", models.DateField(blank=True, null=True)),
                        ("proposed_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_because", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="VariationAnswer",
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
                            "funder",
                            models.CharField(
                                choices=[("H", "NHS"), ("C", "Council"), ("E", "Education")], max_length=1
                            ),
                        ),
                        ("is_agreed", models.BooleanField()),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("answered_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="VariationLine",
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
                        (
                            "option",
                            models.CharField(
                                choices=[
                                    ("direct", "Direct payment"),
                                    ("notional", "Notional budget"),
                                    ("third_party", "Third-party budget"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="VariationShare",
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
                            "funder",
                            models.CharField(
                                choices=[("H", "NHS"), ("C", "Council"), ("E", "Education")], max_length=1
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                    ],
                ),
            ]
        ),
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="budget",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="budget",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="budgetline",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="budgetline",
                    name="update_update",
                ),
                migrations.RemoveConstraint(
                    model_name="allocationrate",
                    name="allocationrate_one_a_day",
                ),
                migrations.RemoveConstraint(
                    model_name="budget",
                    name="budget_one_running_per_person",
                ),
                migrations.RemoveConstraint(
                    model_name="payment",
                    name="payment_once_per_period",
                ),
                migrations.AddField(
                    model_name="allocationquestion",
                    name="group",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("older", "Older person with long-term conditions"),
                            ("child", "Disabled child or young person"),
                            ("learning", "Learning disability or autism"),
                            ("mental_health", "Serious mental illness"),
                        ],
                        max_length=15,
                    ),
                ),
                migrations.AddField(
                    model_name="allocationquestion",
                    name="is_informal_support",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="allocationrate",
                    name="group",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("older", "Older person with long-term conditions"),
                            ("child", "Disabled child or young person"),
                            ("learning", "Learning disability or autism"),
                            ("mental_health", "Serious mental illness"),
                        ],
                        max_length=15,
                    ),
                ),
                migrations.AddField(
                    model_name="budget",
                    name="came_from",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="went_on_as",
                        to="budgets.budget",
                    ),
                ),
                migrations.AddField(
                    model_name="budget",
                    name="end_words",
                    field=models.CharField(blank=True, max_length=500),
                ),
                migrations.AddField(
                    model_name="budget",
                    name="ended_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="budget",
                    name="ended_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="budget",
                    name="ends_because",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("next_plan", "The next plan has a budget of its own"),
                            ("not_needed", "The money is no longer needed"),
                            ("asked", "The person asked for it"),
                            ("not_entitled", "There is no longer a right to it"),
                            ("moved", "The person moved away"),
                            ("died", "The person died"),
                        ],
                        max_length=12,
                    ),
                ),
                migrations.AddField(
                    model_name="budget",
                    name="ends_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="budgetevent",
                    name="came_from",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="budgets.budget",
                    ),
                ),
                migrations.AddField(
                    model_name="budgetevent",
                    name="end_words",
                    field=models.CharField(blank=True, max_length=500),
                ),
                migrations.AddField(
                    model_name="budgetevent",
                    name="ended_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="budgetevent",
                    name="ended_by",
                    field=models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="budgetevent",
                    name="ends_because",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("next_plan", "The next plan has a budget of its own"),
                            ("not_needed", "The money is no longer needed"),
                            ("asked", "The person asked for it"),
                            ("not_entitled", "There is no longer a right to it"),
                            ("moved", "The person moved away"),
                            ("died", "The person died"),
                        ],
                        max_length=12,
                    ),
                ),
                migrations.AddField(
                    model_name="budgetevent",
                    name="ends_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="budgetline",
                    name="connection",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not connected"),
                            ("partner", "Husband, wife, civil partner or partner, wherever they live"),
                            ("relative", "Close relative"),
                            ("friend", "Friend"),
                        ],
                        max_length=8,
                    ),
                ),
                migrations.AddField(
                    model_name="budgetline",
                    name="connection_reason",
                    field=models.CharField(blank=True, max_length=500),
                ),
                migrations.AddField(
                    model_name="budgetline",
                    name="ends_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="budgetline",
                    name="every",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("week", "every week"),
                            ("two_weeks", "every two weeks"),
                            ("four_weeks", "every four weeks"),
                            ("month", "every month"),
                            ("school_week", "every school week"),
                            ("year", "every year"),
                            ("once", "one time only"),
                        ],
                        max_length=12,
                    ),
                ),
                migrations.AddField(
                    model_name="budgetline",
                    name="is_contingency",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="budgetline",
                    name="is_on_school_premises",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="budgetline",
                    name="is_same_household",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="budgetline",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("agency", "Help from a care agency"),
                            ("assistant", "Your own personal assistant"),
                            ("employing", "What it costs to employ: insurance, payroll, training"),
                            ("admin", "Help with running the money"),
                            ("activity", "Something to do, a group or a course"),
                            ("respite", "A break"),
                            ("care_home", "A stay in a care home"),
                            ("equipment", "Equipment or a change to the home"),
                            ("travel", "Getting about"),
                            ("therapy", "Therapy or treatment"),
                            ("learning", "Help to learn"),
                            ("other", "Something else"),
                        ],
                        default="other",
                        max_length=10,
                    ),
                ),
                migrations.AddField(
                    model_name="budgetline",
                    name="quantity",
                    field=models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True),
                ),
                migrations.AddField(
                    model_name="budgetline",
                    name="replaces",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaced_by",
                        to="budgets.budgetline",
                    ),
                ),
                migrations.AddField(
                    model_name="budgetline",
                    name="school_agreed_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="budgetline",
                    name="starts_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="budgetline",
                    name="unit",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("hour", "hour"),
                            ("night", "night"),
                            ("day", "day"),
                            ("session", "session"),
                            ("mile", "mile"),
                            ("week", "week"),
                            ("month", "month"),
                            ("item", "item"),
                        ],
                        max_length=8,
                    ),
                ),
                migrations.AddField(
                    model_name="budgetline",
                    name="unit_amount",
                    field=models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
                ),
                migrations.AddField(
                    model_name="budgetlineevent",
                    name="connection",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not connected"),
                            ("partner", "Husband, wife, civil partner or partner, wherever they live"),
                            ("relative", "Close relative"),
                            ("friend", "Friend"),
                        ],
                        max_length=8,
                    ),
                ),
                migrations.AddField(
                    model_name="budgetlineevent",
                    name="connection_reason",
                    field=models.CharField(blank=True, max_length=500),
                ),
                migrations.AddField(
                    model_name="budgetlineevent",
                    name="ends_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="budgetlineevent",
                    name="every",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("week", "every week"),
                            ("two_weeks", "every two weeks"),
                            ("four_weeks", "every four weeks"),
                            ("month", "every month"),
                            ("school_week", "every school week"),
                            ("year", "every year"),
                            ("once", "one time only"),
                        ],
                        max_length=12,
                    ),
                ),
                migrations.AddField(
                    model_name="budgetlineevent",
                    name="is_contingency",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="budgetlineevent",
                    name="is_on_school_premises",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="budgetlineevent",
                    name="is_same_household",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="budgetlineevent",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("agency", "Help from a care agency"),
                            ("assistant", "Your own personal assistant"),
                            ("employing", "What it costs to employ: insurance, payroll, training"),
                            ("admin", "Help with running the money"),
                            ("activity", "Something to do, a group or a course"),
                            ("respite", "A break"),
                            ("care_home", "A stay in a care home"),
                            ("equipment", "Equipment or a change to the home"),
                            ("travel", "Getting about"),
                            ("therapy", "Therapy or treatment"),
                            ("learning", "Help to learn"),
                            ("other", "Something else"),
                        ],
                        default="other",
                        max_length=10,
                    ),
                ),
                migrations.AddField(
                    model_name="budgetlineevent",
                    name="quantity",
                    field=models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True),
                ),
                migrations.AddField(
                    model_name="budgetlineevent",
                    name="replaces",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="budgets.budgetline",
                    ),
                ),
                migrations.AddField(
                    model_name="budgetlineevent",
                    name="school_agreed_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="budgetlineevent",
                    name="starts_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="budgetlineevent",
                    name="unit",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("hour", "hour"),
                            ("night", "night"),
                            ("day", "day"),
                            ("session", "session"),
                            ("mile", "mile"),
                            ("week", "week"),
                            ("month", "month"),
                            ("item", "item"),
                        ],
                        max_length=8,
                    ),
                ),
                migrations.AddField(
                    model_name="budgetlineevent",
                    name="unit_amount",
                    field=models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
                ),
                migrations.AddField(
                    model_name="indicativebudget",
                    name="one_off_amount",
                    field=models.DecimalField(decimal_places=2, default=0, max_digits=12),
                ),
                migrations.AddField(
                    model_name="indicativeshare",
                    name="one_off_amount",
                    field=models.DecimalField(decimal_places=2, default=0, max_digits=12),
                ),
                migrations.AddField(
                    model_name="payment",
                    name="cancelled_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="payment",
                    name="cancelled_because",
                    field=models.CharField(blank=True, max_length=300),
                ),
                migrations.AddField(
                    model_name="payment",
                    name="cancelled_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="spend",
                    name="put_right_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="spend",
                    name="put_right_because",
                    field=models.CharField(blank=True, max_length=300),
                ),
                migrations.AddField(
                    model_name="spend",
                    name="put_right_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="account",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("funder", "The funder"),
                            ("available", "Set aside for you"),
                            ("committed", "Promised to who gives the support"),
                            ("held", "In your account"),
                            ("spent", "Spent"),
                            ("paid_for", "Paid for you"),
                        ],
                        max_length=10,
                    ),
                ),
                migrations.AlterField(
                    model_name="budgetline",
                    name="action",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budget_lines",
                        to="careplans.action",
                    ),
                ),
                migrations.AlterField(
                    model_name="budgetlineevent",
                    name="action",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="careplans.action",
                    ),
                ),
                migrations.AlterField(
                    model_name="payment",
                    name="status",
                    field=models.CharField(
                        choices=[
                            ("due", "Due"),
                            ("released", "Released"),
                            ("cancelled", "Taken back before it was paid"),
                        ],
                        default="due",
                        max_length=10,
                    ),
                ),
                migrations.AlterField(
                    model_name="posting",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("allocation", "Money set aside"),
                            ("contribution", "Your part"),
                            ("commitment", "Promised to who gives the support"),
                            ("payment", "Direct payment"),
                            ("spend", "Spent"),
                            ("adjustment", "Changed what is set aside"),
                            ("return", "Given back"),
                            ("carried", "Carried over"),
                            ("reversal", "Put right"),
                        ],
                        max_length=12,
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="budget",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "budgets_budgetevent" ("above_reason", "came_from_id", "end_words", "ended_at", "ended_by_id", "ends_because", "ends_on", "id", "indicative_id", "opened_at", "opened_by_id", "payment_basis", "payment_weeks", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "proposed_at", "proposed_by_id", "public_id", "revision", "site_id", "starts_on", "status", "weekly_assessed_contribution") VALUES (NEW."above_reason", NEW."came_from_id", NEW."end_words", NEW."ended_at", NEW."ended_by_id", NEW."ends_because", NEW."ends_on", NEW."id", NEW."indicative_id", NEW."opened_at", NEW."opened_by_id", NEW."payment_basis", NEW."payment_weeks", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."proposed_at", NEW."proposed_by_id", NEW."public_id", NEW."revision", NEW."site_id", NEW."starts_on", NEW."status", NEW."weekly_assessed_contribution"); RETURN NULL;',
                            hash="88e15960ef16f04855a3b257aeee5d7a6d37f408",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_69143",
                            table="budgets_budget",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="budget",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "budgets_budgetevent" ("above_reason", "came_from_id", "end_words", "ended_at", "ended_by_id", "ends_because", "ends_on", "id", "indicative_id", "opened_at", "opened_by_id", "payment_basis", "payment_weeks", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "proposed_at", "proposed_by_id", "public_id", "revision", "site_id", "starts_on", "status", "weekly_assessed_contribution") VALUES (NEW."above_reason", NEW."came_from_id", NEW."end_words", NEW."ended_at", NEW."ended_by_id", NEW."ends_because", NEW."ends_on", NEW."id", NEW."indicative_id", NEW."opened_at", NEW."opened_by_id", NEW."payment_basis", NEW."payment_weeks", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."proposed_at", NEW."proposed_by_id", NEW."public_id", NEW."revision", NEW."site_id", NEW."starts_on", NEW."status", NEW."weekly_assessed_contribution"); RETURN NULL;',
                            hash="bb06b74a0fb294ccaa3488e945c1bb54da537078",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dac1d",
                            table="budgets_budget",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="budgetline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "budgets_budgetlineevent" ("action_id", "amount", "budget_id", "charge_exempt_reason", "connection", "connection_reason", "ends_on", "every", "frequency", "holder_id", "id", "is_contingency", "is_on_school_premises", "is_same_household", "kind", "option", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "price_id", "public_id", "quantity", "replaces_id", "school_agreed_on", "site_id", "starts_on", "unit", "unit_amount", "words") VALUES (NEW."action_id", NEW."amount", NEW."budget_id", NEW."charge_exempt_reason", NEW."connection", NEW."connection_reason", NEW."ends_on", NEW."every", NEW."frequency", NEW."holder_id", NEW."id", NEW."is_contingency", NEW."is_on_school_premises", NEW."is_same_household", NEW."kind", NEW."option", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."price_id", NEW."public_id", NEW."quantity", NEW."replaces_id", NEW."school_agreed_on", NEW."site_id", NEW."starts_on", NEW."unit", NEW."unit_amount", NEW."words"); RETURN NULL;',
                            hash="b6edcb8feb289115d20a1c61928b97d4be3fc356",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8e8f3",
                            table="budgets_budgetline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="budgetline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "budgets_budgetlineevent" ("action_id", "amount", "budget_id", "charge_exempt_reason", "connection", "connection_reason", "ends_on", "every", "frequency", "holder_id", "id", "is_contingency", "is_on_school_premises", "is_same_household", "kind", "option", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "price_id", "public_id", "quantity", "replaces_id", "school_agreed_on", "site_id", "starts_on", "unit", "unit_amount", "words") VALUES (NEW."action_id", NEW."amount", NEW."budget_id", NEW."charge_exempt_reason", NEW."connection", NEW."connection_reason", NEW."ends_on", NEW."every", NEW."frequency", NEW."holder_id", NEW."id", NEW."is_contingency", NEW."is_on_school_premises", NEW."is_same_household", NEW."kind", NEW."option", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."price_id", NEW."public_id", NEW."quantity", NEW."replaces_id", NEW."school_agreed_on", NEW."site_id", NEW."starts_on", NEW."unit", NEW."unit_amount", NEW."words"); RETURN NULL;',
                            hash="ac2b56a8ebc3413d91c1712f966713f28f639f16",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1922c",
                            table="budgets_budgetline",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocationrate",
                    constraint=models.UniqueConstraint(
                        fields=("site", "funder", "group", "effective_from"),
                        name="allocationrate_one_a_day",
                        violation_error_message="There is already a rate from that day. Choose a later day.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="budget",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "active")),
                        fields=("person",),
                        name="budget_one_in_use_per_person",
                        violation_error_message="This person already has a budget.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="budget",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status__in", ("draft", "proposed", "agreed"))),
                        fields=("person",),
                        name="budget_one_prepared_per_person",
                        violation_error_message="A budget is already being prepared for this person.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="budget",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("starts_on", None),
                            (
                                "ends_on__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("starts_on"), "-", models.Value(datetime.timedelta(days=1))
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="budget_ends_after_it_starts",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="payment",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "cancelled"), _negated=True),
                        fields=("budget", "starts_on"),
                        name="payment_once_per_period",
                    ),
                ),
                migrations.AddField(
                    model_name="allocationmethod",
                    name="site",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocation_methods",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="allocationband",
                    name="method",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bands",
                        to="budgets.allocationmethod",
                    ),
                ),
                migrations.AddField(
                    model_name="allocationtariff",
                    name="method",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tariffs",
                        to="budgets.allocationmethod",
                    ),
                ),
                migrations.AddField(
                    model_name="assessedcontribution",
                    name="budget",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="budgets.budget",
                    ),
                ),
                migrations.AddField(
                    model_name="assessedcontribution",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="assessedcontribution",
                    name="recorded_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="assessedcontribution",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="budgetyear",
                    name="budget",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="years", to="budgets.budget"
                    ),
                ),
                migrations.AddField(
                    model_name="budgetyear",
                    name="opened_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="budgetyear",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="budgetyear",
                    name="posting",
                    field=models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="budget_year",
                        to="budgets.posting",
                    ),
                ),
                migrations.AddField(
                    model_name="budgetyear",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="delegatedlimit",
                    name="site",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegated_limits",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="educationrequest",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="educationrequest",
                    name="recorded_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="educationrequest",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="eligibilitydecision",
                    name="decided_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="eligibilitydecision",
                    name="organisation",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                migrations.AddField(
                    model_name="eligibilitydecision",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="eligibilitydecision",
                    name="replaces",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="budgets.eligibilitydecision",
                    ),
                ),
                migrations.AddField(
                    model_name="eligibilitydecision",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="moneyrule",
                    name="site",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="monthtotal",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="ownextra",
                    name="budget",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_extras",
                        to="budgets.budget",
                    ),
                ),
                migrations.AddField(
                    model_name="ownextra",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="ownextra",
                    name="recorded_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="ownextra",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="paneldecision",
                    name="budget",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_decisions",
                        to="budgets.budget",
                    ),
                ),
                migrations.AddField(
                    model_name="paneldecision",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="paneldecision",
                    name="recorded_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="paneldecision",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="signature",
                    name="panel",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="budgets.paneldecision",
                    ),
                ),
                migrations.AddField(
                    model_name="paymentdeclaration",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="paymentdeclaration",
                    name="recorded_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="paymentdeclaration",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="paymentshare",
                    name="payment",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="budgets.payment",
                    ),
                ),
                migrations.AddField(
                    model_name="paymentshare",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="paymentshare",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="periodclose",
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
                    model_name="periodclose",
                    name="site",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.site"
                    ),
                ),
                migrations.AddField(
                    model_name="secondlook",
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
                    model_name="secondlook",
                    name="asked_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="secondlook",
                    name="eligibility",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_looks",
                        to="budgets.eligibilitydecision",
                    ),
                ),
                migrations.AddField(
                    model_name="secondlook",
                    name="indicative",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_looks",
                        to="budgets.indicativebudget",
                    ),
                ),
                migrations.AddField(
                    model_name="secondlook",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="secondlook",
                    name="signature",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_looks",
                        to="budgets.signature",
                    ),
                ),
                migrations.AddField(
                    model_name="secondlook",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="statementofresources",
                    name="published_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="statementofresources",
                    name="site",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements_of_resources",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="statementofresources",
                    name="written_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="unitprice",
                    name="site",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unit_prices",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="budgetline",
                    name="price",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="budgets.unitprice",
                    ),
                ),
                migrations.AddField(
                    model_name="budgetlineevent",
                    name="price",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="budgets.unitprice",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="budgetline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("action__isnull", False), ("is_contingency", True), _connector="OR"
                        ),
                        name="budgetline_is_for_an_action",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="budgetline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("starts_on", None),
                            (
                                "ends_on__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("starts_on"), "-", models.Value(datetime.timedelta(days=1))
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="budgetline_in_order",
                    ),
                ),
                migrations.AddField(
                    model_name="variation",
                    name="asked_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="variation",
                    name="budget",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="variations",
                        to="budgets.budget",
                    ),
                ),
                migrations.AddField(
                    model_name="variation",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="variation",
                    name="posting",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="variation",
                        to="budgets.posting",
                    ),
                ),
                migrations.AddField(
                    model_name="variation",
                    name="proposed_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="variation",
                    name="settled_by",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="variation",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="assessedcontribution",
                    name="variation",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment",
                        to="budgets.variation",
                    ),
                ),
                migrations.AddField(
                    model_name="variationanswer",
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
                    model_name="variationanswer",
                    name="organisation",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                migrations.AddField(
                    model_name="variationanswer",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="variationanswer",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="variationanswer",
                    name="variation",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="budgets.variation",
                    ),
                ),
                migrations.AddField(
                    model_name="secondlook",
                    name="answer",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_looks",
                        to="budgets.variationanswer",
                    ),
                ),
                migrations.AddField(
                    model_name="variationline",
                    name="action",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="careplans.action"
                    ),
                ),
                migrations.AddField(
                    model_name="variationline",
                    name="holder",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                migrations.AddField(
                    model_name="variationline",
                    name="line",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="variations",
                        to="budgets.budgetline",
                    ),
                ),
                migrations.AddField(
                    model_name="variationline",
                    name="made",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made_by_variation",
                        to="budgets.budgetline",
                    ),
                ),
                migrations.AddField(
                    model_name="variationline",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="variationline",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddField(
                    model_name="variationline",
                    name="variation",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="budgets.variation",
                    ),
                ),
                migrations.AddField(
                    model_name="variationshare",
                    name="line",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="budgets.variationline",
                    ),
                ),
                migrations.AddField(
                    model_name="variationshare",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                migrations.AddField(
                    model_name="variationshare",
                    name="site",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.site",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocationmethod",
                    constraint=models.UniqueConstraint(
                        fields=("site", "funder", "group", "effective_from"),
                        name="allocationmethod_one_a_day",
                        violation_error_message="There is already one from that day. Choose a later day.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocationband",
                    constraint=models.UniqueConstraint(
                        fields=("method", "points_from"), name="allocationband_begins_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocationband",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("points_to", None), ("points_to__gte", models.F("points_from")), _connector="OR"
                        ),
                        name="allocationband_in_order",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allocationtariff",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="allocationtariff_above_zero"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="budgetyear",
                    constraint=models.UniqueConstraint(
                        fields=("budget", "number"), name="budgetyear_numbered_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="budgetyear",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))), name="budgetyear_in_order"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="delegatedlimit",
                    constraint=models.UniqueConstraint(
                        fields=("site", "funder", "role", "effective_from"), name="delegatedlimit_one_a_day"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="delegatedlimit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("one_off_up_to__gte", 0), ("weekly_up_to__gte", 0)),
                        name="delegatedlimit_not_below_zero",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="eligibilitydecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="eligibilitydecision_with_its_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="eligibilitydecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "part"), _negated=True),
                            models.Q(("what_is_granted", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="eligibilitydecision_part_says_which",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="moneyrule",
                    constraint=models.UniqueConstraint(
                        fields=("figure", "site", "starts_on"),
                        name="moneyrule_once_from_a_day",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddIndex(
                    model_name="monthtotal",
                    index=models.Index(
                        condition=models.Q(("is_folded", False)),
                        fields=["site", "month"],
                        name="monthtotal_to_fold",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="monthtotal",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("is_folded", True)),
                        fields=("site", "month", "funder", "kind"),
                        name="monthtotal_once_folded",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="ownextra",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("weekly_amount__gt", 0)), name="ownextra_above_zero"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paneldecision",
                    constraint=models.UniqueConstraint(
                        fields=("budget", "revision", "funder"),
                        name="paneldecision_once_per_funder_and_revision",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paneldecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="paneldecision_with_its_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paymentshare",
                    constraint=models.UniqueConstraint(
                        fields=("payment", "funder"), name="paymentshare_once_per_funder"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="paymentshare",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="paymentshare_above_zero"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="periodclose",
                    constraint=models.UniqueConstraint(fields=("site", "through"), name="periodclose_once"),
                ),
                migrations.AddConstraint(
                    model_name="statementofresources",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "draft")),
                        fields=("site", "group"),
                        name="statementofresources_one_draft",
                        violation_error_message="There is already a draft for this group. Change that one.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="statementofresources",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "published")),
                        fields=("site", "group"),
                        name="statementofresources_one_published",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="statementofresources",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status", "draft"), _negated=True),
                        fields=("site", "group", "number"),
                        name="statementofresources_numbered_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="unitprice",
                    constraint=models.UniqueConstraint(
                        fields=("site", "code", "effective_from"),
                        name="unitprice_one_a_day",
                        violation_error_message="There is already a price from that day. Choose a later day.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="unitprice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="unitprice_above_zero"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="variation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="variation_with_its_reason"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assessedcontribution",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("weekly_amount__gte", 0)),
                        name="assessedcontribution_not_below_zero",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="variationanswer",
                    constraint=models.UniqueConstraint(
                        fields=("variation", "funder"), name="variationanswer_once_per_funder"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="variationanswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_agreed", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="variationanswer_refused_with_a_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="secondlook",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", None),
                                ("eligibility__isnull", False),
                                ("indicative", None),
                                ("signature", None),
                            ),
                            models.Q(
                                ("answer", None),
                                ("eligibility", None),
                                ("indicative__isnull", False),
                                ("signature", None),
                            ),
                            models.Q(
                                ("answer", None),
                                ("eligibility", None),
                                ("indicative", None),
                                ("signature__isnull", False),
                            ),
                            models.Q(
                                ("answer__isnull", False),
                                ("eligibility", None),
                                ("indicative", None),
                                ("signature", None),
                            ),
                            _connector="OR",
                        ),
                        name="secondlook_about_one_thing",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="secondlook",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at", None),
                            models.Q(
                                ("is_changed__isnull", False), models.Q(("answer_words", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="secondlook_answered_with_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="variationline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("amount", None), ("amount__gt", 0), _connector="OR"),
                        name="variationline_above_zero",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="variationline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("amount", None), ("line", None), _negated=True),
                        name="variationline_changes_something",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="variationshare",
                    constraint=models.UniqueConstraint(
                        fields=("line", "funder"), name="variationshare_once_per_funder"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="variationshare",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="variationshare_above_zero"
                    ),
                ),
            ]
        ),
    ]
