"""Reading what a person typed: rules over one clean line of text."""
