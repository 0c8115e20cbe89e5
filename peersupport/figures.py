"""The figures that peer support and the directory turn on: dated data, for every site or for one of them."""

from ipc.kernel import dated
from peersupport.models import SupportFigure, SupportRule


def value(figure, *, site_id=None, on=None) -> int:
    """Return the ``figure`` in force on a day (today), the site's own where it has one.

    Raises:
        SupportRule.DoesNotExist: no such figure was in force then.
    """
    return int(dated.values(SupportRule, [figure], site_id=site_id, on=on)[SupportFigure(figure)])
