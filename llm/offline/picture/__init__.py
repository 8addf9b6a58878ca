"""What an image model is to be asked for a post's picture, by the author that needs no model."""
