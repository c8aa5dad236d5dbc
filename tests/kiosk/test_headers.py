"""The security headers, as browsers have them: every answer is held to them by `tests.client`."""

import pytest

from kiosk.headers import security_headers
from tests.client import Client

ON_EVERY_ANSWER = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize("path", ["/", "/f/NONE", "/admin/sign-in", "/nowhere", "/healthz"])
@pytest.mark.parametrize("base", ["http://localhost", "https://localhost"])
def test_every_answer_carries_them_word_for_word(client: Client, path, base):
    answer = client.flask.get(path, base_url=base)
    sent = {name: answer.headers.getlist(name) for name in ON_EVERY_ANSWER}

    assert sent == {name: [value] for name, value in ON_EVERY_ANSWER.items()}
    transport = answer.headers.get("Strict-Transport-Security")
    assert transport == ("max-age=31536000" if base.startswith("https") else None)


@pytest.mark.parametrize(
    ("path", "for_itself"),
    [("/", True), ("/screen/help", True), ("/admin", False), ("/f/7", False)],
)
def test_only_a_kiosk_page_may_fill_the_screen_and_keep_it_awake(path, for_itself):
    policy = dict(security_headers(path, secure=False))["Permissions-Policy"].split(", ")
    allowed = [one for one in policy if not one.endswith("=()")]

    assert allowed == (["fullscreen=(self)", "screen-wake-lock=(self)"] if for_itself else [])
    assert len(policy) == 17
