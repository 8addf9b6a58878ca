"""The sixty posts of docs/language are what the author writes now, and each one was read."""

import re

import pytest

from bench.posts import FILES, FOLDER, MARKS, samples
from bench.posts import document as written_now
from domain.register import Register


@pytest.mark.parametrize("language", FILES)
def test_the_file_is_what_the_author_writes_now_and_was_read(language):
    kept = (FOLDER / FILES[language]).read_text(encoding="utf-8")
    assert kept == written_now(language), "run `python -m bench.posts` and read what changed"
    assert "Not read yet" not in kept


@pytest.mark.parametrize("language", FILES)
def test_thirty_posts_cover_every_register_and_platform_and_no_mark_is_wrong(language):
    posts = samples(language)
    assert len(posts) == 30
    assert {post.draft.register for post in posts} == set(Register)
    assert len({post.platform for post in posts}) == 5
    kept = (FOLDER / FILES[language]).read_text(encoding="utf-8")
    marks = [int(mark) for mark in re.findall(rf"\b(?:{'|'.join(MARKS)}) (\d)", kept)]
    assert len(marks) == 4 * 30
    assert min(marks) >= 3
