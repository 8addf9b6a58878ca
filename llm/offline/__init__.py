"""The author that works without any model: one deterministic function per prompt."""
