"""The emotional-resonance engine: import of a brand's history, embeddings and exact re-ranking."""
