"""The stand-in for YouTube: Google sign-in, the Data API v3 and the Analytics API v2."""
