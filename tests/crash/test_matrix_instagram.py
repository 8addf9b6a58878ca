"""Every fault that publishing on Instagram can meet, step by step, and the one end each has."""

import pytest

from crash.meeting import meet
from crash.steps import STEPS, cells
from sandbox.catalogue import OPERATIONS

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]
CELLS = cells(STEPS["instagram"], OPERATIONS)


@pytest.mark.parametrize(("step", "mode"), CELLS, ids=[f"{s.name}-{m}" for s, m in CELLS])
async def test_every_fault_has_its_one_end(matrix, step, mode):
    assert await meet(matrix, step, mode) == []
