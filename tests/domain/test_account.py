"""What each role may do."""

import pytest

from domain.account import RIGHTS, Member, Right, Role


def member(role: Role) -> Member:
    return Member(
        user_id="u",
        workspace_id="w",
        role=role,
        email="asha@example.com",
        name="Asha",
        subscription_tier="basic",
    )


def test_every_role_has_its_rights_written_down():
    assert set(RIGHTS) == set(Role)


@pytest.mark.parametrize("role", Role)
def test_everybody_in_a_workspace_may_read(role):
    assert member(role).may(Right.READ)


@pytest.mark.parametrize(
    ("right", "roles"),
    [
        (Right.WRITE, {Role.OWNER, Role.EDITOR, Role.APPROVER}),
        (Right.DECIDE, {Role.OWNER, Role.APPROVER}),
        (Right.CONNECT, {Role.OWNER}),
        (Right.ADMIN, {Role.OWNER}),
    ],
)
def test_who_may_do_what(right, roles):
    assert {role for role in Role if member(role).may(right)} == roles
