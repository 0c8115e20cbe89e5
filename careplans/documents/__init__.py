"""The plan as a document to print, send and keep: a tagged PDF in the print that somebody needs.

What it says depends on its reader alone: ``careplans.telling`` gives what they may see. Money is in it only
as it was sealed, and only for who may see the money.
"""

from careplans.documents.layouts import Layout, choices, needed_by
from careplans.documents.pdf import contingency_page, plan_document

__all__ = ["Layout", "choices", "contingency_page", "needed_by", "plan_document"]
