import sqlite3

from sandbox.state import FILE_NAME, State


def test_a_file_of_an_earlier_version_is_brought_up_to_date(tmp_path):
    old = sqlite3.connect(tmp_path / FILE_NAME)
    old.executescript(
        "CREATE TABLE faults (id INTEGER PRIMARY KEY AUTOINCREMENT, platform TEXT NOT NULL,"
        " operation TEXT NOT NULL, mode TEXT NOT NULL, remaining INTEGER NOT NULL,"
        " seconds REAL NOT NULL);"
        "INSERT INTO faults VALUES (1, 'linkedin', 'token', 'slow', 1, 3.0);"
    )
    old.close()
    state = State(tmp_path)
    (row,) = state.rows("SELECT * FROM faults")
    assert (row["mode"], row["drip"]) == ("slow", 0)
    state.close()


def test_a_repeated_text_is_looked_up_by_an_index(tmp_path):
    state = State(tmp_path)
    plan = state.rows(
        "EXPLAIN QUERY PLAN SELECT * FROM posts WHERE platform = ? AND account = ? AND text = ?"
        " AND created_ms > ? ORDER BY created_ms DESC, position DESC LIMIT 1",
        ("linkedin", "a", "b", 0),
    )
    (step,) = [row["detail"] for row in plan]
    assert "posts_by_text" in step
    state.close()
