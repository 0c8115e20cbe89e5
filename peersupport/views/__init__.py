from peersupport.views.directory import ask_to_join, directory, service
from peersupport.views.my import my_support, withdraw_introduction
from peersupport.views.navigator import answer_introduction, referrals

__all__ = [
    "answer_introduction",
    "ask_to_join",
    "directory",
    "my_support",
    "referrals",
    "service",
    "withdraw_introduction",
]
