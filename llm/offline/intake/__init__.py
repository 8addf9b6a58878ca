"""What an answer says of a business, read by rules: one module per kind of thing."""
