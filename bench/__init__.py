"""The performance bench: ``make bench``."""
