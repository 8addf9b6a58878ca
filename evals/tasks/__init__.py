"""One module per evaluated task: its samples' types, how it is answered, how it is scored."""
