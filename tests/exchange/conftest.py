"""Golden files: what an export wrote once and was looked at, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

EXPECTED = Path(__file__).parent / "expected"


@pytest.fixture
def golden() -> Callable[[str, str | bytes], None]:
    """Compare with a golden file; SE_DESK_GOLDEN=write makes it anew, to be read before it is committed."""

    def compare(name: str, found: str | bytes) -> None:
        data = found.encode() if isinstance(found, str) else found
        path = EXPECTED / name
        if os.environ.get("SE_DESK_GOLDEN") == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        assert data == path.read_bytes()

    return compare


SAMPLE_MARKDOWN = """# Site visit, Kestrel Quay Logistics

Walked the yard with **Ana Ruiz** and *two* shift leads. The gate scanner ~~keeps~~ loses 3 % of plates
in rain; see [their log](https://portal.example/log_7?x=1&y=2) or <mailto:ana@kestrel.example>.

Questions:
- [x] Who signs <the order>?
- [ ] What does "down" cost, per hour?
  1. crane 4
  2. crane 5

     still waiting for the drawing
- a & b

> We will not buy twice.
>
> - Ana

| Gate | Plates a day |
|------|-------------:|
| North | 1200 |
| *South* | `n/a` |

```sql
select * from gate where lost > '3%';
```

3. numbered from three
4. four

---

Bare https://portal.example/gate. No pictures: ![the yard](file:///home/x/yard.png)
"""


@pytest.fixture
def sample_markdown() -> str:
    """A note with everything a note can hold."""
    return SAMPLE_MARKDOWN
