"""The environment, read once into one frozen value; a bad value is refused with a sentence."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

LAST_PORT = 65535
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class SettingsError(ValueError):
    """A setting that cannot be used; its text is a sentence for the person who set it."""


@dataclass(frozen=True)
class Settings:
    """Everything that the surroundings decide, as documented in the README."""

    instance: Path
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    public_url: str
    trusted_hosts: tuple[str, ...]
    behind_proxy: int = 0
    form_posts_a_minute: int = 120

    @property
    def public_address_is_loopback(self) -> bool:
        """Whether a phone could never open the address that the QR codes carry."""
        return (urlsplit(self.public_url).hostname or "") in LOOPBACK

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read the `KIOSK_…` variables. Raises SettingsError with a sentence naming the bad one."""
        _check_port(environ)
        instance = Path(environ.get("KIOSK_INSTANCE") or "instance").resolve()
        _make_folder(instance)
        public_url = _public_url(environ)
        host = urlsplit(public_url).hostname or ""
        return cls(
            instance=instance,
            database_url=_database_url(environ, instance),
            secret_key=environ.get("KIOSK_SECRET_KEY") or _kept_secret(instance),
            public_url=public_url,
            trusted_hosts=_trusted_hosts(environ, host),
            behind_proxy=_whole_number(environ, "KIOSK_BEHIND_PROXY", 0),
            form_posts_a_minute=_whole_number(environ, "KIOSK_FORM_POSTS_A_MINUTE", 120),
        )


def _check_port(environ: Mapping[str, str]) -> None:
    """Here, though others listen there: the address of the service is made with it."""
    port = environ.get("PORT") or "8000"
    if not (port.isascii() and port.isdigit() and 1 <= int(port[:6]) <= LAST_PORT):
        raise SettingsError(f"PORT is “{port}”. It must be a whole number from 1 to 65535.")


def _make_folder(instance: Path) -> None:
    """The folder of the records and the key, which only its owner opens where it is made here."""
    try:
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise SettingsError(
            f"KIOSK_INSTANCE is {instance}. That folder cannot be made: {problem.strerror}."
        ) from problem


def _public_url(environ: Mapping[str, str]) -> str:
    host, port = environ.get("HOST") or "127.0.0.1", environ.get("PORT") or "8000"
    url = (environ.get("KIOSK_PUBLIC_URL") or f"http://{host}:{port}").rstrip("/")
    if not _is_whole_address(url):
        raise SettingsError(
            f"KIOSK_PUBLIC_URL is “{url}”. It must be a whole web address, "
            "such as https://feedback.example.org."
        )
    return url


def _is_whole_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port  # where it is no port, asking for it is the error
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        return False
    return not parts.query and not parts.fragment


def _database_url(environ: Mapping[str, str], instance: Path) -> str:
    url = environ.get("KIOSK_DATABASE_URL") or f"sqlite:///{instance / 'kiosk.sqlite3'}"
    if url.startswith(("postgresql://", "postgres://")):
        return "postgresql+psycopg://" + url.split("://", 1)[1]
    if url.startswith(("sqlite:///", "postgresql+psycopg://")):
        return url
    raise SettingsError(
        "KIOSK_DATABASE_URL must begin with sqlite:/// or postgresql://, and it does not."
    )


def _trusted_hosts(environ: Mapping[str, str], public_host: str) -> tuple[str, ...]:
    named = environ.get("KIOSK_TRUSTED_HOSTS")
    if named:
        return tuple(host.strip() for host in named.split(",") if host.strip())
    return tuple(dict.fromkeys((public_host, "localhost", "127.0.0.1")))


def _whole_number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isascii() or not text.isdigit():
        raise SettingsError(f"{name} is “{text}”. It must be a whole number, 0 or more.")
    return int(text)


def _kept_secret(instance: Path) -> str:
    """The key made at the first start and kept beside the database, readable by its owner only."""
    path = instance / "secret_key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read_secret(path)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return _read_secret(path)


def _read_secret(path: Path) -> str:
    key = path.read_text().strip()
    if len(key) < 32:
        raise SettingsError(f"The secret key kept in {path} is too short. Delete that file.")
    return key
