"""Plain looks at a text that several scorers share; written apart from the authors they judge."""
