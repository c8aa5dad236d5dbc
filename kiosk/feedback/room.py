"""The learners' blueprint: no cookie, no session, one limit of posts, help on every page."""

from collections.abc import Callable, Hashable

from flask import Blueprint, Response, current_app, make_response, render_template, request
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from kiosk import clock
from kiosk.feedback.occasions import Place
from kiosk.help import HELP_LINES
from kiosk.limits import Limit
from kiosk.lines import pals_line
from kiosk.pages import language
from kiosk.questions import QUESTION_NAMES
from kiosk.shared_screen import is_shared

blueprint = Blueprint("feedback", __name__)
AT_THE_DESK = _l("Come to the desk, or ask anyone with a badge.")
MOST_DRAWN = 200
# All that a learner's form may carry from page to page.
CARRIED = ("id", "given", *QUESTION_NAMES, "good", "better", "do_not_share", "which", "offered")


@blueprint.record
def _start_counting(state: BlueprintSetupState) -> None:
    settings = state.app.config["SETTINGS"]
    state.app.extensions["form_posts"] = Limit(settings.form_posts_a_minute)


def drawn_once(key: Hashable, draw_page: Callable[[], str]) -> str:
    """A page drawn once for all who see the same words, which is most of the time it takes.

    Everything that stands on the page is in the key, so it can never be out of date.
    """
    drawn: dict[Hashable, str] = current_app.extensions.setdefault("drawn_pages", {})
    whole_key = (key, language(), is_shared())
    page = drawn.get(whole_key)
    if page is None:
        if len(drawn) >= MOST_DRAWN:
            drawn.clear()
        page = drawn[whole_key] = draw_page()
    return page


def carried() -> list[tuple[str, str]]:
    """What was typed or chosen, as it came, for the hidden fields of the page between."""
    return [(name, request.form[name]) for name in CARRIED if request.form.get(name)]


def desk_words(where: str) -> str:
    """That somebody here will listen, and where; and that there is a telephone."""
    return _(
        "You can talk to someone here now. %(where)s You can ask to use our phone.", where=where
    )


def draw(template: str, site: Place | None = None, **shown: object) -> str:
    """Draw a learner's page, with the help text of its site and the line about complaints."""
    desk = desk_words(site.desk_line if site else str(AT_THE_DESK))
    pals = pals_line(site.pals_line if site else None)
    foot = {"desk_line": desk, "pals_line": pals, "help_lines": HELP_LINES}
    return render_template(template, site=site, **foot, **shown)


@blueprint.before_request
def _limit_posts() -> Response | None:
    """Too many from one address at once: a page that keeps everything and sends it again."""
    if request.method != "POST" or not request.path.lower().startswith("/f/"):
        return None
    limit: Limit = current_app.extensions["form_posts"]
    seconds = limit.wait(request.remote_addr or "", clock.now())
    if not seconds:
        return None
    page = draw("kiosk/feedback/too_many.html", carried=carried())
    response = make_response(page, 429)
    response.headers["Retry-After"] = str(seconds)
    return response
