"""This room through the API."""

ROUTES: list = []
