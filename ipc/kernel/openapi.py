"""The schema of the API: what any operation may answer stands with each of them."""

from drf_spectacular.openapi import AutoSchema

NOT_SIGNED_IN, NOT_ALLOWED = "Not signed in", "Seen, but not yours to do"


class Schema(AutoSchema):
    """Adds to every operation the refusals that come before it: 401 and 403."""

    def get_operation(self, *args, **kwargs):
        operation = super().get_operation(*args, **kwargs)
        if operation is not None:
            operation["responses"].setdefault("401", {"description": NOT_SIGNED_IN})
            operation["responses"].setdefault("403", {"description": NOT_ALLOWED})
        return operation
