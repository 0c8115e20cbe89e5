"""What is to be done about people, by when, and saying what was done."""

import re

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ipc.kernel import access, audit, dates
from ipc.kernel.paging import page_after
from people import todos as things
from people.acts import Act
from people.forms.frame import posted
from people.forms.todos import SettleTodoForm
from people.models import Todo, TodoKind
from people.views.frame import ask, page

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# Where it is done: a page about the row whose public id stands in the key, one about the person, or a list.
DONE_AT = {
    TodoKind.TELL: "settle_notice",
    TodoKind.QUESTION: "complaint",
    TodoKind.COMPLAINT: "complaint",
    TodoKind.FLAG_REVIEW: "end_flag",
    TodoKind.AGREE_NOMINEE: "agree_nominee",
    TodoKind.PUT_RIGHT: "decide_put_right",
    TodoKind.MESSAGE: "conversation",
    TodoKind.MERGE: "merge",
    TodoKind.SECOND_LOOK: "second_look",
    TodoKind.CHANGE_ASKED: "change",
    TodoKind.CHANGE_REFUSED: "change",
    TodoKind.NEXT_YEAR: "next_year",
    TodoKind.MONEY_ENDS: "budget",
    TodoKind.SETTLE_MONEY: "settle_budget",
    TodoKind.DECIDE_AGAIN: "second_look",
    TodoKind.LOOK_AT_MONEY: "budget",
}
DONE_ABOUT_THE_PERSON = {
    TodoKind.ASSESS_AGAIN: "assess_capacity",
    TodoKind.RECONSIDER: "capacity",
    TodoKind.PARENT_REVIEW: "authorities",
    TodoKind.AUTHORITY_ENDED: "authorities",
    TodoKind.PLAN_FOR_ADULT_LIFE: "child",
    TodoKind.TURNS_16: "child",
    TodoKind.TURNS_18: "child",
    TodoKind.TURNS_25: "child",
    TodoKind.DOCUMENT: "documents_of",
    TodoKind.INTRODUCTION_BACK: "support_of_person",
    TodoKind.ANSWER_LATE: "support_of_person",
}
# What no page settles by itself: it is talked about, and somebody says so.
SAID_TO_BE_DONE = (TodoKind.DOCUMENT, TodoKind.INTRODUCTION_BACK, TodoKind.ANSWER_LATE)
DONE_IN_A_LIST = {
    TodoKind.EMERGENCY: "emergencies",
    TodoKind.LOOK_QUESTION: "look_questions",
    TodoKind.CONCERN: "concerns",
}


@require_safe
@access.requires(Act.SEE_TODOS)
def todos(request):
    """Show what is open, the longest overdue first; each record counts as looked at."""
    mine = things.of(request.user).select_related("person")
    rows, more = page_after(mine, request.GET.get("after", ""), fields=("due_on", "pk"))
    audit.read_each(Act.SEE_TODOS, {row.person_id: row.person for row in rows}.values(), by=request.user)
    groups = [
        {"title": _("Overdue"), "name": "overdue", "todos": [one for one in rows if _is_overdue(one)]},
        {
            "title": _("Due today or later"),
            "name": "ahead",
            "todos": [one for one in rows if not _is_overdue(one)],
        },
    ]
    for group in groups:
        group["todos"] = [_shown(one) for one in group["todos"]]
    found = {"groups": [group for group in groups if group["todos"]], "more": more and f"?after={more}"}
    return render(request, "people/todos.html", found)


def _is_overdue(todo):
    return todo.due_on < dates.today()


def _shown(todo):
    days = (dates.today() - todo.due_on).days
    return {
        "public_id": todo.public_id,
        "what": todo.get_kind_display(),
        "name": todo.person.name,
        "person_id": todo.person.public_id,
        "detail": todo.detail,
        "due": dates.in_words(todo.due_on),
        "days": days if days > 0 else 0,
        "url": where(todo),
        "is_said_to_be_done": todo.kind in SAID_TO_BE_DONE,
    }


def where(todo) -> str:
    """Return the address of the page where this is done, or nothing where words are enough."""
    kind = TodoKind(todo.kind)
    if kind in DONE_IN_A_LIST:
        return reverse(DONE_IN_A_LIST[kind])
    if kind in DONE_ABOUT_THE_PERSON:
        return reverse(DONE_ABOUT_THE_PERSON[kind], args=[todo.person.public_id])
    found = UUID.search(todo.key)
    if found and todo.key.startswith("notice:"):
        return reverse("settle_notice", args=[found.group()])
    return reverse(DONE_AT[kind], args=[found.group()]) if kind in DONE_AT and found else ""


@page
@access.requires(Act.SETTLE_TODO, Todo)
def settle_todo(request, todo):
    form = SettleTodoForm(posted(request))
    if form.is_valid() and form.carry_out(
        request.user,
        Act.SETTLE_TODO,
        lambda: things.settle(todo, by=request.user, outcome=form.cleaned_data["words"]),
        about=todo,
    ):
        messages.success(request, _("It is written down as done."))
        return redirect("todos")
    return ask(request, "people/settle_todo.html", todo.person, form, todo=_shown(todo))
