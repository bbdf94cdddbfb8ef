"""What others make of a snapshot, made once and kept as long as it is.

Knows nothing of what is made. Safe for many threads: whoever asks first makes it, the others wait.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class DerivedThings:
    """Things by the function that makes them.

    Args:
        earlier: what was made of an earlier snapshot that this one continues.
    """

    def __init__(self, earlier: DerivedThings | None = None) -> None:
        self._earlier = {} if earlier is None else earlier._all()
        self._made: dict[Callable[..., Any], Any] = {}
        self._locks: dict[Callable[..., Any], threading.Lock] = {}
        self._looking = threading.Lock()

    def get(self, maker: Callable[..., Any], make: Callable[[T | None], T]) -> T:
        """The thing of a maker; made now, from the earlier one if any, unless it is there."""
        with self._looking:
            lock = self._locks.setdefault(maker, threading.Lock())
        with lock:
            if maker not in self._made:
                made = make(self._earlier.get(maker))
                with self._looking:
                    self._made[maker] = made
                    self._earlier.pop(maker, None)
            thing: T = self._made[maker]
            return thing

    def _all(self) -> dict[Callable[..., Any], Any]:
        with self._looking:
            return {**self._earlier, **self._made}
