"""Looking again: writing a review down, and what was said at those before."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from careplans import review_list, review_meetings, reviews
from careplans.acts import Act
from careplans.forms.reviews import HoldReviewForm, ReviewFilterForm
from careplans.models import CarePlan, Observation, Review, ReviewMeeting
from careplans.reviews import shown
from careplans.views import unsaved
from careplans.views.doing import done
from ipc.kernel import access, audit
from people import portal
from people.banner import banner_for
from people.models import Person

page = require_http_methods(["GET", "POST"])


@page
@access.requires(Act.HOLD_REVIEW, CarePlan)
def hold_review(request, plan):
    user, person = request.user, plan.person
    waiting = list(Review.objects.visible_to(user).open().filter(person=person).order_by("due_on", "pk"))
    chosen = reviews.together(waiting, reviews.practice_of(plan.site_id).together_days)
    form = HoldReviewForm(request.POST if request.method == "POST" else None, waiting=waiting, chosen=chosen)
    unsaved.ready(form, request, person, f"hold_review: {plan.public_id}")
    if form.is_valid() and done(
        request, form, Act.HOLD_REVIEW, plan, lambda **facts: review_meetings.hold(plan, by=user, **facts)
    ):
        messages.success(request, _("The review is written down. The person is told."))
        return redirect("reviews_of", person.public_id)
    audit.read(Act.SEE_PLAN, plan, by=user)
    told = {"waiting": waiting, "asked": shown.open_requests(user, person)}
    about = {"form": form, "plan": plan, "person": person, "banner": banner_for(user, person)}
    prepared = shown.prepared(user, person)
    return render(request, "careplans/hold_review.html", {**about, **told, "prepared": prepared})


@require_safe
@access.requires(Act.SEE_REVIEWS)
def reviews_due(request):
    user, asked = request.user, request.GET
    form = ReviewFilterForm(asked if "which" in asked else None)
    chosen = form.cleaned_data if form.is_valid() else {}
    found, more = review_list.page_of(user, after=asked.get("after", ""), **chosen)
    audit.read_each(Act.SEE_REVIEWS, found, by=user)
    told = {"form": form, "rows": review_list.as_rows(found, user), "more": _next_page(asked, more)}
    return render(request, "careplans/reviews_due.html", told)


def _next_page(asked, more):
    """Return the address of the next page, with what was chosen, or nothing."""
    if not more:
        return ""
    query = asked.copy()
    query["after"] = more
    return f"?{query.urlencode()}"


@require_safe
@access.requires(Act.SEE_PLAN, Person, by=ReviewMeeting)
def reviews_of(request, person):
    user = request.user
    audit.read(Act.SEE_PLAN, person, by=user)
    about = {"person": person, "banner": banner_for(user, person), **shown.everything(user, person)}
    return render(request, "careplans/reviews_of.html", {**about, **shown.doing(user, person)})


@require_safe
@portal.my(Act.SEE_PLAN, ReviewMeeting)
def my_reviews(request, person):
    user = request.user
    may_write = portal.may_for(Act.NOTE_OBSERVATION, Observation, user, person)
    told = {"may_write": may_write, "called": person.called, "is_own": user.person_id == person.pk}
    return render(request, "careplans/my_reviews.html", {**told, **shown.everything(user, person)})
