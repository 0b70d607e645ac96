"""The high-water mark: what an older file in place of a newer one lacks."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from se_desk.domain.errors import DeskReadOnly
from se_desk.storage import heads, private
from se_desk.storage.heads import ChainHead, Gap


def _head(chain: str, seq: int, mark: str = "a") -> ChainHead:
    return ChainHead(chain, seq, mark * 64)


def test_the_mark_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "home" / "heads.json"
    heads.write(file, [_head("d2", 3), _head("d1", 7, "b")])
    assert heads.read(file) == (_head("d1", 7, "b"), _head("d2", 3))
    heads.write(file, [])
    assert heads.read(file) == ()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [found.name for found in file.parent.iterdir()] == ["heads.json"]


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"format": "other"}', '{"format": "sedesk-heads/1", "heads": [{}]}', "[" * 99_999],
)
def test_a_mark_that_cannot_be_read_is_no_mark(tmp_path: Path, content: str) -> None:
    file = tmp_path / "heads.json"
    assert heads.read(file) is None
    file.write_text(content, encoding="utf-8")
    assert heads.read(file) is None


@pytest.mark.parametrize("count", [0, -1, True, 1.5, "7", None, [], 1 << 60])
def test_a_count_that_cannot_be_is_none(tmp_path: Path, count: object) -> None:
    file = tmp_path / "heads.json"
    assert heads.writes_in(file) == 0
    heads.write(file, [], 7)
    assert heads.writes_in(file) == 7
    whole = json.loads(file.read_bytes())
    file.write_text(json.dumps(whole | {"writes": count}), encoding="utf-8")
    assert heads.writes_in(file) == 0
    assert heads.read(file) == ()


@pytest.mark.parametrize("kept", [None, "", "x", "12", "12 ab", "12 ab x", "1 ab ²", "1 ab " + "9" * 30])
def test_a_tally_that_cannot_be_read_counts_nothing(kept: str | None) -> None:
    assert heads.writes_told(kept) == 0
    told = heads.tally([_head("c", 4)], 9)
    assert (heads.entries_in(told), heads.writes_told(told)) == (4, 9)


@pytest.mark.parametrize(
    ("stored", "present", "gaps"),
    [
        ([], [], []),
        ([], [("c", 4)], []),
        ([("c", 4)], [("c", 4)], []),
        ([("c", 4)], [("c", 4), ("c", 9)], []),
        ([("c", 4)], [("c", 2)], [Gap("c", 3, 4)]),
        ([("c", 4)], [], [Gap("c", 1, 4)]),
        ([("c", 4)], [("d", 4)], [Gap("c", 1, 4)]),
        ([("c", 4), ("d", 1)], [("c", 1)], [Gap("c", 2, 4), Gap("d", 1, 1)]),
    ],
)
def test_what_is_missing(
    stored: list[tuple[str, int]], present: list[tuple[str, int]], gaps: list[Gap]
) -> None:
    marks = [_head(*head) for head in stored]
    assert list(heads.compare(marks, [_head(*head) for head in present])) == gaps


def test_an_entry_that_is_another_one() -> None:
    assert heads.compare([_head("c", 2)], [_head("c", 2, "b")]) == (Gap("c", 2, 2, changed=True),)


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(private, "make_file", refuse)
    with pytest.raises(DeskReadOnly, match=r"heads\.json"):
        heads.write(tmp_path / "heads.json", [])


def test_a_tally_counts_and_tells_heads_apart() -> None:
    one, two = heads.tally([_head("c", 3), _head("d", 4)]), heads.tally([_head("c", 3), _head("d", 4, "b")])
    assert one == heads.tally([_head("d", 4), _head("c", 3)])
    assert one != two
    assert heads.entries_in(one) == heads.entries_in(two) == 7
    assert [heads.entries_in(kept) for kept in (None, "", "x y", "-3 z", heads.tally([]))] == [0] * 5


@pytest.mark.parametrize(
    ("seq", "digest"), [(0, "a" * 64), (-1, "a" * 64), (1 << 60, "a" * 64), (1, "A" * 64)]
)
def test_a_mark_that_no_chain_could_have_is_no_mark(tmp_path: Path, seq: int, digest: str) -> None:
    heads.write(tmp_path / "heads.json", [ChainHead("c", seq, digest)])
    assert heads.read(tmp_path / "heads.json") is None
