"""What an author should change first, as JSON: the measures, the faults, the words many share."""

from typing import Any

from evals.campaigns.measuring import Measured
from evals.campaigns.running import WrittenPost
from evals.campaigns.sharing import Shared


def offenders(found: Measured, posts: tuple[WrittenPost, ...]) -> dict[str, Any]:
    """The run as plain values, worst first.

    `shared_sentences`, `shared_frames` and `top_grams` name the brands that have the words;
    `repeated_in_campaign` the posts. `faults` holds every case with the text it stands in.
    """
    names = {post.campaign.id: post.campaign.brand for post in posts}
    texts = {post.id: [draft.text for draft in post.posts.variations] for post in posts}
    return {
        "brands": found.brands,
        "posts": found.posts,
        "variations": found.variations,
        "passed": not found.missed,
        "measures": [{**m.model_dump(), "missed": m.missed} for m in found.measures],
        "overlaps": {
            name: {"authors": own.model_dump(), "with_owners": both.model_dump()}
            for name, (own, both) in found.overlaps.items()
        },
        "shared_sentences": _named(found.shared, names),
        "shared_frames": _named(found.frames, names),
        "top_grams": _named(found.top_grams, names),
        "repeated_in_campaign": [{"text": s.text, "posts": s.campaigns} for s in found.repeated],
        "faults": [
            {
                **fault.model_dump(),
                "text": texts[fault.post][fault.variation - 1] if fault.variation else "",
            }
            for fault in found.faults
        ],
    }


def _named(shared: tuple[Shared, ...], names: dict[str, str]) -> list[dict[str, Any]]:
    return [{"text": s.text, "brands": {id_: names[id_] for id_ in s.campaigns}} for s in shared]
