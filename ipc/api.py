"""The API's addresses: each room's own list of ``(prefix, viewset, basename)`` under ``/api/v1/``."""

from drf_spectacular.contrib.knox_auth_token import KnoxTokenScheme
from rest_framework.routers import SimpleRouter

from budgets.api import ROUTES as BUDGETS
from careplans.api import ROUTES as CAREPLANS
from ipc.programme.api import ROUTES as PROGRAMME
from peersupport.api import ROUTES as PEERSUPPORT
from people.api import ROUTES as PEOPLE


class TokenScheme(KnoxTokenScheme):
    """Tells the schema of our tokens; drf-spectacular finds it by itself."""

    target_class = "people.signing_in.TokenAuthentication"
    name = "token"


router = SimpleRouter()
for prefix, viewset, basename in [*PEOPLE, *CAREPLANS, *BUDGETS, *PEERSUPPORT, *PROGRAMME]:
    router.register(prefix, viewset, basename=basename)

urlpatterns = router.urls
