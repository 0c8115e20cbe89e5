"""Looking again: writing a review down, and what was said at those before."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from careplans import review_meetings, reviews
from careplans.acts import Act
from careplans.forms import HoldReviewForm
from careplans.models import CarePlan, Observation, Review, ReviewMeeting
from careplans.reviews import shown
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
    chosen = reviews.together(waiting, plan.site_id)
    form = HoldReviewForm(request.POST if request.method == "POST" else None, waiting=waiting, chosen=chosen)
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
