"""How well the safety rules tell harm from what only looks like it, on sets with known answers."""
