"""五落实: which of the five a hazard has."""

from __future__ import annotations

from fireoffice.domain.hazards.commitments import five_commitments, missing_commitments


def test_either_of_two_fields_may_stand_for_one_of_the_five() -> None:
    told = {"responsible_unit": "福源超市", "measures": "清理通道", "first_due": "2021-04-30"}
    assert missing_commitments(told) == ("资金", "预案")
    assert five_commitments(told) == "五落实：责任✓ 措施✓ 资金缺 时限✓ 预案缺"
