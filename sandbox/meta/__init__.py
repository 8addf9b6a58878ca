"""What Facebook and Instagram have in common: the Graph API and Facebook Login."""
