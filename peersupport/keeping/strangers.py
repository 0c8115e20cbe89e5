"""Letting people write who are not signed in, or not to do with the site: what they tell us, and no more."""

from contextlib import contextmanager
from dataclasses import replace

from ipc.kernel import acting


@contextmanager
def let_in(site_id):
    """Keep what somebody tells us about the directory of a site, whoever they are."""
    context = acting.current() or acting.Acting(acting.JOB)
    with acting.acting_as(replace(context, database_role=acting.JOB, site_ids=(site_id,))) as wider:
        yield wider
