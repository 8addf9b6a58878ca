"""The secret key and the keys derived from it. One purpose, one key; nothing here is logged."""

import base64
import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from config.settings import Settings
from domain.errors import InvalidError

KEY_FILE = "secret.key"
METRICS_FILE = "metrics.token"


def secret_keys(settings: Settings) -> tuple[str, ...]:
    """The configured keys, newest first; made once in the data folder when none is set.

    Raises:
        InvalidError: `empty_secret_key`; the key file is there and empty.
    """
    given = [key.strip() for key in settings.secret_key.get_secret_value().split(",")]
    keys = tuple(key for key in given if key)
    return keys or (_own_key(settings.data_dir),)


def metrics_token(folder: Path) -> str:
    """What a program elsewhere presents to read the figures; made once in the data folder."""
    return _made_once(folder / METRICS_FILE)


def _made_once(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make_key(path)
    return path.read_text().strip()


def _own_key(folder: Path) -> str:
    path = folder / KEY_FILE
    key = _made_once(path)
    if not key:
        raise InvalidError(
            f"The key file {path} is empty. Put the key back from a copy; without one, delete the "
            "file: a new key is made, people sign in again and connect their accounts again.",
            code="empty_secret_key",
        )
    return key


def _make_key(path: Path) -> None:
    """Write a new key beside its place and link it there whole; the first of several wins."""
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # 0600
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(made, path)
    Path(made).unlink()


def derive(key: str, purpose: str) -> bytes:
    """32 bytes for that purpose alone (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=b"insta-media", info=purpose.encode()).derive(
        key.encode()
    )


def fernet_key(key: str, purpose: str) -> bytes:
    return base64.urlsafe_b64encode(derive(key, purpose))


def fingerprint(keys: tuple[str, ...]) -> str:
    """Tells sets of keys apart and gives nothing of them away."""
    return derive(",".join(keys), "fingerprint").hex()[:16]


def demo_password(key: str) -> str:
    """The demo login's password (development only), fixed by the secret key."""
    return base64.b32encode(derive(key, "demo-login"))[:12].decode().lower()
