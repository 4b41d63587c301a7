from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from fireoffice.core.ids import KeyMaker, new_key, new_replica_id

MOMENT = 1_618_880_400_000  # 2021-04-20 09:00 in China


def no_randomness(bits: int) -> int:
    return 0


def test_a_key_is_a_uuid_of_version_7_that_begins_with_its_moment() -> None:
    key = KeyMaker(lambda: MOMENT, no_randomness)()
    parsed = uuid.UUID(key)
    assert str(parsed) == key
    assert (parsed.version, parsed.variant) == (7, uuid.RFC_4122)
    assert parsed.int >> 80 == MOMENT


def test_keys_sort_in_the_order_in_which_they_were_made_also_within_one_millisecond() -> None:
    make = KeyMaker(lambda: MOMENT)
    keys = [make() for _ in range(1000)]
    assert keys == sorted(set(keys))


def test_keys_keep_their_order_when_the_clock_is_set_back() -> None:
    moments: Iterator[int] = iter([MOMENT, MOMENT - 5000, MOMENT + 1])
    make = KeyMaker(lambda: next(moments))
    keys = [make() for _ in range(3)]
    assert keys == sorted(set(keys))


def test_keys_keep_their_order_when_a_millisecond_is_used_up() -> None:
    make = KeyMaker(lambda: MOMENT, lambda bits: (1 << 74) - 1)
    full, next_one, one_more = make(), make(), make()
    assert full < next_one < one_more
    assert uuid.UUID(next_one).int >> 80 == MOMENT + 1


def test_the_same_moments_and_randomness_give_the_same_keys() -> None:
    first, second = (KeyMaker(lambda: MOMENT, no_randomness) for _ in range(2))
    assert [first() for _ in range(3)] == [second() for _ in range(3)]


def test_threads_never_get_the_same_key() -> None:
    with ThreadPoolExecutor(4) as pool:
        keys = list(pool.map(lambda _: new_key(), range(2000)))
    assert len(set(keys)) == len(keys)


def test_every_replica_is_another() -> None:
    assert new_replica_id() != new_replica_id()
