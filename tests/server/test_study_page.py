"""A study's page and Markdown: complete, escaped, self-contained, and without any post's text."""

import re
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from domain.platform import Platform
from esg.study import methods
from esg.study.markdown import render
from esg.study.run import Wanted, study
from server.report.study_page import study_page

NOW = datetime(2026, 11, 11, tzinfo=UTC)


class AnyVectors:
    name, dim, languages = "any", 8, frozenset({"en"})

    async def embed(self, texts):
        rows = np.random.default_rng(1).normal(size=(len(texts), self.dim)).astype(np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


async def made(header="Date,Caption,Likes,Comments,Shares,Reach"):
    chance = np.random.default_rng(3)
    lines = [header]
    for number in range(70):
        day = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number)
        likes, reach = chance.integers(5, 900), chance.integers(1_000, 9_000)
        lines.append(f"{day:%Y-%m-%d},secretive words {number},{likes},{number % 7},1,{reach}")
    wanted = Wanted(
        name="<posts> & more.csv", raw="\n".join(lines).encode(), platform=Platform.INSTAGRAM
    )
    return await study(wanted, AnyVectors(), now=NOW, told=lambda _: None)


async def test_the_page_carries_all_it_needs_and_says_what_was_found():
    found = await made()
    page = study_page(found)
    assert page.startswith("<!doctype html>")
    assert "&lt;posts&gt; &amp; more.csv" in page
    assert "<posts>" not in page
    assert not re.search(r"<script|https?://|\son\w+=|style=", page)
    assert page.index(found.summary[0]) < page.index(found.said[0])
    for sentence in (found.headline, *found.summary, *found.said, *found.limits):
        assert sentence.replace("&", "&amp;") in page
    assert {m.truth for m in found.measured} == {"ers", "detrended", "reach"}
    assert page.count("<svg") > 20
    for method in found.methods:
        assert page.count(f">{method.title}<") >= len(found.measured)
    assert 'class="not-better"' in page


async def test_no_post_s_words_leave_the_file():
    found = await made()
    assert "secretive" not in study_page(found) + render(found) + found.model_dump_json()


async def test_the_markdown_has_every_weight_and_the_seed():
    found = await made()
    text = render(found)
    assert text.startswith("# <posts> & more.csv\n\n**")
    assert f"Seed 1, {found.resamples:,} resamples" in text
    assert all(f"| {method.title} |" in text for method in methods.WEIGHED)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert all(line.count("|") > 3 for line in rows)


async def test_without_texts_the_page_leaves_out_what_nobody_knows():
    found = await made("Date,Kind,Likes,Comments,Shares,Reach")
    page = study_page(found)
    assert "nobody can say" in page
    assert "Other weights" not in page
    assert "Every weight" not in render(found)


@pytest.mark.slow
async def test_the_page_fits_its_screen(tmp_path):
    playwright = pytest.importorskip("playwright.async_api")
    page_file = tmp_path / "study.html"
    page_file.write_text(study_page(await made()), "utf-8")
    async with playwright.async_playwright() as started:
        try:
            browser = await started.chromium.launch(executable_path="/usr/bin/chromium")
        except playwright.Error as error:
            pytest.skip(f"no Chromium to look with ({str(error).splitlines()[0]})")
        page = await browser.new_page()
        for width in (390, 1200):
            await page.set_viewport_size({"width": width, "height": 800})
            await page.goto(page_file.as_uri())
            assert await page.evaluate("document.documentElement.scrollWidth") <= width
        await browser.close()
