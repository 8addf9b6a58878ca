"""Where a post says the shop is: its town, and not the state behind it."""

import pytest

from llm.offline.post.writing import write_posts


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("Jaipur, Rajasthan", "Jaipur"),
        ("FC Road, Pune, Maharashtra, India", "Pune"),
        ("Rajouri Garden, Delhi", "Delhi"),
        ("Goa", "Goa"),
    ],
)
def test_a_post_names_the_town(planned, brands, location, said):
    brand = brands["chai"].model_copy(update={"location": location, "facts": ()})
    drafts = write_posts(planned(brand)).variations
    told = {tag for draft in drafts for tag in draft.hashtags}
    assert f"#{said}" in told
    assert "#Rajasthan" not in told
