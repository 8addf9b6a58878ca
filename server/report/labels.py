"""The page's own words: headings, columns, short states. Sentences come with the report."""

from domain.report import PostFigures

HEADINGS = {
    "report": "Report",
    "happened": "What happened",
    "trend": "Is it getting better?",
    "next": "What to do next",
    "extremes": "Best and weakest",
    "posts": "Each post",
    "registers": "By register",
    "hours": "By hour of the day",
    "table": "All numbers",
    "data": "About these numbers",
    "sources": "Where each number comes from",
}
STATES = {
    "none": "No numbers yet",
    "early": "First numbers, too early to judge",
    "partly_settled": "Partly settled numbers",
    "settled": "Settled numbers",
}
VERDICTS = {
    "hit": "as expected",
    "above": "above expected",
    "below": "below expected",
    "too_early": "too early",
    "no_numbers": "no data yet",
    "no_prediction": "nothing expected",
}
COUNTS = ("likes", "comments", "shares", "saves", "clicks", "reach", "impressions")
SHOW_TABLE = "Show as a table"
ERS_IS = (
    "ERS is ln(1 + 0.2 × likes + 0.5 × comments + 0.8 × shares) × 10, from 0 to 100. A count that "
    "a platform does not tell is no data, not zero; in the score alone it counts as 0, and that is "
    "said. Intervals are 95 %; an expected range should hold four of five posts."
)


def place(post: PostFigures) -> str:
    """Where and when: LinkedIn, Thu 12 Nov, 7:30 pm IST."""
    when = post.published_local or "undated"
    imported = ", imported" if post.source == "imported" else ""
    return f"{post.platform.title}, {when}{imported}"


def opening(text: str, longest: int) -> str:
    """The beginning of a post on one line."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rsplit(" ", 1)[0] + "…"


def some(count: int) -> str:
    return "1 post" if count == 1 else f"{count} posts"


def clock(hour: int) -> str:
    return f"{hour % 12 or 12} {'am' if hour % 24 < 12 else 'pm'}"
