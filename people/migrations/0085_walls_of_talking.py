"""The walls of messages, documents, papers and complaints.

Worries and complaints may be about a care coordinator: at this wall too they see questions alone. Whoever
helps somebody reads what was shared with them as the plan is; code narrows it to their own conversations.
"""

from django.db import migrations

from ipc.kernel import acting, rowsecurity

READERS = {
    "conversation": "plan",
    "message": "plan",
    "messageread": "plan",
    "document": "plan",
    "complaint": "plan",
    "complaintstep": "plan",
    "paperreceived": rowsecurity.OWN,
}
ONLY_ADDED = ("message", "messageread", "complaintstep")
QUESTIONS_ALONE = f"""
CREATE POLICY people_complaint_questions_alone ON people_complaint AS RESTRICTIVE TO {acting.COORDINATOR}
    USING (kind = 'question');
CREATE POLICY people_complaintstep_questions_alone ON people_complaintstep AS RESTRICTIVE
    TO {acting.COORDINATOR}
    USING (EXISTS (SELECT FROM people_complaint AS complaint
                    WHERE complaint.id = complaint_id AND complaint.kind = 'question'));
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0084_talking")]
    operations = [
        migrations.RunSQL(
            [
                *(
                    rowsecurity.protect(f"people_{name}", section=section)
                    + rowsecurity.withhold(f"people_{name}")
                    for name, section in READERS.items()
                ),
                *(rowsecurity.only_added(f"people_{name}") for name in ONLY_ADDED),
                QUESTIONS_ALONE,
            ],
            migrations.RunSQL.noop,
        ),
    ]
