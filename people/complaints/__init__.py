"""Putting it right: a question, a worry or a complaint, from sending it to its answer.

Sources: Local Authority Social Services and National Health Service Complaints (England) Regulations 2009.
Worries and complaints are looked into by the managers; a coordinator is told of questions alone.
"""

from people.complaints.days import days_for_all
from people.complaints.handling import acknowledge, agree_new_date, answer, close, say_progress
from people.complaints.late import raise_due
from people.complaints.outside import who_helps
from people.complaints.raising import add, not_content, raise_, receipt, take_back

__all__ = [
    "acknowledge",
    "add",
    "agree_new_date",
    "answer",
    "close",
    "days_for_all",
    "not_content",
    "raise_",
    "raise_due",
    "receipt",
    "say_progress",
    "take_back",
    "who_helps",
]
