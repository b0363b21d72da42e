"""Words that the form kept while somebody wrote (see `desk.opened`), once they are saved or set aside as a version."""

from django.db.models import Case, F, When

FORM = "_form"  # which opened form was sent; empty without JavaScript, which is what keeps words


def words_are_saved(request, article, screen=""):
    """Of that form nothing is unsaved any more, and what it kept on its way here comes too late.

    `article` is None for a new story; `screen` as in the row, by default the writing form. What another window of the
    same person holds stays. One statement.
    """
    form = request.POST.get(FORM, "")[:36]
    if not form:
        return
    rows = request.user.open_stories.filter(article=article, screen=screen)
    let_go = {name: Case(When(form=form, then=None), default=F(name)) for name in ("fields", "kept_at")}
    rows.update(saved=form, **let_go)
