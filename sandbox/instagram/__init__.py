"""Instagram's stand-in: Instagram Login, containers, media and insights as Meta documents them."""
