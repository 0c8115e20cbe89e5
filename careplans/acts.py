"""The acts of this room, by name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    SEE_ABOUT_ME = "careplans.see_about_me", _("looked at About me")
    WRITE_ABOUT_ME = "careplans.write_about_me", _("wrote in About me")
    NOTE_OBSERVATION = "careplans.note_observation", _("noted what is working or not")
    SEE_PLAN = "careplans.see_plan", _("looked at the plan")
    SEE_TEMPLATES = "careplans.see_templates", _("looked at the ideas to begin a plan from")
    START_PLAN = "careplans.start_plan", _("started the plan")
    WRITE_PLAN = "careplans.write_plan", _("wrote in the plan")
    RANK_GOALS = "careplans.rank_goals", _("put the goals in order")
    AGREE_PLAN = "careplans.agree_plan", _("agreed the plan")
    REMIND_OF_REVIEW = "careplans.remind_of_review", _("sent a reminder of the review")
    ASK_FOR_CHANGE = "careplans.ask_for_change", _("asked for a change or review")
    TAKE_PLAN = "careplans.take_plan", _("took the plan as a document")
    SEE_PLAN_MONEY = "careplans.see_plan_money", _("looked at the money of the agreed plan")
    CHECK_PLAN = "careplans.check_plan", _("checked how the plan was made")
    INVOLVE = "careplans.involve", _("decided who takes part in the plan")
    KEEP_FROM = "careplans.keep_from", _("kept a part of the plan from somebody")
    PROPOSE = "careplans.propose", _("proposed a change in the plan")
    ANSWER = "careplans.answer", _("answered what the plan says")
    SETTLE = "careplans.settle", _("settled a proposed change")
    NOTE_PROGRESS = "careplans.note_progress", _("noted how it goes with a goal")
    HOLD_REVIEW = "careplans.hold_review", _("wrote down a review")
    NOTE_TRIGGER = "careplans.note_trigger", _("told of a change in life")
    SEE_REVIEWS = "careplans.see_reviews", _("looked at the list of reviews")
    TAKE_PART = "careplans.take_part", _("looked at whose plans they take part in")
    SEE_UNSAVED = "careplans.see_unsaved", _("went on with what they had typed")
    KEEP_UNSAVED = "careplans.keep_unsaved", _("typed something that is not saved yet")
    SEE_WELLBEING = "careplans.see_wellbeing", _("looked at how the person says they are")
    NOTE_WELLBEING = "careplans.note_wellbeing", _("noted how the person says they are")
    KEEP_OWN_STATEMENT = "careplans.keep_own_statement", _("wrote down what should be true for the person")
    NOTE_LICENSED_SCORE = "careplans.note_licensed_score", _("noted the score of a questionnaire")
