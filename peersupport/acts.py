"""The acts of this room, by name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    # The directory
    SEE_SERVICE = "peersupport.see_service", _("looked at an entry of the directory")
    KEEP_SERVICE = "peersupport.keep_service", _("changed an entry of the directory")
    CONFIRM_SERVICE = "peersupport.confirm_service", _("confirmed an entry of the directory")
    PROPOSE_CHANGE = "peersupport.propose_change", _("proposed a change of the directory")
    DECIDE_CHANGE = "peersupport.decide_change", _("decided about a change of the directory")
    NOTE_SERVICE = "peersupport.note_service", _("wrote a note about an entry of the directory")
    IMPORT_ENTRIES = "peersupport.import_entries", _("took entries over from another directory")
    SEE_GAPS = "peersupport.see_gaps", _("looked at what is missing in the area")
    KEEP_SESSION = "peersupport.keep_session", _("changed the meetings of a group")
    # Introductions
    SEE_INTRODUCTION = "peersupport.see_introduction", _("looked at an introduction")
    ASK_TO_JOIN = "peersupport.ask_to_join", _("asked to join")
    REFER = "peersupport.refer", _("asked for the person to be introduced")
    ANSWER_INTRODUCTION = "peersupport.answer_introduction", _("answered the wish to join")
    MOVE_INTRODUCTION = "peersupport.move_introduction", _("wrote down how an introduction goes on")
    STEER_INTRODUCTION = "peersupport.steer_introduction", _("said how the introduction goes on")
    WITHDRAW_INTRODUCTION = "peersupport.withdraw_introduction", _("took back the wish to join")
    GIVE_FEEDBACK = "peersupport.give_feedback", _("said how it went")
    SHOW_FEEDBACK = "peersupport.show_feedback", _("decided what others may read of how it went")
    SEE_SIGNPOST = "peersupport.see_signpost", _("looked at what was suggested")
    SIGNPOST = "peersupport.signpost", _("told the person of something in the directory")
    SEE_SHORTLIST = "peersupport.see_shortlist", _("looked at the list of what to try")
    SHORTLIST = "peersupport.shortlist", _("kept something for later")
    DROP_SHORTLISTED = "peersupport.drop_shortlisted", _("took something off the list for later")
    SEE_ATTENDANCE = "peersupport.see_attendance", _("looked at who comes to a meeting")
    KEEP_ATTENDANCE = "peersupport.keep_attendance", _("wrote down who came to a meeting")
    SAY_COMING = "peersupport.say_coming", _("said whether they come to a meeting")
    # Peers
    SEE_PEER = "peersupport.see_peer", _("looked at a peer supporter")
    KEEP_PEER = "peersupport.keep_peer", _("changed what is known of a peer supporter")
    CHECK_PEER = "peersupport.check_peer", _("wrote down a check of a peer supporter")
    START_PEER = "peersupport.start_peer", _("let a peer supporter begin")
    PAUSE_PEER = "peersupport.pause_peer", _("paused a peer supporter")
    KEEP_POLICY = "peersupport.keep_policy", _("wrote down a policy of an organisation")
    NOTE_CONTACT = "peersupport.note_contact", _("wrote down that a peer supporter was in touch")
    SEE_CONTACT = "peersupport.see_contact", _("looked at when a peer supporter was in touch")
    KEEP_APART = "peersupport.keep_apart", _("said that two people are never matched")
    SEE_APART = "peersupport.see_apart", _("looked at who is never matched")
    RAISE_CONCERN = "peersupport.raise_concern", _("said that they are worried")
    SEE_CONCERN = "peersupport.see_concern", _("looked at a worry")
    CLOSE_CONCERN = "peersupport.close_concern", _("settled a worry")
    # Navigators
    KEEP_NAVIGATOR = "peersupport.keep_navigator", _("changed what people read of a navigator")
    SEE_CALL = "peersupport.see_call", _("looked at a wish for a call")
    ASK_FOR_CALL = "peersupport.ask_for_call", _("asked for a call")
    ANSWER_CALL = "peersupport.answer_call", _("answered a wish for a call")
    WITHDRAW_CALL = "peersupport.withdraw_call", _("took back the wish for a call")
