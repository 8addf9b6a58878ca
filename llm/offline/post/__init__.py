"""Writing one planned post in several ways, from the brand's own facts."""
