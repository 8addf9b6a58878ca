"""The offline author: knows every task, repeats itself exactly, and imports nothing heavy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

from domain.errors import InvalidError
from llm.build import build_author
from llm.port import Author, Task
from llm.tasks.ad_copy import AD_COPY
from llm.tasks.align import ALIGN
from llm.tasks.blog_outline import BLOG_OUTLINE
from llm.tasks.edit_post import EDIT_POST
from llm.tasks.email import EMAIL
from llm.tasks.findings import FINDINGS
from llm.tasks.intent import INTENT
from llm.tasks.product_description import PRODUCT_DESCRIPTION
from llm.tasks.reply import REPLY, ReplyInputs, Unclear
from llm.tasks.report import REPORT
from llm.tasks.social_post import SOCIAL_POST
from llm.tasks.strategy import STRATEGY
from llm.tasks.templated_post import TEMPLATED_POST
from prompts.loader import load

ROOT = Path(__file__).parents[2]
TASKS = (INTENT, STRATEGY, SOCIAL_POST, EDIT_POST, FINDINGS, REPLY, REPORT, ALIGN, AD_COPY)
TASKS += (BLOG_OUTLINE, EMAIL, PRODUCT_DESCRIPTION, TEMPLATED_POST)


@pytest.mark.parametrize("task", TASKS, ids=lambda t: t.prompt)
def test_a_tasks_types_are_those_of_its_prompt(task):
    front = load(task.prompt).front
    assert set(front.inputs) == set(task.input_type.model_fields)
    assert front.output == f"{task.output_type.__module__}.{task.output_type.__qualname__}"


async def test_output_comes_with_who_wrote_it_and_from_which_prompt(author: Author):
    written = await author.write(REPLY, ReplyInputs(situations=(Unclear(),)))
    provenance = written.provenance
    assert isinstance(written.output, REPLY.output_type)
    assert (provenance.author, author.label) == ("offline author", "offline author")
    assert (provenance.prompt, provenance.prompt_version) == ("reply", load("reply").version)
    assert provenance.prompt_hash == load("reply").hash
    assert provenance.cost_usd == 0


async def test_same_inputs_same_output(author: Author, planned, each_brand):
    inputs = planned(each_brand, occasion="Diwali")
    first, again = [await author.write(SOCIAL_POST, inputs) for _ in range(2)]
    assert first.output == again.output


async def test_an_unknown_task_is_refused(author: Author):
    class Nothing(BaseModel):
        pass

    with pytest.raises(InvalidError, match="no answer"):
        await author.write(Task("poem", Nothing, Nothing), Nothing())


@pytest.mark.parametrize("model", ["", "openai:", "offline2", "offline, openai:gpt"])
def test_another_model_is_refused_with_what_to_set(model):
    with pytest.raises(InvalidError, match=r"INSTA_MODEL .*Use “offline”, or provider:model"):
        build_author(model)


_WRITE = """
from datetime import UTC, datetime
from domain.brand import BrandProfile, Fact, Product
from domain.campaign import CalendarEntry
from llm.offline.findings import find
from llm.offline.post.writing import write_posts
from llm.tasks.email import EMAIL
from llm.tasks.findings import FindingsInputs, OutsidePage
from llm.tasks.social_post import SocialPostInputs
brand = BrandProfile(business_name="Chai Sutra", industry="cafe", location="Pune",
    products=(Product(name="Masala Chai", price="40"),), facts=(Fact(text="Open since 1998"),))
print(write_posts(SocialPostInputs(brand=brand, entry=CalendarEntry(number=2, platform="linkedin",
    language="en", topic="masala chai", occasion="Diwali"), variation_count=5, max_chars=900,
    max_hashtags=4, now=datetime(2026, 1, 1, tzinfo=UTC))).model_dump_json())
print(find(FindingsInputs(brand=brand, pages=(OutsidePage(evidence_id="e", url="u", competitor="c",
    text="cold brew and brownies, cold brew and brownies, tea"),))).model_dump_json())
"""


def _output(code: str, seed: str) -> str:
    # the environment of the child is the point of the test
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_every_process_writes_the_same_words():
    assert _output(_WRITE, "1") == _output(_WRITE, "20261")


def test_importing_the_author_loads_nothing_heavy():
    code = (
        "import sys, llm.build, llm.offline.author;"
        "print([m for m in ('langchain_core', 'langchain', 'torch', 'chromadb', 'jinja2', 'numpy') "
        "if m in sys.modules])"
    )
    assert _output(code, "0").strip() == "[]"
