"""What YouTube counted for our videos, in canonical names. Leaves out what YouTube leaves out.

`impressions` are views: how often a thumbnail was shown, YouTube tells in bulk reports only.
"""

from collections.abc import Iterable, Mapping

from domain.connection import Tokens
from domain.errors import ErrorClass, PlatformError
from platforms.ports import MetricsReading
from platforms.youtube.analytics import METRICS, Analytics, Report, canonical
from platforms.youtube.data import MOST_PER_PAGE, part_of
from platforms.youtube.resource import LOST, count, id_of
from platforms.youtube.videos import Videos

_PARTS = "statistics,status"
_NAMES = {"viewCount": "impressions", "likeCount": "likes", "commentCount": "comments"}
_NO_REPORT = (ErrorClass.INSUFFICIENT_PERMISSIONS, ErrorClass.VALIDATION, ErrorClass.CONFIGURATION)


class YouTubeMetrics:
    def __init__(self, videos: Videos, analytics: Analytics) -> None:
        self._videos = videos
        self._analytics = analytics

    async def read_metrics(
        self,
        platform_post_ids: Iterable[str],
        tokens: Tokens,
        *,
        account_id: str,  # noqa: ARG002 - a grant is for one channel
    ) -> MetricsReading:
        """The counts so far; a video that YouTube failed on or rejected is gone.

        What follows an upload, its conversion and YouTube's own checks, takes minutes to hours:
        that a video is lost in them is told here.

        Raises:
            PlatformError: Refused, or not answered.
        """
        ids = list(dict.fromkeys(platform_post_ids))
        values: dict[str, dict[str, int]] = {}
        sources: dict[str, str] = {}
        gone: set[str] = set()
        for start in range(0, len(ids), MOST_PER_PAGE):
            some = ids[start : start + MOST_PER_PAGE]
            videos = await self._videos.by_id(some, tokens, parts=_PARTS)
            seen = {id_of(video): video for video in videos if not _is_lost(video)}
            gone |= set(some) - set(seen)
            more = await self._report(list(seen), tokens)
            for video_id, video in seen.items():
                counts = counts_of(video) | _row(more, video_id)
                if counts:
                    values[video_id] = counts
                    asked = f"GET /youtube/v3/videos?part={_PARTS}&id={video_id}"
                    sources[video_id] = f"{asked}; {more.source}" if more.rows else asked
        return MetricsReading(values=values, sources=sources, gone=frozenset(gone))

    async def _report(self, ids: list[str], tokens: Tokens) -> Report:
        """What Analytics adds; nothing where it may not be asked, which is no reason to fail."""
        if not ids:
            return Report((), "")
        try:
            return await self._analytics.report(
                tokens,
                metrics=",".join(METRICS),
                dimensions="video",
                filters=f"video=={','.join(ids)}",
            )
        except PlatformError as error:
            if error.error_class in _NO_REPORT:
                return Report((), "")
            raise


def counts_of(video: Mapping[str, object]) -> dict[str, int]:
    """The counters of a video resource; hidden ones are absent."""
    statistics = part_of(video, "statistics")
    found = {ours: count(statistics.get(name)) for name, ours in _NAMES.items()}
    return {name: value for name, value in found.items() if value is not None}


def _row(report: Report, video_id: str) -> dict[str, int]:
    return next((canonical(row) for row in report.rows if row.get("video") == video_id), {})


def _is_lost(video: Mapping[str, object]) -> bool:
    return part_of(video, "status").get("uploadStatus") in LOST
