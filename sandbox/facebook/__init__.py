"""Facebook's stand-in: Facebook Login, Pages, posts, videos and insights as Meta documents them."""
