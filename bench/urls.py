"""The programme's addresses, and the page every other is measured against."""

from django.shortcuts import render
from django.urls import include, path


def hello(request):
    """A signed-in page with the whole frame and nothing in it: what no page can be quicker than."""
    return render(request, "base.html")


hello.act = "bench.hello"

urlpatterns = [path("bench/hello/", hello), path("", include("ipc.urls"))]
handler500 = "ipc.kernel.pages.server_error"
