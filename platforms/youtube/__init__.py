"""YouTube as one adapter: all that the product knows about that vendor, and only that."""
