"""LinkedIn's stand-in: OAuth, posts and statistics as LinkedIn documents them."""
