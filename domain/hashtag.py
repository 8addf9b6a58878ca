"""When two hashtags are the same one: people and platforms write them with and without "#"."""


def tag_key(tag: str) -> str:
    """What a hashtag is compared by: small letters, always with its sign."""
    return f"#{tag.strip().lstrip('#').casefold()}"
