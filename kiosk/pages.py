"""What every page shares: language, British dates and numbers, compression, no keeping of pages."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date as format_babel_date
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from flask import Flask, Response, current_app, g, request
from flask_babel import Babel, Domain, get_domain, get_locale
from flask_compress import Compress
from markupsafe import Markup

from kiosk import clock

TRANSLATIONS = Path(__file__).parent / "translations"
ENGLISH = "en_GB"
PUBLIC_LIMIT = 64 * 1024


def number(value: float, places: int = 0) -> str:
    """A number as British readers write it: 23,949 or 94.7."""
    return _written(value, places, locale())


@lru_cache(maxsize=4096)  # a page of figures writes the same small numbers hundreds of times
def _written(value: float, places: int, locale: str) -> str:
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return str(format_decimal(value, format=pattern, locale=locale))


def day(value: date) -> str:
    """Tuesday 24 November."""
    return written_day(value, "EEEE d MMMM")


def day_and_year(value: date) -> str:
    """24 November 2026."""
    return written_day(value, "d MMMM yyyy")


def written_day(value: date, pattern: str) -> str:
    """A day as a pattern of babel's says, in the language of this page."""
    return _written_day(value, pattern, locale())


@lru_cache(maxsize=4096)  # as above
def _written_day(value: date, pattern: str, locale: str) -> str:
    return str(format_babel_date(value, pattern, locale=locale))


def clock_time(value: datetime) -> str:
    """10:00, by the clock on the wall in Liverpool."""
    return f"{value.astimezone(clock.LONDON):%H:%M}"


def language() -> str:
    """The language in the address, where its catalogue is switched on; else English."""
    languages = current_app.config["LANGUAGES"]
    wanted = request.args.get("lang", "") if languages and request else ""
    return wanted if wanted in languages else ENGLISH


def locale() -> str:
    """The language of this page for babel, asked for once: a page of figures needs it thousands
    of times."""
    try:
        return str(g.locale)
    except AttributeError:
        g.locale = str(get_locale() or ENGLISH)
        return str(g.locale)


class _Words(Domain):
    """The catalogue, asked for the words of a page's language once for each page."""

    def get_translations(self) -> Translations | NullTranslations:
        """The words of this page’s language."""
        try:
            found: Translations | NullTranslations = g.translations
        except AttributeError:
            found = g.translations = super().get_translations()  # type: ignore[no-untyped-call]
        return found


def _phrase(words: str, /, **values: object) -> Markup:
    """What templates call `_`: Jinja's own asks its context and babel for each of hundreds."""
    translations = g.get("translations") or get_domain().get_translations()
    return _marked(translations, words) % values if values else _formatted(translations, words)


@lru_cache(maxsize=4096)
def _marked(translations: Translations, words: str) -> Markup:
    return Markup(translations.ugettext(words))  # noqa: S704 # of our own catalogue


@lru_cache(maxsize=4096)
def _formatted(translations: Translations, words: str) -> Markup:
    return _marked(translations, words) % {}


def set_up(app: Flask) -> None:
    """Give templates their language, filters and limits."""
    app.config.from_mapping(
        LANGUAGES=(),  # a second language is offered when a speaker has checked it whole
        MAX_CONTENT_LENGTH=PUBLIC_LIMIT,
        MAX_FORM_MEMORY_SIZE=PUBLIC_LIMIT,
        BABEL_DEFAULT_LOCALE=ENGLISH,
        BABEL_DEFAULT_TIMEZONE="Europe/London",
        COMPRESS_ALGORITHM=["br", "gzip"],  # Brotli is both smaller and quicker
        COMPRESS_BR_LEVEL=4,
        COMPRESS_LEVEL=4,
    )
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(TRANSLATIONS))
    babel = Babel(app, locale_selector=language)
    babel.domain_instance = _Words()  # type: ignore[no-untyped-call]
    Compress(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(_=_phrase, gettext=_phrase)
    app.jinja_env.filters.update(
        number=number, day=day, day_and_year=day_and_year, clock_time=clock_time
    )
    app.context_processor(_shared)
    app.url_defaults(_keep_language)
    app.after_request(_keep_nothing)


def _shared() -> dict[str, object]:
    locale = get_locale()
    direction = locale.text_direction if locale else "ltr"
    return {"page_lang": str(locale or ENGLISH).replace("_", "-"), "page_dir": direction}


def _keep_language(endpoint: str, values: dict[str, object]) -> None:
    if request and (wanted := language()) != ENGLISH:
        values.setdefault("lang", wanted)


def _keep_nothing(response: Response) -> Response:
    """No page is kept by a browser or between: the screen forgets the last person."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response
