"""Ideas for campaigns, each from something that is known."""
