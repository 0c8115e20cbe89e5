"""The walls of what peers and introductions add, and where an entry is, worked out from its postcode.

Who supports others is known to navigators and managers of the site alone. A worry is read by the person's
coordinator and the managers; whoever raised it has said it.
"""

from django.db import migrations

from ipc.kernel import acting, rowsecurity

WITH_NAVIGATORS = (*rowsecurity.CARE, acting.NAVIGATOR)
READERS = {
    "step": WITH_NAVIGATORS,
    "feedback": WITH_NAVIGATORS,
    "signpost": WITH_NAVIGATORS,
    "attendance": WITH_NAVIGATORS,
    "contactnote": WITH_NAVIGATORS,
    "callrequest": WITH_NAVIGATORS,
    "shortlisted": (acting.PORTAL, acting.COORDINATOR, acting.JOB),
    "keptapart": (acting.COORDINATOR, acting.MANAGER, acting.NAVIGATOR, acting.JOB),
    "concern": (acting.COORDINATOR, acting.MANAGER, acting.JOB),
}
OF_THE_SITE = ("peer", "dbscheck", "supervision")
# Introductions and calls that are open, by what was agreed to be shared for them.
INTRODUCED = """
SELECT coalesce(array_agg(DISTINCT asked.person_id), '{}')
  FROM (
        SELECT person_id, site_id, consent_id FROM peersupport_introduction
         WHERE status IN ('asked', 'received', 'trying', 'waiting', 'accepted', 'matched', 'active', 'paused')
        UNION ALL
        SELECT person_id, site_id, consent_id FROM peersupport_callrequest WHERE status IN ('asked', 'taken')
       ) AS asked
  JOIN people_consent AS consent ON consent.id = asked.consent_id
 WHERE asked.site_id = ANY (app_sites())
   AND 'identity' = ANY (consent.sections) AND consent.withdrawn_at IS NULL
   AND (consent.ends_on IS NULL OR consent.ends_on > app_today())
"""
WHERE_IT_IS = """
CREATE FUNCTION service_where_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    typed text := upper(replace(NEW.postcode, ' ', ''));
    spot record;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.postcode = OLD.postcode THEN
        RETURN NEW;
    END IF;
    SELECT latitude, longitude INTO spot FROM peersupport_postcodeplace
     WHERE code IN (typed, left(typed, -2) || '*', left(typed, -3))
     ORDER BY length(code) DESC, code LIMIT 1;
    IF FOUND THEN
        NEW.latitude := spot.latitude;
        NEW.longitude := spot.longitude;
    ELSIF TG_OP = 'UPDATE' AND NEW.latitude IS NOT DISTINCT FROM OLD.latitude THEN
        NEW.latitude := NULL;
        NEW.longitude := NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER service_where BEFORE INSERT OR UPDATE OF postcode ON peersupport_service
    FOR EACH ROW EXECUTE FUNCTION service_where_it_is();
"""


class Migration(migrations.Migration):
    dependencies = [("peersupport", "0011_times_of_their_own")]
    operations = [
        migrations.RunSQL(
            [
                *(
                    rowsecurity.protect(f"peersupport_{name}", section="support", readers=readers)
                    + rowsecurity.withhold(f"peersupport_{name}")
                    for name, readers in READERS.items()
                ),
                *(
                    rowsecurity.protect_of_site(
                        f"peersupport_{name}", readers=(acting.NAVIGATOR, acting.MANAGER, acting.JOB)
                    )
                    for name in OF_THE_SITE
                ),
                *(
                    rowsecurity.only_added(f"peersupport_{name}")
                    for name in ("step", "supervision", "supportrule", "activityrule")
                ),
                rowsecurity.function("app_introduced_people", "", "bigint[]", INTRODUCED),
                WHERE_IT_IS,
            ],
            migrations.RunSQL.noop,
        ),
    ]
