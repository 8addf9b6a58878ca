"""`assets` as processes: listed, and put there anew."""

import time

import pytest

pytestmark = pytest.mark.slow


def test_files_are_listed_by_key_and_put_there_anew(served, write):
    assert served.run("assets", "list").stdout.startswith("Nothing lies there yet.")
    served.json("brand", "add", str(write("prices.csv", "Item,Price\nKaapi,35\n")), "--kind",
                "price_list")  # fmt: skip
    for _ in range(100):
        found = served.json("assets", "list")
        if found:
            break
        time.sleep(0.2)
    key = found[0]["key"]
    assert key.endswith("/brand-assets/prices.csv")
    assert served.run("assets", "list", key[:-4]).stdout == f"{key}  (20 bytes)\n"
    assert served.run("assets", "list", "templates/").stdout.startswith("Nothing lies there")
    done = served.run("assets", "rebuild")
    assert done.stdout == "1 file is put there anew by whoever serves this workspace.\n"
