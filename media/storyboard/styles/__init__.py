"""How a scene looks in each style. Each lays out one scene and knows no other."""
