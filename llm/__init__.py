"""The port through which typed text is written, and the author that needs no key."""
