"""How much a packed source may unpack to: what goes beyond is a bomb, or no news."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.sources.blobs import RefusedError

_GIB = 1024**3


@dataclass(frozen=True, slots=True)
class Limits:
    """What unpacking may cost. Text packs to a tenth; a bomb to a thousandth and less."""

    ratio: int = 250  # bytes unpacked for each byte packed
    ratio_from: int = 32 * 1024**2  # bytes unpacked before the ratio counts
    bytes: int = 512 * _GIB  # unpacked from one source
    members: int = 10_000_000  # of one archive
    layers: int = 4  # packings around each other: a .gz in a .tar in a .xz are three
    held_bytes: int = _GIB // 4  # of a member that must be held whole to be read


@dataclass(slots=True)
class Budget:
    """What one source has cost so far, over all its layers. Raises RefusedError beyond limits."""

    limits: Limits = field(default_factory=Limits)
    packed: int = 0
    unpacked: int = 0

    def take(self, size: int) -> None:
        """Count `size` unpacked bytes."""
        self.unpacked += size
        if self.unpacked > self.limits.bytes:
            detail = f"unpacks to more than {self.limits.bytes // _GIB:,} GiB; split it up"
            raise RefusedError("bomb", detail)
        allowed = max(self.limits.ratio_from, self.packed * self.limits.ratio)
        if self.unpacked > allowed:
            raise RefusedError(
                "bomb",
                f"unpacks to more than {self.limits.ratio} times its size, as no text does; "
                "the rest is not read",
            )
