"""The wire of Comprehend: AWS JSON 1.1 by X-Amz-Target, checked as its service model says.

Endpoint: `<sandbox>/comprehend`. Any credentials do, but a request has to be signed.
"""

import json
import re
import uuid
from typing import Any, NoReturn

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from sandbox.comprehend.judging import judged, personal
from sandbox.exchange import Call, Exchange, Operation, RefusalError
from sandbox.faults import TRANSPORT_MODES, Mode
from sandbox.strictjson import NotJsonError, read_json
from sandbox.world import World

PLATFORM = "comprehend"
TOXIC, PERSONAL = "detect_toxic_content", "detect_pii_entities"
OPERATIONS: dict[str, frozenset[Mode]] = {TOXIC: TRANSPORT_MODES, PERSONAL: TRANSPORT_MODES}
_PREFIX = "Comprehend_20171127."
MOST_SEGMENTS, SEGMENT_BYTES, LIST_BYTES = 10, 1024, 10 * 1024
TEXT_BYTES = 100 * 1024
LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "ar", "hi", "ja", "ko", "zh", "zh-TW")
_SIGNED = re.compile(
    r"AWS4-HMAC-SHA256 Credential=[^/,\s]+/\d{8}/[a-z0-9-]+/comprehend/aws4_request,\s*"
    r"SignedHeaders=[a-z0-9;-]+,\s*Signature=[0-9a-f]{64}"
)


def routes(world: World) -> list[BaseRoute]:
    endpoint = _ByTarget(world)
    return [Route(path, endpoint, methods=["POST"]) for path in ("/comprehend", "/comprehend/")]


class _ByTarget:
    """The service has one address: a header says which operation is meant."""

    def __init__(self, world: World) -> None:
        handlers = {TOXIC: detect_toxic, PERSONAL: detect_personal}
        self._exchanges = {
            name: Exchange(
                world,
                Operation(PLATFORM, name, handle, OPERATIONS[name], answer_fault=answer_fault),
            )
            for name, handle in handlers.items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        target = Headers(scope=scope).get("x-amz-target", "")
        name = PERSONAL if target == f"{_PREFIX}DetectPiiEntities" else TOXIC
        await self._exchanges[name](scope, receive, send)


def detect_toxic(_world: World, call: Call) -> Response:
    texts = _texts(_given(call, "DetectToxicContent"))
    return _answer(200, {"ResultList": [judged(text) for text in texts]})


def detect_personal(_world: World, call: Call) -> Response:
    given = _given(call, "DetectPiiEntities")
    if not isinstance(given, dict) or set(given) - {"Text", "LanguageCode"}:
        _refuse("SerializationException", "Unexpected fields.")
    _require_language(given, {"en", "es"})
    text = _text(given)
    if len(text.encode()) > TEXT_BYTES:
        _refuse("TextSizeLimitExceededException", "Input text size exceeds limit.")
    return _answer(200, {"Entities": personal(text)})


def _given(call: Call, name: str) -> object:
    _require_signed(call)
    if call.headers.get("x-amz-target") != f"{_PREFIX}{name}":
        _refuse("UnknownOperationException", "")
    if call.content_type != "application/x-amz-json-1.1":
        _refuse("SerializationException", "Send application/x-amz-json-1.1.")
    try:
        return read_json(call.body)
    except NotJsonError as error:
        _refuse("SerializationException", str(error))


def _require_signed(call: Call) -> None:
    header = call.headers.get("authorization", "")
    if not header:
        _refuse("MissingAuthenticationTokenException", "Missing Authentication Token", 403)
    if not _SIGNED.fullmatch(header):
        _refuse("IncompleteSignatureException", "The signature is not one for comprehend.", 403)


def _texts(given: object) -> list[str]:
    if not isinstance(given, dict) or set(given) - {"TextSegments", "LanguageCode"}:
        _refuse("SerializationException", "Unexpected fields.")
    _require_language(given, {"en"})
    segments = given.get("TextSegments")
    if not isinstance(segments, list) or not segments:
        _refuse("ValidationException", "Value at 'textSegments' failed to satisfy constraint.")
    if len(segments) > MOST_SEGMENTS:
        _refuse("InvalidRequestException", f"At most {MOST_SEGMENTS} text segments are allowed.")
    texts = [_text(segment) for segment in segments]
    sizes = [len(text.encode()) for text in texts]
    if max(sizes) > SEGMENT_BYTES or sum(sizes) > LIST_BYTES:
        _refuse("TextSizeLimitExceededException", "Input text size exceeds limit.")
    return texts


def _require_language(given: dict[str, Any], read: set[str]) -> None:
    language = given.get("LanguageCode")
    if language not in LANGUAGES:
        _refuse("ValidationException", "Value at 'languageCode' failed to satisfy constraint.")
    if language not in read:
        _refuse("UnsupportedLanguageException", f"Language {language} is not supported.")


def _text(segment: Any) -> str:
    text = segment.get("Text") if isinstance(segment, dict) else None
    if not isinstance(text, str) or not text:
        _refuse("ValidationException", "Value at 'text' failed to satisfy constraint.")
    return text


def answer_fault(_world: World, _call: Call, mode: Mode) -> Response:
    if mode is Mode.HTTP_429:
        return _answer(400, {"__type": "ThrottlingException", "message": "Rate exceeded"})
    return _answer(500, {"__type": "InternalServerException", "Message": "Try again."})


def _refuse(kind: str, message: str, status: int = 400) -> NoReturn:
    raise RefusalError(_answer(status, {"__type": kind, "Message": message}))


def _answer(status: int, body: dict[str, object]) -> Response:
    return Response(
        json.dumps(body),
        status,
        {"x-amzn-requestid": str(uuid.uuid4())},
        media_type="application/x-amz-json-1.1",
    )
