"""The demonstration's made-up world: the same every time, and no real person in it.

``ground`` lays the sites and who works there, ``directory`` what is there locally, ``cast`` tells the
stories of docs and screens through the real verbs, ``crowd`` fills the sites with people in every state.
"""
