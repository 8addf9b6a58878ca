"""The studio's texts by the offline author: ads, outlines, e-mails, descriptions, forms."""
