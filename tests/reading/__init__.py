"""How hard our words are to read."""
