"""Indicative budgets and budgets through the API."""

ROUTES: list = []
