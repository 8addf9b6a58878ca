"""A report as a page: self-contained, no script, nothing from another host; prints on A4."""
