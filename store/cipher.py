"""Encrypts what must not lie readable in the database (platform grants)."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from config.secrets import fernet_key
from domain.connection import Tokens


class TokenCipher:
    """MultiFernet over the secret keys: the first encrypts, all decrypt."""

    def __init__(self, secret_keys: tuple[str, ...]) -> None:
        every = [Fernet(fernet_key(key, "tokens")) for key in secret_keys]
        self._newest, self._fernet = every[0], MultiFernet(every)

    def is_newest(self, sealed: bytes) -> bool:
        """Whether the first key sealed it."""
        try:
            self._newest.decrypt(sealed)
        except InvalidToken:
            return False
        return True

    def resealed(self, sealed: bytes) -> bytes | None:
        """The same, sealed by the first key; None when no key fits."""
        try:
            return self._newest.encrypt(self._fernet.decrypt(sealed))
        except InvalidToken:
            return None

    def seal_text(self, text: str) -> bytes:
        return self._fernet.encrypt(text.encode())

    def open_text(self, sealed: bytes) -> str | None:
        """The text; None when no secret key fits."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            return None

    def seal(self, tokens: Tokens) -> bytes:
        return self._fernet.encrypt(tokens.model_dump_json().encode())

    def open(self, sealed: bytes) -> Tokens | None:
        """Decrypt a grant; None when no secret key fits (a key was changed or lost) or its bytes
        are damaged. One account's trouble, never the database's: nothing else has to stop.
        """
        try:
            return Tokens.model_validate_json(self._fernet.decrypt(sealed))
        except InvalidToken:
            return None
