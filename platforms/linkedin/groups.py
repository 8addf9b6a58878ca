"""What LinkedIn's numbered groups of people are called. Asks nothing.

https://learn.microsoft.com/linkedin/shared/references/reference-tables/seniority-codes
https://learn.microsoft.com/linkedin/shared/references/reference-tables/job-function-codes
"""

from platforms import saying

_SENIORITIES = (
    "Unpaid",
    "Training",
    "Entry",
    "Senior",
    "Manager",
    "Director",
    "Vice president",
    "Chief officer",
    "Partner",
    "Owner",
)
_FUNCTIONS = (
    "Accounting",
    "Administrative",
    "Arts and design",
    "Business development",
    "Community and social services",
    "Consulting",
    "Education",
    "Engineering",
    "Entrepreneurship",
    "Finance",
    "Healthcare services",
    "Human resources",
    "Information technology",
    "Legal",
    "Marketing",
    "Media and communication",
    "Military and protective services",
    "Operations",
    "Product management",
    "Program and project management",
    "Purchasing",
    "Quality assurance",
    "Real estate",
    "Research",
    "Sales",
    "Customer success and support",
)
_TABLES = {"urn:li:seniority": _SENIORITIES, "urn:li:function": _FUNCTIONS}


def group_name(value: object) -> str:
    """In words where LinkedIn's table is short and fixed, else its own name; empty for none."""
    found = saying.identifier(value)
    kind, _, number = found.rpartition(":")
    table = _TABLES.get(kind, ())
    place = int(number) if number.isdigit() and len(number) < 4 else 0
    return table[place - 1] if 0 < place <= len(table) else found
