"""Three drafts of one shop, told apart by subject, platform and day: seen from Wed 16 Dec 2026."""

from datetime import UTC, datetime

from domain.platform import Platform
from llm.offline.intent.reading import read_intent
from llm.tasks.intent import Intent, OpenDraft

NOW = datetime(2026, 12, 16, 5, tzinfo=UTC)
DRAFTS = (
    OpenDraft(
        number=1,
        platform=Platform.LINKEDIN,
        publish_at=datetime(2026, 12, 24, 5, tzinfo=UTC),
        about="Christmas, office chai flask",
        says="Merry Christmas from all of us! The office chai flask is ₹750.",
    ),
    OpenDraft(
        number=2,
        platform=Platform.INSTAGRAM,
        publish_at=datetime(2026, 12, 20, 5, tzinfo=UTC),
        about="kulhad masala chai",
        says="Kulhad masala chai at ₹60.",
    ),
    OpenDraft(
        number=3,
        platform=Platform.LINKEDIN,
        publish_at=datetime(2026, 12, 23, 5, tzinfo=UTC),
        about="keema bun maska",
        says="Keema bun maska, ₹140, made fresh.",
    ),
)


def read(asked, message: str, drafts: tuple[OpenDraft, ...] = DRAFTS) -> Intent:
    connected = (Platform.LINKEDIN, Platform.INSTAGRAM)
    return read_intent(asked(message, now=NOW, open_drafts=drafts, connected_platforms=connected))


def codes(intent: Intent) -> list[str]:
    return [problem.code for problem in intent.problems]
