"""Every address of the programme."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from ipc.kernel import health

handler500 = "ipc.kernel.pages.server_error"

urlpatterns = [
    path("", include("ipc.programme.urls")),
    path("", include("people.urls")),
    path("", include("careplans.urls")),
    path("", include("budgets.urls")),
    path("", include("peersupport.urls")),
    path("accounts/", include("people.accounts")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("ipc.api")),
    path("api/schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="api_schema"), name="api_docs"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
]
