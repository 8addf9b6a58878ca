"""The graph's nodes: each gathers, calls an action, and returns its own typed update."""
