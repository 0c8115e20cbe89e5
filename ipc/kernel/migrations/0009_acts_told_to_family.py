"""What was done about somebody is told to family as far as they were given it; some acts are never theirs.

That a capacity assessment was made, a record restricted or two records put together is the person's own.
"""

from django.db import migrations

from ipc.kernel import acting

TOLD = (
    "people.register_person",
    "people.change_person",
    "people.change_contact",
    "people.record_information_needs",
    "people.allocate",
    "people.record_death",
    "people.correct_death",
    "people.add_relationship",
    "people.change_relationship",
    "people.end_relationship",
    "people.record_basis",
    "people.end_basis",
    "people.record_consent",
    "people.withdraw_consent",
    "people.invite",
    "people.accept_invitation",
)
SEEN_BY = f"""
ALTER POLICY kernel_event_portal_sees ON kernel_event
    USING (NOT is_read AND person_id = ANY ((SELECT app_granted_people('identity'))::bigint[])
           AND (NOT starts_with(act, 'people.') OR act = ANY ('{{{",".join(TOLD)}}}')));
ALTER POLICY kernel_event_portal_sees_looks ON kernel_event
    USING (is_read AND person_id = ANY ((SELECT app_granted_people('record'))::bigint[]));
CREATE POLICY kernel_event_portal_sees_own ON kernel_event FOR SELECT TO {acting.PORTAL}
    USING (person_id = ANY ((SELECT app_granted_people('own'))::bigint[]));
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0008_words_may_go")]
    operations = [migrations.RunSQL(SEEN_BY, migrations.RunSQL.noop)]
