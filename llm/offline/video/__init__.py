"""Scripts of videos by the offline author: what is told, what is seen, and how long each takes."""
