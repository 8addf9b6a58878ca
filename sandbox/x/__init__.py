"""X's stand-in: OAuth 2.0, posts, media and numbers as X documents them."""
