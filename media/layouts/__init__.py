"""How a card looks in each style. Each draws on a blank card and knows no other."""
