"""What people type here: one module for each part of the room."""

from peersupport.forms.directory import DirectoryForm, NearForm
from peersupport.forms.introductions import AnswerForm, AskToJoinForm, WithdrawForm

__all__ = ["AnswerForm", "AskToJoinForm", "DirectoryForm", "NearForm", "WithdrawForm"]
