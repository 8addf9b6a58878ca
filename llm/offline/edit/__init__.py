"""Changing one post by plain wishes."""
