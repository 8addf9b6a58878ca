"""What can be asked of an author: one module per task with its input and output types."""
