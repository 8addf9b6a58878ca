"""What a video resource says: its id, times, state, counts. Asks nothing.

https://developers.google.com/youtube/v3/docs/videos
"""

from collections.abc import Mapping
from datetime import datetime

from domain.content import Version
from domain.errors import ErrorClass, PlatformError
from domain.form import Form, Format, Privacy
from platforms import saying
from platforms.told import is_count
from platforms.youtube.data import part_of

WWW_BASE = "https://www.youtube.com"
LOST = frozenset({"failed", "rejected", "deleted"})
"""Upload states in which nobody sees the video, nor ever will."""
_E = ErrorClass
REJECTED = {
    "duplicate": (_E.DUPLICATE, "it has the same video already"),
    "length": (_E.INVALID_MEDIA_FORMAT, "it is too long for this channel"),
    "uploaderAccountClosed": (_E.INSUFFICIENT_PERMISSIONS, "the channel's account is closed"),
    "uploaderAccountSuspended": (_E.INSUFFICIENT_PERMISSIONS, "the channel is suspended"),
    "claim": (_E.CONTENT_POLICY_VIOLATION, "somebody else claims its content"),
    "copyright": (_E.CONTENT_POLICY_VIOLATION, "it breaks a copyright"),
    "inappropriate": (_E.CONTENT_POLICY_VIOLATION, "it is found inappropriate"),
    "legal": (_E.CONTENT_POLICY_VIOLATION, "there is a legal complaint"),
    "termsOfUse": (_E.CONTENT_POLICY_VIOLATION, "it breaks the terms of use"),
    "trademark": (_E.CONTENT_POLICY_VIOLATION, "it breaks a trademark"),
}
FAILED = {
    "codec": "its coding is not known there",
    "conversion": "it could not be converted",
    "emptyFile": "the file is empty",
    "invalidFile": "the file is no video",
    "tooSmall": "the file is too small",
    "uploadAborted": "the upload was broken off",
}


def id_of(video: Mapping[str, object]) -> str:
    """The video's id; empty when there is none that could be kept."""
    return saying.identifier(video.get("id"))


def permalink_of(video_id: str, www_base: str, form: Form | None = None) -> str:
    is_short = form is not None and form.format is Format.SHORT
    return f"{www_base}/shorts/{video_id}" if is_short else f"{www_base}/watch?v={video_id}"


def instant(value: object) -> datetime | None:
    """A time as Google writes it; None when it is none."""
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo else None


def count(value: object) -> int | None:
    """A counter, which Google writes as text; None when it is none."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 18:
        return int(value)
    return value if is_count(value) else None


def text_of(snippet: Mapping[str, object]) -> str:
    """Title and description as readers see them; the title once, when the description has it."""
    title, words = (str(snippet.get(name) or "").strip() for name in ("title", "description"))
    return words if words.startswith(title) else f"{title}\n\n{words}".strip()


def title_of(version: Version) -> str:
    """The form's title, or else the text's first line."""
    if version.form.title is not None:
        return version.form.title.strip()
    return next(iter(version.text.strip().splitlines()), "").strip()


def privacy_of(form: Form) -> Privacy:
    """What the upload asks for: a video with a time of its own goes up as private."""
    video = form.video
    if video is None:
        return Privacy.PUBLIC
    return Privacy.PRIVATE if video.public_at else video.privacy or Privacy.PUBLIC


def refusal_of(video: Mapping[str, object], form: Form, www_base: str) -> PlatformError | None:
    """Why a video that was taken is none of use: lost, or hidden against what was asked.

    Projects that Google has not audited may have their uploads locked as private:
    https://developers.google.com/youtube/v3/docs/videos/insert
    """
    status = part_of(video, "status")
    state = status.get("uploadStatus")
    if state == "rejected":
        found = REJECTED.get(str(status.get("rejectionReason")))
        error_class, why = found or (_E.CONTENT_POLICY_VIOLATION, "it gives no reason")
        return _refused(f"YouTube took the video and then rejected it: {why}.", error_class)
    if state in LOST:
        why = FAILED.get(str(status.get("failureReason")), "it gives no reason")
        return _refused(
            f"YouTube took the video and could not use it: {why}.", _E.INVALID_MEDIA_FORMAT
        )
    wanted, given = privacy_of(form), status.get("privacyStatus")
    if given != Privacy.PRIVATE or wanted is Privacy.PRIVATE:
        return None
    return PlatformError(
        f"YouTube took the video but keeps it private, though it was to be {wanted}: nobody else "
        "sees it. It does so to apps that Google has not audited yet; whoever runs this "
        "installation has to apply for the audit. Until then upload it in YouTube Studio. The "
        f"private copy is at {permalink_of(id_of(video), www_base)}.",
        error_class=_E.INSUFFICIENT_PERMISSIONS,
        sent="refused",
    )


def _refused(what: str, error_class: ErrorClass) -> PlatformError:
    return PlatformError(
        f"{what} Nobody sees it. Replace or change it and approve the new version.",
        error_class=error_class,
        sent="refused",
    )
