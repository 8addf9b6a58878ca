"""An honest study of a history: would its own posts have foretold how the later ones did?"""
