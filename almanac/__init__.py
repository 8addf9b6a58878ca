"""The calendar of days that people keep in India: facts and dates, no words of a post."""
