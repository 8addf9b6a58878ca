"""The secret key: made once, kept private, and never the same for two purposes."""

import multiprocessing
import stat

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from config.secrets import KEY_FILE, demo_password, derive, fernet_key, secret_keys
from config.settings import Settings
from domain.errors import InvalidError

words = st.text(st.characters(exclude_categories=["Cs"]))


def settings(folder, key: str = "") -> Settings:
    return Settings(data_dir=folder, secret_key=key, _env_file=None)


def test_a_key_is_made_once_and_read_ever_after(tmp_path):
    first = secret_keys(settings(tmp_path / "new" / "data"))
    assert secret_keys(settings(tmp_path / "new" / "data")) == first
    assert len(first[0]) >= 43  # 256 bits in base64


def test_the_key_file_is_its_owners_alone(tmp_path):
    secret_keys(settings(tmp_path))
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600


def test_two_installations_have_different_keys(tmp_path):
    assert secret_keys(settings(tmp_path / "a")) != secret_keys(settings(tmp_path / "b"))


def test_given_keys_are_taken_in_order_and_no_file_is_made(tmp_path):
    assert secret_keys(settings(tmp_path, " new , old,")) == ("new", "old")
    assert list(tmp_path.iterdir()) == []


def test_only_commas_count_as_no_key(tmp_path):
    (key,) = secret_keys(settings(tmp_path, " , "))
    assert key == (tmp_path / KEY_FILE).read_text()


def _read_when_all_are_ready(folder, barrier, found) -> None:
    mine = settings(folder)
    barrier.wait(30)
    found.put(secret_keys(mine))


@pytest.mark.slow
def test_of_several_first_starts_at_once_all_get_the_same_key(tmp_path):
    context = multiprocessing.get_context("spawn")
    for round_ in range(2):
        barrier, found = context.Barrier(6), context.Queue()
        started = [
            context.Process(
                target=_read_when_all_are_ready, args=(tmp_path / str(round_), barrier, found)
            )
            for _ in range(6)
        ]
        for process in started:
            process.start()
        keys = {found.get(timeout=60) for _ in started}
        for process in started:
            process.join(30)
        assert len(keys) == 1
        assert len(keys.pop()[0]) >= 43


def test_one_purpose_one_key():
    purposes = [derive("k", purpose) for purpose in ("tokens", "sessions", "demo-login", "")]
    assert len(set(purposes)) == len(purposes)
    assert {len(key) for key in purposes} == {32}


@given(words, words, words)
def test_a_derived_key_is_fixed_by_key_and_purpose(key, other, purpose):
    assert derive(key, purpose) == derive(key, purpose)
    assert (derive(key, purpose) == derive(other, purpose)) is (key == other)


def test_a_derived_key_encrypts():
    box = Fernet(fernet_key("k", "tokens"))
    assert box.decrypt(box.encrypt(b"a token")) == b"a token"


def test_the_demo_password_is_stable_and_typable():
    assert demo_password("k") == demo_password("k")
    assert demo_password("k") != demo_password("another")
    assert len(demo_password("k")) == 12
    assert demo_password("k").isalnum()
    assert demo_password("k").islower()


def test_a_key_file_left_empty_by_a_crash_is_never_taken_for_a_key(tmp_path):
    (tmp_path / KEY_FILE).touch(0o600)
    with pytest.raises(InvalidError, match=KEY_FILE):
        secret_keys(settings(tmp_path))
