"""Peer supporters: who they are, what makes it safe to meet them, when they may begin, pause and stop.

A peer supporter is two rows: what the public reads of them (an entry of the directory) and what colleagues
alone know. The entry is in the directory only while they may support people.
"""

from peersupport.peers.checks import record_check
from peersupport.peers.keep import add, change
from peersupport.peers.policies import record_policy
from peersupport.peers.starting import end, pause, start
from peersupport.peers.supervision import supervise

__all__ = ["add", "change", "end", "pause", "record_check", "record_policy", "start", "supervise"]
