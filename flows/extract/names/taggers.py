"""Names that a pipeline of spaCy finds, for those who have one; without the setting `spacy_pipeline` nothing is loaded.

In: the text and the lines of a document. Out: spans with a type, by line, which `tagged_names.py` merges with what the
rules find. Method: each paragraph goes through the pipeline by itself, with all parts that it has; of its labels those
of people, organisations, places and peoples count. Nothing is downloaded. Loaded once for each process.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from flows.contracts.errors import ParallaxError
from flows.extract.names.tokens import Line

TYPES_BY_LABEL = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "other",  # peoples, faiths and political groups: no names here
}
INSTALL = "pip install 'parallax-news[spacy]'"


class TaggerError(ParallaxError):
    """The spaCy pipeline that the settings name cannot be used."""


@dataclass(frozen=True)
class Tagger:
    """A pipeline: the package or folder it is loaded from, and all that its names depend on."""

    place: str
    version: str
    is_folder: bool = False


class TaggedName(NamedTuple):
    """A stretch of a line that the pipeline takes for a name: token positions, `last` exclusive."""

    first: int
    last: int
    entity_type: str


def find_tagger(place: Path | str | None) -> Tagger | None:
    """Return the pipeline that the settings name, without loading it. TaggerError where it is not there."""
    if place is None:
        return None
    if find_spec("spacy") is None:
        raise TaggerError(f"spacy_pipeline is {place}, and spaCy is not installed: {INSTALL}.")
    if isinstance(place, Path):
        return Tagger(str(place.resolve()), f"spacy {version('spacy')}, {_folder_version(place)}", is_folder=True)
    try:
        return Tagger(place, f"spacy {version('spacy')}, {place} {version(place)}")
    except PackageNotFoundError as error:
        raise TaggerError(
            f"spacy_pipeline is {place}, and no such package is installed: `python -m spacy download {place}` fetches "
            "one; a folder is written with a slash, as ./pipeline."
        ) from error


def _folder_version(folder: Path) -> str:
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        name = f"{meta['lang']}_{meta['name']} {meta['version']}"
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TaggerError(
            f"spacy_pipeline is {folder}, and that is no folder of a spaCy pipeline ({type(error).__name__} in its "
            "meta.json): name the folder that `nlp.to_disk` wrote."
        ) from error
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{name} {digest.hexdigest()[:16]}"


@lru_cache(maxsize=1)
def load_pipeline(tagger: Tagger) -> Any:  # spaCy has types only where it is installed
    """Return the pipeline, loaded once for each process. TaggerError where it is another by now, or fails to load."""
    if find_tagger(Path(tagger.place) if tagger.is_folder else tagger.place) != tagger:
        raise TaggerError(
            f"The spaCy pipeline {tagger.place} is not the one that the run began with ({tagger.version}): install the "
            "same release everywhere and run again."
        )
    try:
        # not an import, which would make its release count where no setting names a pipeline
        return import_module("spacy").load(tagger.place)
    except Exception as error:  # whatever a part of somebody's pipeline raises
        raise TaggerError(f"The spaCy pipeline {tagger.place} does not load: {error}") from error


def tag_names(text: str, lines: Sequence[Line], tagger: Tagger) -> Mapping[int, Sequence[TaggedName]]:
    """Return what the pipeline takes for names, by the number of the line."""
    paragraphs = [list(group) for _, group in groupby(lines, key=lambda line: line.sentence.paragraph)]
    spans = [(group[0].sentence.start, group[-1].sentence.end) for group in paragraphs]
    read = load_pipeline(tagger).pipe(text[start:end] for start, end in spans)
    found: dict[int, list[TaggedName]] = {}
    for group, (start, _), document in zip(paragraphs, spans, read, strict=True):
        for entity in document.ents:
            kind = TYPES_BY_LABEL.get(entity.label_)
            if kind:
                for line, name in _in_lines(group, start + entity.start_char, start + entity.end_char, kind):
                    found.setdefault(line.number, []).append(name)
    return found


def _in_lines(lines: Sequence[Line], start: int, end: int, kind: str) -> Iterator[tuple[Line, TaggedName]]:
    """Yield the tokens of the span in the line that holds it whole, without an article or a possessive at its ends."""
    for line in lines:
        if not line.sentence.start <= start < end <= line.sentence.end:
            continue
        inside = [at for at in range(len(line.words)) if line.starts[at] >= start and line.ends[at] <= end]
        while inside and line.words[inside[0]] in ("the", "The", "a", "an"):
            del inside[0]
        while inside and not line.words[inside[-1]][-1].isalnum() and line.words[inside[-1]][-1] != ".":
            del inside[-1]
        if inside and line.words[inside[-1]] in ("'s", "’s"):
            del inside[-1]
        if inside:
            yield line, TaggedName(inside[0], inside[-1] + 1, kind)
