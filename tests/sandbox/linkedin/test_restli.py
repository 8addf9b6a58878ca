import pytest

from sandbox.linkedin.restli import SyntaxRefusedError, read_query

URN = "urn%3Ali%3Ashare%3A1"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("", {}),
        ("q=author", {"q": "author"}),
        (f"a=List({URN},b)", {"a": ["urn:li:share:1", "b"]}),
        ("a=List()", {"a": []}),
        ("a=(k:v,m:(n:List(1,2)))", {"a": {"k": "v", "m": {"n": ["1", "2"]}}}),
        ("a=''", {"a": ""}),
        ("a=%E0%A4%9A", {"a": "च"}),
        ("shares=List%28a%29", {"shares": "List(a)"}),
    ],
)
def test_well_formed_queries_are_read(raw, value):
    assert read_query(raw) == value


@pytest.mark.parametrize(
    "raw",
    [
        "a=urn:li:share:1",
        "a=List(urn:li:share:1)",
        "a=List(x",
        "a=List(x,)",
        "a=x)",
        "a=(k)",
        "a=(k:v,k:w)",
        "a=%ZZ",
        "a=%FF",
        "a=",
        "a",
        "a=1&a=2",
        "a=" + "(k:" * 50 + "v" + ")" * 50,
    ],
)
def test_malformed_queries_are_refused(raw):
    with pytest.raises(SyntaxRefusedError):
        read_query(raw)
