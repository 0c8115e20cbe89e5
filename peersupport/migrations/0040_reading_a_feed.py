"""A run that waits for its feed to be read, and an index in which the feed counts and skips."""

from django.db import migrations, models
from django.db.models import Q

from ipc.kernel.migrating import Together


class Migration(migrations.Migration):
    dependencies = [("peersupport", "0013_first_needs_and_figures")]
    operations = [
        Together(
            [
                migrations.AlterField(
                    model_name="importrun",
                    name="status",
                    field=models.CharField(
                        choices=[
                            ("reading", "Being read"),
                            ("previewed", "Looked at, nothing changed yet"),
                            ("done", "Carried out"),
                            ("dropped", "Dropped"),
                            ("failed", "Could not be read"),
                        ],
                        default="previewed",
                        max_length=10,
                    ),
                ),
                migrations.AddIndex(
                    model_name="service",
                    index=models.Index(
                        condition=Q(
                            ("is_internal", False),
                            ("is_out_of_date", False),
                            ("is_refuge", False),
                            ("status", "active"),
                        ),
                        fields=["public_id"],
                        include=("is_online", "has_sensitive_place", "kind"),
                        name="service_public_by_id",
                    ),
                ),
            ]
        ),
    ]
