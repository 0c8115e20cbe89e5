"""What is missing in the area: for those who plan what should be there."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ipc.kernel import access
from peersupport.acts import Act
from peersupport.pages import missing as pages


@require_safe
@access.requires(Act.SEE_GAPS)
def missing(request):
    return render(request, "peersupport/missing.html", pages.of(request.user.hat.site_id))


@require_safe
@access.requires(Act.SEE_GAPS)
def missing_csv(request):
    # A spreadsheet knows by the mark at the beginning how the letters are written.
    sheet = "\ufeff" + pages.sheet(request.user.hat.site_id)
    answer = HttpResponse(sheet, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="missing.csv"'
    return answer
