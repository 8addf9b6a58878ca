"""The words of a report in Hindi, and the same in Latin letters."""
