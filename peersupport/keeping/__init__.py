"""Keeping the directory true: confirming entries, changing them, and deciding what others propose."""
