"""The pages of the portal that send something and have no paper, each with the reason why.

A test walks the portal: every page that sends something is here or in the registry.
"""

STOPS = (
    "Nothing is asked: to stop, one says so in any way, and a colleague stops it on the page that shows it."
)
PRINTED = "It is about what is shown: the plan is printed in the person's format, and what they say of it is "
PRINTED += "written beside the line by a colleague."
CARRIES = "It brings a file: on paper the thing itself is enclosed, and a colleague adds it."
SHOWS = "It changes what this reader sees on the screen, and nothing that is kept about the person."
ONLINE_ALONE = {
    "answer_line": PRINTED,
    "my_proposal": PRINTED,
    "agree_my_plan": "The signed page of the printed plan is kept when the plan is agreed with the person.",
    "my_goals": PRINTED,
    "my_private_parts": "A colleague writes down what is kept from whom, while the person looks on.",
    "my_introduction": "The answers to an offer are given to whoever offers it, by telephone or in person.",
    "say_coming": "One says to the group that one comes.",
    "put_my_spend_right": "What was written down wrongly is put right from the same paper, written again.",
    "add_my_receipt": CARRIES,
    "add_my_media": CARRIES,
    "add_my_document": CARRIES,
    "take_everything": "Nothing is asked. Whoever wants the copy on paper asks for it with any form.",
    "my_accept_nomination": "A nominee says yes for themselves, and signs in to do it.",
    "take_over_kept": SHOWS,
    "note_kept": SHOWS,
    "my_messages": SHOWS,
    "help_somebody": SHOWS,
    "add_to_complaint": "What is added comes as another letter, and a colleague adds it.",
    **dict.fromkeys(
        (
            "my_stop_sharing",
            "my_end_relationship",
            "my_stop_acting",
            "my_give_up",
            "my_withdraw_link",
            "my_end_participant",
            "take_back_my_media",
            "take_back_my_document",
            "take_back_my_answers",
            "end_my_statement",
            "remove_my_extra",
            "withdraw_my_change",
            "withdraw_call",
            "withdraw_introduction",
            "end_introduction",
            "take_back_complaint",
        ),
        STOPS,
    ),
}
