"""What moves a brand's audience, and how good the predictions made of it were."""

from domain.calibration import Scored, calibrate
from domain.ers import ers_of_counts
from domain.expectation import Expected
from domain.measuring import Maturity, maturity
from domain.preference import PreferenceModel
from domain.report import Scope
from esg.preferences import told_model
from store.published import PublishedPost
from tools.services import Services

MOST = 500
"""Newest published posts whose predictions are scored."""


async def preference_model(services: Services, workspace_id: str, brand_id: str) -> PreferenceModel:
    """The brand's emotional preference model, with its predictions' score.

    Raises:
        NotFoundError: No such brand in this workspace.
    """
    known = await services.esg.preferences.of((workspace_id, brand_id))
    scope = Scope(kind="period", title="", brand_id=brand_id)
    async with services.store.reading() as unit:
        posts = await unit.published.list(workspace_id, scope, limit=MOST)
    scored = [one for post in posts if (one := _scored(post))]
    return told_model(known).model_copy(update={"predictions": calibrate(scored)})


def _scored(post: PublishedPost) -> Scored | None:
    """A settled post with its prediction; None without either."""
    version, row, snapshot = post.version, post.publication, post.snapshot
    if version.expected_ers is None or version.expected_range is None or snapshot is None:
        return None
    if maturity(row.platform, row.published_at, snapshot.as_of) is not Maturity.SETTLED:
        return None
    counts = (snapshot.values.get(name) for name in ("likes", "comments", "shares"))
    came = ers_of_counts(*counts)
    if came is None:
        return None
    low, high = version.expected_range
    return Scored(
        came=came,
        expected=Expected(mean=version.expected_ers, low=low, high=high),
        level=version.expected_level,
    )
