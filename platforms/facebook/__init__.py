"""Facebook Pages as one adapter: all that the product knows about that product, and only that."""
