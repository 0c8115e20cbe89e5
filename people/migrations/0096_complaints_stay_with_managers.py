"""That there is a worry or a complaint is kept from care coordinators wherever it could be read from.

Beside the rows themselves: what was done and looked at (the audit), what is to be done, and what was sent.
What a coordinator did themselves they may read.
"""

from django.db import migrations, models

from ipc.kernel import acting
from ipc.kernel.migrating import Together

ACTS = (
    "people.see_complaints",
    "people.raise_complaint",
    "people.add_to_complaint",
    "people.take_back_complaint",
    "people.handle_complaint",
)
KEPT = f"""
CREATE POLICY people_todo_no_complaints ON people_todo AS RESTRICTIVE TO {acting.COORDINATOR}
    USING (kind <> 'complaint');
CREATE POLICY people_notice_no_complaints ON people_notice AS RESTRICTIVE TO {acting.COORDINATOR}
    USING (letter <> 'put_it_right_news');
CREATE POLICY kernel_event_no_complaints ON kernel_event AS RESTRICTIVE FOR SELECT TO {acting.COORDINATOR}
    USING (act <> ALL ('{{{",".join(ACTS)}}}') OR actor_id IS NOT DISTINCT FROM app_user_id());
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0086_first_figures_of_talking"), ("kernel", "0009_acts_told_to_family")]
    operations = [
        Together(
            [
                migrations.AlterField(
                    "complaintstep", "words", models.TextField(blank=True, max_length=6000)
                ),
                migrations.RunSQL(KEPT, migrations.RunSQL.noop),
            ]
        )
    ]
