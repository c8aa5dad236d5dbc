"""Security headers, byte for byte, on every response: the outermost layer, around static files."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:  # exists for type checkers only
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_OFF = (
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), "
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
    "picture-in-picture=(), publickey-credentials-get=(), usb=(), xr-spatial-tracking=(), "
)
PERMISSIONS_POLICY = _OFF + "fullscreen=(), screen-wake-lock=()"
KIOSK_PERMISSIONS_POLICY = _OFF + "fullscreen=(self), screen-wake-lock=(self)"
KIOSK_PATHS = ("/check-in", "/screen/", "/pair")
STRICT_TRANSPORT_SECURITY = "max-age=31536000"


def security_headers(path: str, secure: bool) -> list[tuple[str, str]]:
    """The headers that a response at this path carries."""
    on_kiosk = path == "/" or path.startswith(KIOSK_PATHS)
    headers = [
        ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
        ("X-Content-Type-Options", "nosniff"),
        # no-referrer would make browsers send Origin: null, and staff posts be refused over HTTPS.
        ("Referrer-Policy", "same-origin"),
        # With the next one it lets the screen share memory with its witness (static/kiosk/local/).
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Embedder-Policy", "require-corp"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", KIOSK_PERMISSIONS_POLICY if on_kiosk else PERMISSIONS_POLICY),
    ]
    if secure:
        headers.append(("Strict-Transport-Security", STRICT_TRANSPORT_SECURITY))
    return headers


class SecurityHeaders:
    """WSGI middleware that adds `security_headers` to whatever the application answers."""

    def __init__(self, application: "WSGIApplication") -> None:
        """Wrap an application."""
        self.application = application

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer as the application does, with the headers added."""

        # Any: WSGI's exc_info and write callable.
        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            secure = environ["wsgi.url_scheme"] == "https"
            headers.extend(security_headers(environ.get("PATH_INFO", "/"), secure))
            return start_response(status, headers, exc_info)

        return self.application(environ, start)


def set_up(app: Flask) -> None:
    """Wrap the application; behind proxies, first believe their forwarded headers."""
    proxies: int = app.config["SETTINGS"].behind_proxy
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask's documented way
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    app.wsgi_app = SecurityHeaders(app.wsgi_app)  # type: ignore[method-assign]  # as above
