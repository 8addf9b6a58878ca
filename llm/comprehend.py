"""Asks Amazon Comprehend how toxic a text is and what personal data it holds. Reads no setting.

The only user of boto3 for it. Region, credentials and endpoint come as AWS's own tools take them
(AWS_DEFAULT_REGION, AWS_PROFILE, AWS_ENDPOINT_URL_COMPREHEND and so on). DetectToxicContent reads
English, at most ten segments of 1 KB in one request; DetectPiiEntities reads English and Spanish,
at most 100 KB (API reference of Amazon Comprehend, version 2017-11-27).
"""

import asyncio
import re
from collections.abc import Callable, Iterator
from functools import partial
from threading import Lock
from typing import Any, TypeVar

from domain.errors import UpstreamError
from domain.language import ENGLISH
from llm.moderation import Moderation, Personal

LABEL = "Amazon Comprehend"
SEGMENT_BYTES = 1_000
"""A little less than the 1 KB allowed, however it is counted."""
SEGMENTS = 10
LONGEST_BYTES = 100_000
"""Of a text in which personal data is looked for."""
CONNECT_S, READ_S, TRIES = 3, 8, 3
"""Seconds that a connection and an answer may take, and tries of what may pass."""
PATIENCE_S = 12.0
_PIECE = re.compile(r"\S+\s*")
Told = TypeVar("Told")


class Comprehend:
    """One client for the process, made when it is first needed: boto3 is heavy.

    Args:
        tries: Of a request in all, when the service is busy, broken or not reached.
        patience_s: Seconds that a person is kept waiting for all of it.
    """

    def __init__(self, *, tries: int = TRIES, patience_s: float = PATIENCE_S) -> None:
        self._tries, self._patience_s = tries, patience_s
        self._client: Any = None
        self._lock = Lock()

    @property
    def label(self) -> str:
        return LABEL

    @property
    def languages(self) -> frozenset[str]:
        return frozenset({ENGLISH})

    async def moderate(self, text: str) -> Moderation:
        """As `Moderator.moderate`; in a thread, as boto3 blocks."""
        return await self._asked(partial(self._moderate, tuple(segments(text))))

    async def personal(self, text: str) -> tuple[Personal, ...]:
        """As `Moderator.personal`; in a thread, as boto3 blocks."""
        return await self._asked(partial(self._personal, tuple(segments(text, LONGEST_BYTES))))

    async def _asked(self, question: Callable[[], Told]) -> Told:
        asked = asyncio.to_thread(_told, question)
        try:
            return await asyncio.wait_for(asked, self._patience_s)
        except TimeoutError as error:
            told = f"no answer within {self._patience_s:g} s"
            raise UpstreamError(told, code="comprehend") from error

    def _moderate(self, parts: tuple[str, ...]) -> Moderation:
        answers = [
            self._connected().detect_toxic_content(
                TextSegments=[{"Text": part} for part in parts[at : at + SEGMENTS]],
                LanguageCode="en",
            )
            for at in range(0, len(parts), SEGMENTS)
        ]
        return _worst([one for answer in answers for one in answer.get("ResultList", [])], parts)

    def _personal(self, parts: tuple[str, ...]) -> tuple[Personal, ...]:
        return tuple(
            Personal(
                kind=str(one.get("Type", "")),
                text=part[int(one.get("BeginOffset", 0)) : int(one.get("EndOffset", 0))].strip(),
                score=float(one.get("Score", 0.0)),
            )
            for part in parts
            for one in self._connected()
            .detect_pii_entities(Text=part, LanguageCode="en")
            .get("Entities", [])
        )

    def _connected(self) -> Any:
        with self._lock:
            if self._client is None:
                import boto3
                from botocore.config import Config

                config = Config(
                    connect_timeout=CONNECT_S,
                    read_timeout=READ_S,
                    retries={"mode": "standard", "total_max_attempts": self._tries},
                )
                self._client = boto3.session.Session().client("comprehend", config=config)
            return self._client


def _told(question: Callable[[], Told]) -> Told:
    """The answer, or why there is none in the words of our own errors; boto3 is heavy to import."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        return question()
    except ClientError as error:
        told = error.response.get("Error", {})
        raise UpstreamError(f"{told.get('Code', 'an error')}", code="comprehend") from error
    except BotoCoreError as error:
        raise UpstreamError(type(error).__name__, code="comprehend") from error


def segments(text: str, most: int = SEGMENT_BYTES) -> Iterator[str]:
    """The text in parts of at most that many bytes of UTF-8, cut between words where there are."""
    part, size = "", 0
    for piece in _PIECE.findall(text):
        for bit in _cut(piece, most):
            if part and size + _size(bit) > most:
                yield part.strip()
                part, size = "", 0
            part, size = part + bit, size + _size(bit)
    if part.strip():
        yield part.strip()


def _cut(piece: str, most: int) -> Iterator[str]:
    """A word that is longer than a part, letter by letter."""
    if _size(piece) <= most:
        yield piece
        return
    yield from piece


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _worst(results: list[dict[str, Any]], parts: tuple[str, ...]) -> Moderation:
    if len(results) != len(parts):
        raise UpstreamError("an answer for some parts only", code="comprehend")
    labels: dict[str, float] = {}
    for result in results:
        for one in result.get("Labels", []):
            name = str(one["Name"])
            labels[name] = max(labels.get(name, 0.0), float(one["Score"]))
    toxicity = max((float(result.get("Toxicity", 0.0)) for result in results), default=0.0)
    return Moderation(toxicity=toxicity, labels=labels)
