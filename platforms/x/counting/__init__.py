"""How X counts a text, and what in it X makes a link. Pure; knows nothing of posts or requests."""
