"""Encrypts what must not lie readable in the database (platform grants)."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from config.secrets import fernet_key
from domain.connection import Tokens
from domain.errors import UnavailableError


class TokenCipher:
    """MultiFernet over the secret keys: the first encrypts, all decrypt."""

    def __init__(self, secret_keys: tuple[str, ...]) -> None:
        self._fernet = MultiFernet([Fernet(fernet_key(key, "tokens")) for key in secret_keys])

    def seal(self, tokens: Tokens) -> bytes:
        return self._fernet.encrypt(tokens.model_dump_json().encode())

    def open(self, sealed: bytes) -> Tokens:
        """Decrypt a grant.

        Raises:
            UnavailableError: None of the secret keys fits (the key was changed or lost).
        """
        try:
            return Tokens.model_validate_json(self._fernet.decrypt(sealed))
        except InvalidToken as error:
            raise UnavailableError(
                "The stored access cannot be decrypted with this secret key. Put the earlier key "
                "back into INSTA_SECRET_KEY (after the new one), or connect the account again.",
                code="cannot_decrypt",
            ) from error
