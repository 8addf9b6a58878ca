"""Accounts over HTTP: registering, signing in, staying signed in, and what is refused."""

import time
from concurrent.futures import ThreadPoolExecutor

import jwt
import pytest

from config.secrets import derive
from server.auth.tokens import AUDIENCE, ISSUER

PASSWORD = "correct horse battery"


def test_registering_makes_a_workspace_with_an_empty_brand(anyone):
    answer = anyone.post(
        "/api/v1/auth/register",
        json={
            "email": "  Asha@Example.com ",
            "password": PASSWORD,
            "name": "Asha",
            "business_name": "Asha's Sarees",
        },
    )
    assert answer.status_code == 201
    pair = answer.json()
    assert pair["token_type"] == "bearer"
    assert pair["expires_in"] == 3600
    user = pair["user"]
    assert (user["email"], user["role"], user["subscription_tier"]) == (
        "asha@example.com",
        "owner",
        "basic",
    )
    headers = {"Authorization": f"Bearer {pair['access_token']}"}
    profile = anyone.get("/api/v1/profile", headers=headers).json()
    assert profile["business_name"] == "Asha's Sarees"
    assert profile["products"] == []

    again = anyone.post(
        "/api/v1/auth/register", json={"email": "ASHA@example.com", "password": PASSWORD}
    )
    assert (again.status_code, again.json()["code"]) == (409, "email_taken")


def test_of_two_registrations_at_once_one_wins(anyone):
    body = {"email": "twice@example.com", "password": PASSWORD}
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(lambda _: anyone.post("/api/v1/auth/register", json=body), range(4))
        )
    assert sorted(a.status_code for a in answers) == [201, 409, 409, 409]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"email": "a@example.com", "password": "short"}, "password"),
        ({"email": "a@example.com"}, "password"),
        ({"password": PASSWORD}, "email"),
        ({"email": "a@example.com", "password": "x" * 5000}, "password"),
    ],
)
def test_a_registration_that_does_not_fit_names_the_field(anyone, body, field):
    answer = anyone.post("/api/v1/auth/register", json=body)
    assert answer.status_code == 422
    assert [e["field"] for e in answer.json()["errors"]] == [field]
    assert "x" * 300 not in answer.text


def test_a_short_password_is_told_what_it_needs(anyone):
    body = {"email": "a@example.com", "password": "pass123"}
    answer = anyone.post("/api/v1/auth/register", json=body)
    assert answer.json()["errors"][0]["message"] == "needs at least 8 characters"
    assert "pass123" not in answer.text


@pytest.mark.parametrize("email", ["nobody", "a@b", "a b@example.com", "@example.com", "a@@b.com"])
def test_what_is_no_e_mail_is_refused(anyone, email):
    answer = anyone.post("/api/v1/auth/register", json={"email": email, "password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_email")


def test_a_wrong_password_and_an_unknown_e_mail_look_the_same(anyone, person):
    known = person.pair["user"]["email"]

    def refusal(email: str) -> tuple[dict, float]:
        began = time.perf_counter()
        answer = anyone.post("/api/v1/auth/login", json={"email": email, "password": "wrong one"})
        assert answer.status_code == 401
        return answer.json(), time.perf_counter() - began

    refusal(known)  # the first check also makes the decoy
    wrong = [refusal(known) for _ in range(5)]
    unknown = [refusal("nobody-here@example.com") for _ in range(5)]
    assert wrong[0][0] == unknown[0][0]
    assert wrong[0][0]["code"] == "bad_credentials"
    fastest_wrong, fastest_unknown = min(t for _, t in wrong), min(t for _, t in unknown)
    # without the decoy's hash it would be some thirty times as fast
    assert fastest_unknown > fastest_wrong / 5


def test_signing_in_answers_a_token_that_works(anyone, person):
    email = person.pair["user"]["email"]
    answer = anyone.post("/api/v1/auth/login", json={"email": email.upper(), "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.json()["user"] == person.pair["user"]
    headers = {"Authorization": f"bearer {answer.json()['access_token']}"}
    assert anyone.get("/api/v1/profile", headers=headers).status_code == 200


def test_a_refresh_token_serves_once_and_its_reuse_ends_the_family(anyone, person):
    def refresh(token: str):
        return anyone.post("/api/v1/auth/refresh", json={"refresh_token": token})

    first = person.pair["refresh_token"]
    second = refresh(first)
    assert second.status_code == 200
    assert second.json()["refresh_token"] != first
    reused = refresh(first)
    assert (reused.status_code, reused.json()["code"]) == (401, "refresh_reused")
    assert refresh(second.json()["refresh_token"]).status_code == 401
    made_up = refresh("made-up")
    assert (made_up.status_code, made_up.json()["code"]) == (401, "bad_refresh_token")


def test_tokens_of_one_second_differ(anyone, person):
    """Clients tell a renewed token from the stale one by its text."""
    pairs = [person.pair]
    for _ in range(4):
        body = {"refresh_token": pairs[-1]["refresh_token"]}
        pairs.append(anyone.post("/api/v1/auth/refresh", json=body).json())
    assert len({pair["access_token"] for pair in pairs}) == len(pairs)


def test_of_two_refreshes_at_once_at_most_one_gets_a_pair(anyone, person):
    body = {"refresh_token": person.pair["refresh_token"]}
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: anyone.post("/api/v1/auth/refresh", json=body), range(4)))
    assert sorted(a.status_code for a in answers) == [200, 401, 401, 401]


def test_the_demo_login_opens_the_demo_workspace(anyone, server):
    body = {"email": "demo@insta-media.local", "password": server.demo_password}
    answer = anyone.post("/api/v1/auth/login", json=body)
    assert answer.status_code == 200
    assert answer.json()["user"]["subscription_tier"] == "enterprise"
    wrong = anyone.post("/api/v1/auth/login", json={**body, "password": "!"})
    assert wrong.status_code == 401


def forged(person, server, **changes) -> str:
    claims = jwt.decode(person.pair["access_token"], options={"verify_signature": False})
    key = derive((server.folder / "secret.key").read_text(), "access-token")
    return jwt.encode({**claims, **changes}, key, algorithm="HS256")


def test_the_access_token_says_what_the_contract_promises(person, server):
    claims = jwt.decode(person.pair["access_token"], options={"verify_signature": False})
    assert claims["iss"] == ISSUER
    assert claims["aud"] == AUDIENCE
    assert claims["exp"] - claims["iat"] == 3600
    assert claims["user_id"] == claims["sub"] == person.pair["user"]["id"]
    assert claims["workspace_id"] == person.pair["user"]["workspace_id"]
    assert claims["subscription_tier"] == "basic"
    assert "approvals:decide" in claims["permissions"]
    assert forged(person, server)  # the helper below signs with the right key


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"exp": 1}, "token_expired"),
        ({"aud": "somebody-else"}, "bad_token"),
        ({"iss": "somebody-else"}, "bad_token"),
        ({"typ": "refresh"}, "bad_token"),
        ({"sub": "nobody", "user_id": "nobody"}, "bad_token"),
    ],
)
def test_a_token_with_a_wrong_claim_is_refused(anyone, person, server, changes, code):
    token = forged(person, server, **changes)
    answer = anyone.get("/api/v1/profile", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["code"]) == (401, code)
    assert answer.headers["www-authenticate"] == "Bearer"


def test_an_unsigned_or_foreign_token_is_refused(anyone, person):
    claims = jwt.decode(person.pair["access_token"], options={"verify_signature": False})
    foreign = "a key that is long enough, but not ours at all"
    for token in (
        jwt.encode(claims, None, algorithm="none"),
        jwt.encode(claims, foreign, algorithm="HS256"),
        person.pair["refresh_token"],
        "local_guess",
        "…",
    ):
        headers = {"Authorization": f"Bearer {token}".encode()}
        answer = anyone.get("/api/v1/profile", headers=headers)
        assert answer.status_code == 401, token


def test_an_api_key_is_refused_with_words_that_help(anyone):
    for headers in ({"X-Api-Key": "im_123"}, {"Authorization": "Bearer im_123"}):
        answer = anyone.get("/api/v1/profile", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "api_keys_not_offered")
        assert "login" in answer.json()["detail"]


def test_a_token_beside_some_other_services_key_counts(person):
    # clients of the chat protocol add the key of a service from the environment by themselves
    answer = person.http.get("/api/v1/profile", headers={"X-Api-Key": "lsv2_something"})
    assert answer.status_code == 200


def test_the_local_token_acts_as_owner_of_the_named_workspace(anyone, person, server):
    headers = {"Authorization": f"Bearer {server.owner_token}"}
    demo = anyone.get("/api/v1/profile", headers=headers)
    assert demo.status_code == 200
    named = {**headers, "X-Workspace-Id": person.pair["user"]["workspace_id"]}
    profile = anyone.get("/api/v1/profile", headers=named).json()
    assert profile["brand_id"] == person.get("/api/v1/profile")["brand_id"]
    lost = anyone.get("/api/v1/profile", headers={**headers, "X-Workspace-Id": "nobody"})
    assert (lost.status_code, lost.json()["code"]) == (404, "unknown_workspace")


def test_no_secret_of_an_account_lies_readable_in_the_database(server, person):
    data = b"".join(f.read_bytes() for f in server.folder.glob("app.db*"))
    assert PASSWORD.encode() not in data
    assert person.pair["refresh_token"].encode() not in data
    assert person.pair["access_token"].encode() not in data
