"""The whole check: whoever is asked beside the rules can only make it stricter, never milder."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from domain.brand import BrandProfile, BrandVoice, Contact, Fact
from domain.content import Provenance, Version
from domain.errors import ModelOutputError
from domain.safety import Safety
from llm.build import build_moderator
from llm.port import Written
from llm.tasks.judge_safety import SafetyIssue, SafetyJudgement
from tests.parts import services_at
from tools.checking import check_wholly
from tools.services import Services

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 11, 5, 0, tzinfo=UTC)
BRAND = BrandProfile(
    business_name="Chai Sutra",
    facts=(
        Fact(text="Open since 1998", source="the owner"),
        Fact(text="A second shop opens soon", may_be_claimed=False),
    ),
    brand_voice=BrandVoice(avoid_words=("cheap",)),
)
PRINTED = BRAND.model_copy(update={"contact": Contact(phone="+91 98290 12345")})
UNSIGNED = Provenance(author="by hand", prompt="", prompt_version="", prompt_hash="")


class Judge:
    """An author with one recorded answer, or with none that fits."""

    label = "recorded model"

    def __init__(self, answer: SafetyJudgement | None) -> None:
        self.answer, self.asked = answer, []

    async def write(self, task, inputs):
        self.asked.append(inputs)
        if self.answer is None:
            raise ModelOutputError("The answer was no JSON, twice.")
        signed = UNSIGNED.model_copy(update={"author": self.label, "prompt": task.prompt})
        return Written(output=self.answer, provenance=signed)


@pytest.fixture(scope="module")
def services() -> Services:
    """What a check without media needs; nothing of the others is touched."""
    return services_at(lambda: NOW)


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory) -> Iterator[str]:
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--data"]
    folder = str(tmp_path_factory.mktemp("sandbox"))
    with subprocess.Popen(
        [*command, folder], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield f"{json.loads(process.stdout.readline())['sandbox']}/comprehend"
        process.terminate()


async def checked(services: Services, text: str, brand: BrandProfile = BRAND) -> Safety:
    version = Version(
        number=1,
        text=text,
        safety=Safety(passed=True),
        provenance=UNSIGNED,
        created_at=NOW,
        created_by="Asha",
    )
    return await check_wholly(services, "w", version, brand)


def _control(stand_in: str, what: str, body: dict[str, object]) -> None:
    url = f"{stand_in.removesuffix('/comprehend')}/control/{what}"
    httpx.post(url, json=body).raise_for_status()


def results(safety: Safety) -> dict[str, str]:
    return {step.name: step.result for step in safety.steps}


async def test_without_a_model_the_rules_stand_alone_and_are_called_that(services):
    safety = await checked(services, "Masala chai, ₹20.")
    assert (safety.passed, safety.method) == (True, "rules and dictionaries")
    assert set(results(safety)) & {"comprehend", "judge"} == set()
    assert build_moderator("local") is None


async def test_what_comprehend_calls_toxic_is_blocked_though_no_rule_sees_it(
    services, stand_in, aws
):
    aws(stand_in)
    asked = replace(services, moderator=build_moderator("comprehend"))
    text = "Just go back to your country, friend."
    assert (await checked(services, text)).passed
    safety = await checked(asked, text)
    assert (safety.passed, results(safety)["comprehend"]) == (False, "blocked")
    assert safety.method == "rules and dictionaries, Amazon Comprehend"
    assert safety.score == pytest.approx(0.97)
    (flag,) = safety.blocking
    assert "hate speech" in flag.message


async def test_what_comprehend_lets_pass_stays_blocked_by_the_rules(services, stand_in, aws):
    aws(stand_in)
    asked = replace(services, moderator=build_moderator("comprehend"))
    safety = await checked(asked, "Our cheap chai.")
    assert (safety.passed, results(safety)["comprehend"]) == (False, "passed")


@pytest.mark.parametrize(
    ("text", "result", "term"),
    [
        ("The till's password is tea4two now.", "blocked", "•••••••"),
        ("Ask for her: passport K1234567.", "blocked", "••••4567"),
        ("Call 98290 54321 for chai.", "flagged", "98290 54321"),
        ("Call 98290 12345 for chai.", "passed", None),  # the brand prints that number itself
        ("Mr Sharma pours chai tomorrow.", "passed", None),  # a name and a day are in most posts
        ("Token ABC1234567 wins a chai.", "passed", None),  # seen, but not surely
    ],
)
async def test_personal_data_that_comprehend_sees_stops_or_is_shown(
    services, stand_in, aws, text, result, term
):
    aws(stand_in)
    asked = replace(services, moderator=build_moderator("comprehend"))
    safety = await checked(asked, text, PRINTED)
    assert results(safety)["comprehend_personal"] == result
    assert safety.passed is (result != "blocked")
    told = [flag.term for flag in safety.flags if "Amazon Comprehend" in flag.message]
    assert told == ([term] if term else [])
    assert "tea4two" not in safety.model_dump_json()


async def test_one_question_that_fails_takes_nothing_from_the_other(services, stand_in, aws):
    aws(stand_in)
    fault = {"platform": "comprehend", "operation": "detect_pii_entities", "count": 9}
    _control(stand_in, "faults", {**fault, "mode": "http_500_before_effect"})
    from llm.comprehend import Comprehend

    asked = replace(services, moderator=Comprehend(tries=1))
    safety = await checked(asked, "You are all vermin, my password is tea4two")
    _control(stand_in, "reset", {})
    told = results(safety)
    assert (told["comprehend"], told["comprehend_personal"]) == ("blocked", "not_run")


@pytest.mark.parametrize("text", ["आज चाय आधे दाम में।", "Aaj chai aadhe daam mein hai, aaiye"])
async def test_a_language_it_does_not_read_is_said_and_is_no_pass(services, aws, text):
    aws("http://127.0.0.1:9")  # nobody there: it is not even asked
    asked = replace(services, moderator=build_moderator("comprehend"))
    safety = await checked(asked, text)
    (step,) = [one for one in safety.steps if one.name == "comprehend"]
    assert step.result == "not_run"
    assert "reads English only" in step.reason
    assert safety.method == "rules and dictionaries"


async def test_a_service_that_does_not_answer_leaves_a_warning_never_a_silent_pass(services, aws):
    from llm.comprehend import Comprehend

    aws("http://127.0.0.1:9")
    asked = replace(services, moderator=Comprehend(tries=1))
    safety = await checked(asked, "Masala chai, ₹20.")
    assert results(safety)["comprehend"] == "not_run"
    (flag,) = safety.flags
    assert (flag.category, flag.severity, safety.passed) == ("unchecked", "warn", True)
    assert "The rules alone checked this text" in flag.message


HARD = SafetyJudgement(
    toxicity=0.1,
    issues=(
        SafetyIssue(
            category="religious",
            severity="block",
            term="that community",
            reason="It turns readers against a community without naming it.",
        ),
    ),
)


async def test_a_judge_is_asked_when_a_model_is_configured_and_the_stricter_wins(services):
    judge = Judge(HARD)
    safety = await checked(replace(services, author=judge), "You know that community. Buy local.")
    assert (safety.passed, results(safety)["judge"]) == (False, "blocked")
    assert safety.method == "rules and dictionaries, recorded model"
    (asked,) = judge.asked
    assert (asked.language, asked.sources) == ("en", ("Open since 1998",))
    mild = Judge(SafetyJudgement(toxicity=0.0))
    assert not (await checked(replace(services, author=mild), "Our cheap chai.")).passed


async def test_a_toxicity_above_the_threshold_blocks_by_itself(services):
    judge = Judge(SafetyJudgement(toxicity=0.3))
    safety = await checked(replace(services, author=judge), "Chai.")
    assert (safety.passed, safety.score) == (False, 0.3)


async def test_a_judge_whose_answer_does_not_fit_is_said_and_the_rules_stand(services):
    safety = await checked(replace(services, author=Judge(None)), "Chai.")
    assert results(safety)["judge"] == "not_run"
    assert [flag.category for flag in safety.flags] == ["unchecked"]
