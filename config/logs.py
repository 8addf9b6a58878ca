"""Structured logs on stderr: JSON in production, readable in development. Redacts secrets."""

import logging
import re
import sys

import structlog

from domain import hidden

_SECRET_KEYS = re.compile(r"token|secret|password|authorization|api_key|cookie|code_verifier", re.I)


def configure_logging(*, production: bool, level: int = logging.INFO) -> None:
    """Send every log line of ours through one pipeline; library loggers speak from warnings up."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _redact,
            structlog.processors.format_exc_info,
            *([structlog.processors.JSONRenderer()] if production else _readable()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, force=True)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(_Plain(logging.BASIC_FORMAT))


def _readable() -> list[structlog.typing.Processor]:
    """For a terminal, which must not obey what others wrote; JSON escapes it by itself."""
    return [_spell_hidden, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]


def _spell_hidden(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    return {key: hidden.everywhere(value, hidden.visible) for key, value in event.items()}


class _Plain(logging.Formatter):
    """Lines of libraries, with nothing in them that a terminal would obey."""

    def format(self, record: logging.LogRecord) -> str:
        return hidden.visible(super().format(record))


def _redact(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    for key, value in event.items():
        event[key] = _clean(key, value)
    return event


def _clean(key: object, value: object) -> object:
    if isinstance(value, dict):
        return {inner: _clean(inner, found) for inner, found in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(key, found) for found in value]
    # a number is a count ("tokens": 12), never a secret
    if isinstance(value, int | float) or not _SECRET_KEYS.search(str(key)):
        return value
    return "[redacted]"
