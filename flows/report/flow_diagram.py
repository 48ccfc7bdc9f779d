"""Who takes text from whom as a drawing: outlets that gave at the left, outlets that took at the right.

In: flows, each with a giver, a taker, a weight and whether it is credited. Out: boxes and bands with their places.
Bands are as high as their weight; the strongest stand at the top. A table beside the drawing says the same in words.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from flows.report.page_environment import cut

WIDTH, LEFT, RIGHT, BOX = 760, 210, 550, 10  # units of the drawing
HEIGHT, GAP, LEAST = 220, 14, 16  # height of all bands, gap between boxes, least height of a box
LABEL_COLUMNS = 26


@dataclass(frozen=True)
class Flow:
    """So much went from one outlet to another."""

    giver: str
    taker: str
    weight: float
    is_credited: bool
    words: str


@dataclass(frozen=True)
class Box:
    """An outlet at the left or right."""

    y: float
    height: float
    label: str
    whole_label: str


@dataclass(frozen=True)
class Band:
    """A flow between two boxes: the outline of a band, and what it is in words."""

    path: str
    is_credited: bool
    words: str


@dataclass(frozen=True)
class FlowDiagram:
    """The whole drawing."""

    height: float
    givers: tuple[Box, ...]
    takers: tuple[Box, ...]
    bands: tuple[Band, ...]


def draw_flows(flows: Sequence[Flow]) -> FlowDiagram | None:
    """Return the drawing; None where nothing flows."""
    if not flows:
        return None
    scale = HEIGHT / sum(flow.weight for flow in flows)
    ordered = sorted(flows, key=lambda flow: (-flow.weight, flow.giver, flow.taker, flow.is_credited))
    givers = _boxes([(flow.giver, flow.weight * scale) for flow in ordered])
    takers = _boxes([(flow.taker, flow.weight * scale) for flow in ordered])
    used: dict[tuple[str, str], float] = defaultdict(float)
    bands = []
    for flow in ordered:
        size = flow.weight * scale
        ends = []
        for side, name, boxes in (("giver", flow.giver, givers), ("taker", flow.taker, takers)):
            ends.append(boxes[name].y + used[side, name])
            used[side, name] += size
        bands.append(Band(_outline(ends[0], ends[1], size), flow.is_credited, flow.words))
    lowest = max(box.y + box.height for box in (*givers.values(), *takers.values()))
    return FlowDiagram(round(lowest + 8, 1), tuple(givers.values()), tuple(takers.values()), tuple(bands))


def _boxes(parts: Sequence[tuple[str, float]]) -> dict[str, Box]:
    sums: dict[str, float] = defaultdict(float)
    for name, size in parts:
        sums[name] += size
    boxes, y = {}, 8.0
    for name, size in sorted(sums.items(), key=lambda item: (-item[1], item[0])):
        height = max(size, LEAST)
        boxes[name] = Box(round(y, 1), round(height, 1), cut(name, LABEL_COLUMNS), name)
        y += height + GAP
    return boxes


def _outline(left: float, right: float, size: float) -> str:
    x1, x2, middle = LEFT + BOX, RIGHT, (LEFT + BOX + RIGHT) / 2
    return (
        f"M{x1} {left:.1f}C{middle} {left:.1f} {middle} {right:.1f} {x2} {right:.1f}"
        f"V{right + size:.1f}C{middle} {right + size:.1f} {middle} {left + size:.1f} {x1} {left + size:.1f}Z"
    )
