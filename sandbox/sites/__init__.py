"""Test websites, each on its own port; what they share is how they are served."""
