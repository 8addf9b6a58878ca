"""Two hundred small businesses, a run of posts for each, and how much they sound alike."""
