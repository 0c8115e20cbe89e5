"""Payments and spending through the API."""

ROUTES: list = []
