"""What a node, a route or a model can do: the product's actions, each in one place."""
