"""A browser for tests: it reads pages as a person sees them, and checks every page it gets."""

import re
from contextvars import Context
from functools import cached_property
from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag
from flask import Flask, url_for
from lxml.etree import XPath
from lxml.html import HtmlElement, document_fromstring
from werkzeug.test import TestResponse

from kiosk.database import db
from kiosk.headers import security_headers

PASSING = re.compile(r"(?<![#\w-])\d+|[\w.-]{32,}")  # numbers and tokens, not what names elements
# Between two elements, whatever would need no care in HTML.
PLAIN_WORDS = re.compile(
    r"(?<=>)(?P<space>\s*)[^\s<>&\x00-\x1f\x7f-\x9f][^<>&\x00-\x08\x0e-\x1f\x7f-\x9f]*(?=<)"
)
TO_READ = XPath(".//text()[not(parent::script or parent::style)]", smart_strings=False)
_in_order: set[int] = set()


class Page:
    """One answered page: what a person sees on it, and the forms they can send."""

    def __init__(self, client: "Client", response: TestResponse) -> None:
        self.client = client
        self.response = response
        self.status = response.status_code
        self.path = response.request.path

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page's elements; without what nobody sees until a script copies it."""
        soup = BeautifulSoup(self.response.get_data(as_text=True), "lxml")
        for template in soup.find_all("template"):
            template.extract()
        return soup

    @cached_property
    def tree(self) -> HtmlElement:
        """The same elements, where only words are looked for: ten times as quick."""
        tree = document_fromstring(self.response.get_data(as_text=True) or "<html>")
        for template in tree.xpath("//template"):
            template.drop_tree()
        return tree

    @property
    def h1(self) -> str:
        """The page's heading."""
        heading = self.tree.find(".//h1")
        assert heading is not None, f"{self.path} has no h1"
        return _read(heading)

    @property
    def text(self) -> str:
        """Everything to be read in the body."""
        body = self.tree.find("body")
        return "" if body is None else _read(body)

    def find(self, selector: str) -> Tag:
        """The one element that a CSS selector names."""
        found = self.soup.select(selector)
        assert len(found) == 1, f"{self.path}: {len(found)} × {selector}"
        return found[0]

    def rows(self, caption: str) -> list[list[str]]:
        """The rows of the table whose caption begins so: head, body and foot, as text."""
        for table in self.tree.iter("table"):
            named = table.find("caption")
            if named is not None and _read(named).startswith(caption):
                return [[_read(cell) for cell in row.iter("th", "td")] for row in table.iter("tr")]
        raise AssertionError(f"{self.path} has no table “{caption}”")

    @property
    def errors(self) -> list[str]:
        """The sentences of the error summary."""
        return [_read(item) for item in self.tree.xpath("//*[@role='alert']//li")]

    def link(self, text: str) -> str:
        """The address behind the link that reads so."""
        for anchor in self.tree.iter("a"):
            if anchor.get("href") is not None and _read(anchor) == text:
                return str(anchor.get("href"))
        raise AssertionError(f"{self.path} has no link “{text}”")

    def follow(self, text: str, status: int = 200) -> "Page":
        """Open the link that reads so."""
        return self.client.get(self.link(text), status)

    def submit(self, button: str, *, status: int = 200, **fields: Any) -> "Page":
        """Fill in the form that has this button, send it, and follow its redirect.

        A field that the form does not have is an error; a list ticks several boxes.
        """
        form, pressed = self._form_with(button)
        data = _values(form)
        for name, value in fields.items():
            assert form.find(attrs={"name": name}), f"{self.path}: “{button}” has no {name}"
            data[name] = value
        if pressed.get("name"):
            data[str(pressed["name"])] = str(pressed.get("value", ""))
        action = pressed.get("formaction") or form.get("action") or self.response.request.path
        if str(form.get("method", "get")).lower() == "get":
            return self.client.get(str(action), status, query=data)
        return self.client.post(str(action), data, status=status)

    def _form_with(self, button: str) -> tuple[Tag, Tag]:
        for form in self.soup.find_all("form"):
            for pressed in form.find_all(["button", "input"]):
                label = pressed.get("aria-label") or words(pressed) or pressed.get("value", "")
                if pressed.get("type", "submit") == "submit" and str(label).startswith(button):
                    return form, pressed
        raise AssertionError(f"{self.path} has no button “{button}”")


class Client:
    """A person's browser at one address, with its own cookies."""

    def __init__(self, app: Flask, https: bool = False) -> None:
        self.app = app
        self.base_url = "https://localhost" if https else "http://localhost"
        self.flask = app.test_client()

    def get(self, target: str, status: int = 200, query: object = None, **values: Any) -> Page:
        """Open a path, or an endpoint with its values; follow redirects; check the page."""
        path = target if target.startswith(("/", "http")) else self._address(target, values)
        path = path.removeprefix(self.base_url)
        response = self.open(path, "GET", query_string=query, follow_redirects=True)
        return self.checked(response, status)

    def post(
        self,
        target: str,
        data: object = None,
        *,
        status: int = 200,
        follow: bool = True,
        json: object = None,
        headers: dict[str, str] | None = None,
        **values: Any,
    ) -> Page:
        """Send a form (or JSON) from our own page, follow the redirect, check the page."""
        path = target if target.startswith(("/", "http")) else self._address(target, values)
        path = path.removeprefix(self.base_url)
        sent = {
            "Sec-Fetch-Site": "same-origin",
            "Origin": self.base_url,
            "Referer": f"{self.base_url}{path}",
        }
        sent.update(headers or {})
        body: dict[str, Any] = {"json": json} if json is not None else {"data": data}
        response = self.open(path, "POST", headers=sent, **body)
        if follow and response.status_code in (301, 302, 303, 307, 308):
            assert response.status_code == 303, f"{path} redirects with {response.status_code}"
            check_headers(response)
            return self.get(response.location, status)
        return self.checked(response, status)

    def open(self, path: str, method: str, **options: Any) -> TestResponse:
        """One request in a context of its own, as a server has it: nothing of a test's leaks in.

        Afterwards the test's own session reads afresh what the request wrote.
        """
        # A test that reads inside a transaction would see the records as they were before.
        db.session.expire_all()
        db.session.rollback()
        return Context().run(
            self.flask.open, path, method=method, base_url=self.base_url, **options
        )

    def _address(self, endpoint: str, values: dict[str, Any]) -> str:
        with self.app.test_request_context(base_url=self.base_url):
            return url_for(endpoint, **values)

    def checked(self, response: TestResponse, status: int) -> Page:
        """Hold an answer to the rules of every page, and give it back to be read."""
        page = Page(self, response)
        assert response.status_code == status, (
            f"{page.path}: {response.status_code} instead of {status}: {page.text[:400]}"
        )
        check_headers(response)
        if response.mimetype == "text/html":
            check_page(page)
        return page


def _read(element: HtmlElement) -> str:
    return " ".join(" ".join(TO_READ(element)).split())


def words(element: Tag | BeautifulSoup) -> str:
    """An element's text with its white space made single."""
    return " ".join(element.get_text(" ").split())


def _values(form: Tag) -> dict[str, Any]:
    """What a browser would send of a form that nobody touched."""
    data: dict[str, Any] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type", "text")
        if not name or kind in ("submit", "button", "file"):
            continue
        if kind in ("radio", "checkbox"):
            if field.has_attr("checked"):
                data.setdefault(name, []).append(field.get("value", "on"))
        elif field.name == "select":
            chosen = field.select("option[selected]") or field.select("option")[:1]
            data[name] = [option.get("value", words(option)) for option in chosen]
        else:
            text = field.get_text() if field.name == "textarea" else field.get("value", "")
            data.setdefault(name, []).append(text)
    return data


def check_headers(response: TestResponse) -> None:
    """Every answer carries the security headers, byte for byte and once."""
    secure = response.request.scheme == "https"
    for name, value in security_headers(response.request.path, secure):
        assert response.headers.getlist(name) == [value], f"{response.request.path}: {name}"
    if not secure:
        assert "Strict-Transport-Security" not in response.headers
    if not response.request.path.startswith("/admin"):
        cookies = [line.split("=")[0] for line in response.headers.getlist("Set-Cookie")]
        assert not {"staff", "__Secure-staff", "session"} & set(cookies)
    if response.request.path.lower().startswith("/f/"):
        assert "Set-Cookie" not in response.headers, "a learner's page sets no cookie"


def check_page(page: Page) -> None:
    """Valid HTML, one h1 that begins the title, unique ids, a label for every field.

    A page that differs from one that was in order in its numbers and words only is not read a
    second time: neither makes HTML invalid.
    """
    assert len(page.tree.findall(".//h1")) == 1, f"{page.path} needs exactly one h1"
    title = _read(page.tree.find("head/title"))
    assert title.startswith(page.h1), f"{page.path}: title “{title}”, h1 “{page.h1}”"
    html = page.response.get_data(as_text=True)
    shape = hash(PLAIN_WORDS.sub(r"\g<space>word", PASSING.sub("0", html)))
    if shape in _in_order:
        return
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    root = parser.parse(html)
    problems = [f"{code} at {place}" for place, code, _ in parser.errors]
    assert not problems, f"{page.path} is not valid HTML: {problems[:5]}"
    for template in list(root.iter("template")):
        template.clear()  # what nobody sees until a script copies it
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    ids = [element.get("id") for element in elements if element.get("id") is not None]
    assert len(ids) == len(set(ids)), f"{page.path}: ids twice: {sorted(ids)}"
    labelled = {element.get("for") for element in elements if element.tag == "label"} - {None}
    inside = {id(field) for label in root.iter("label") for field in label.iter()}
    for element in elements:
        assert element.get("style") is None, f"{page.path}: inline style on {element.tag}"
        assert not any(name.startswith("on") for name in element.attrib), (
            f"{page.path}: inline script on {element.tag}"
        )
        if element.tag in ("input", "textarea", "select"):
            given = element.get("aria-label") or element.get("aria-labelledby")
            named = given or id(element) in inside or element.get("id") in labelled
            unseen = element.get("type") in ("hidden", "submit", "button")
            assert named or unseen, f"{page.path}: {element.attrib} has no label"
    _in_order.add(shape)
