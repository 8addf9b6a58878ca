"""The secret key and the keys derived from it. One purpose, one key; nothing here is logged."""

import base64
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from config.settings import Settings

KEY_FILE = "secret.key"


def secret_keys(settings: Settings) -> tuple[str, ...]:
    """The configured keys, newest first; made once in the data folder when none is set."""
    given = [key.strip() for key in settings.secret_key.get_secret_value().split(",")]
    keys = tuple(key for key in given if key)
    return keys or (_own_key(settings.data_dir),)


def _own_key(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / KEY_FILE
    try:
        # O_EXCL: of two first starts at once exactly one makes the key, the other reads it
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def derive(key: str, purpose: str) -> bytes:
    """32 bytes for that purpose alone (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=b"insta-media", info=purpose.encode()).derive(
        key.encode()
    )


def fernet_key(key: str, purpose: str) -> bytes:
    return base64.urlsafe_b64encode(derive(key, purpose))


def demo_password(key: str) -> str:
    """The demo login's password (development only), fixed by the secret key."""
    return base64.b32encode(derive(key, "demo-login"))[:12].decode().lower()
