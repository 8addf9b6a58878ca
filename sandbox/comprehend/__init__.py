"""Amazon Comprehend, as far as it says how toxic a text is."""
