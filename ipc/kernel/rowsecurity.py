"""The SQL of the second wall: PostgreSQL shows each database role only the rows it is for.

Used by migrations. One policy per database role, each on one column and evaluated once per
statement (docs/decisions/0002 has the measurements): staff of a whole site by ``site_id``, everyone
else by ``person_id`` against the people they may see.
"""

from ipc.kernel import acting

DEFINER = "ipc_definer"
EVERYONE = "ipc_base"

_SITE = "{site} = ANY ((SELECT app_sites())::bigint[])"
_SCOPES = {
    acting.PORTAL: "{person} = ANY ((SELECT app_granted_people('{section}'))::bigint[])",
    acting.COORDINATOR: "{person} = ANY ((SELECT app_caseload())::bigint[])",
    acting.NAVIGATOR: "{person} = ANY ((SELECT app_introduced_people())::bigint[])",
    acting.HOLDER: "{person} = ANY ((SELECT app_held_people())::bigint[])",
    acting.MANAGER: _SITE,
    acting.FINANCE: _SITE,
    acting.JOB: _SITE,
}
OWN = "own"  # a section nobody is ever given: the person alone
CARE = (acting.PORTAL, acting.COORDINATOR, acting.MANAGER, acting.JOB)
MONEY = (*CARE, acting.FINANCE, acting.HOLDER)


def _enable(table):
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY {table}_definer ON {table} TO {DEFINER} USING (true) WITH CHECK (true)",
    ]


def protect(table, *, section, readers=CARE, person="person_id", site="site_id"):
    """Return the SQL that lets only ``readers`` (database roles) see rows of ``table``.

    ``section`` is the part of a person's record that the table belongs to: what a family member or
    representative must have been given to see it. Where ``person`` is a reference, a composite
    foreign key keeps the row in the same site as the person.
    """
    sql = _enable(table)
    for role in readers:
        seen = _SCOPES[role].format(person=person, site=site, section=section)
        sql.append(f"CREATE POLICY {table}_{role} ON {table} TO {role} USING ({seen}) WITH CHECK ({seen})")
    if person == "person_id":
        sql.append(
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_same_site FOREIGN KEY ({site}, {person})"
            " REFERENCES people_person (site_id, id) DEFERRABLE INITIALLY DEFERRED"
        )
    return ";\n".join(sql) + ";"


def protect_of_site(table, *, readers, site="site_id"):
    """Return the SQL that lets only ``readers`` see what belongs to their sites and is about nobody there."""
    sql = _enable(table)
    for role in readers:
        seen = _SITE.format(site=site)
        sql.append(f"CREATE POLICY {table}_{role} ON {table} TO {role} USING ({seen}) WITH CHECK ({seen})")
    return ";\n".join(sql) + ";"


def protect_history(table, *, site="site_id"):
    """Return the SQL for a history table: triggers write it, the site's manager and jobs read it."""
    sql = _enable(table)
    sql.append(f"CREATE POLICY {table}_written ON {table} FOR INSERT TO {EVERYONE} WITH CHECK (true)")
    for role in (acting.MANAGER, acting.JOB):
        sql.append(
            f"CREATE POLICY {table}_{role} ON {table} FOR SELECT TO {role} USING ({_SITE.format(site=site)})"
        )
    sql.append(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {EVERYONE}")
    return ";\n".join(sql) + ";"


def withhold(table, *, person="person_id", command="ALL"):
    """Return the SQL that keeps rows of ``table`` from staff who must not open that person's record.

    A restriction keeps a record from the site's own (managers, finance) unless they are named; whoever is
    the person, or close to them, is kept out in every role. Both are found once per statement. A history
    is kept from being read (``command="SELECT"``); what is done is always written into it.
    """
    withheld = {
        acting.MANAGER: "app_withheld()",
        acting.FINANCE: "app_withheld()",
        acting.NAVIGATOR: "app_close_to()",
        acting.HOLDER: "app_close_to()",
    }
    return "".join(
        f"CREATE POLICY {table}_kept_from_{role} ON {table} AS RESTRICTIVE FOR {command} TO {role}"
        f" USING ({person} IS NULL OR {person} <> ALL ((SELECT {people})::bigint[]));\n"
        for role, people in withheld.items()
    )


def only_added(table):
    """Return the SQL that takes change and deletion of ``table`` away from the application."""
    return f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {EVERYONE};"


def function(name, arguments, returns, body, *, language="sql", volatility="STABLE"):
    """Return the SQL of a function that runs as the definer, out of reach of the caller's rows."""
    return f"""
CREATE OR REPLACE FUNCTION {name}({arguments}) RETURNS {returns}
LANGUAGE {language} {volatility} SECURITY DEFINER SET search_path = public, pg_temp
AS $function$
{body}
$function$;
ALTER FUNCTION {name} OWNER TO {DEFINER};
REVOKE ALL ON FUNCTION {name} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {name} TO {EVERYONE};
"""


def setting(name, kind):
    """Return the SQL expression that reads the context setting ``name``, null where there is none."""
    return f"nullif(current_setting('{name}', true), '')::{kind}"
