"""What a brand's site, documents and posts say of it, found by rules."""
