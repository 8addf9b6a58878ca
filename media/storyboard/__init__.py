"""A video's script as a storyboard: designed frames that move, with the words on the screen."""
