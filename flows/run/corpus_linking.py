"""Linking in a run: from the documents that count to linked rows in the store.

In: the documents put together. Out: rows of `LinkedStories`, and how many stories were compared. What linking leaves
of memory is scattered over the process, so that little of it can be given back: at 20,000 documents 400 of the 500 MB
that it took. A large corpus is therefore linked apart, by a process that ends with it, and loading begins with little.
"""

from collections.abc import Sequence

from flows.configure.corrections import windows_by_outlet
from flows.contracts.decisions import Decision
from flows.link.linking import Known, Left, link_articles
from flows.load.assembly import Assembly
from flows.load.outlines import KeptOutlines
from flows.run.cluster import ClusterMapper
from flows.run.gathering import Gathered
from flows.run.limits import return_memory
from flows.run.processes import processes
from flows.settings import Settings

DOCUMENTS_APART = 8_192  # linking fewer leaves less than 200 MB, and a process takes a second to start


def link_corpus(
    assembly: Assembly,
    gathered: Gathered,
    settings: Settings,
    decisions: Sequence[Decision],
    version: str,
    link_id: str,
) -> int:
    """Link the documents that count, keep the rows under `link_id`, and return how many stories were compared."""
    with processes(settings.workers) as here:
        over = ClusterMapper(settings.scheduler) if settings.executor == "dask" and settings.scheduler else here
        outlines = assembly.outlines(KeptOutlines(assembly.linked.store, version), here)
        keys = outlines.keys(gathered.key_of, version, assembly.known_entities)
        known = Known(decisions, gathered.names, windows_by_outlet(settings.outlets))
        left = Left(assembly.linked.known_keys(), assembly.linked.memory())
        is_large = len(outlines) >= DOCUMENTS_APART  # in a process of its own
        let_go = return_memory if is_large else lambda: None
        linked = link_articles(outlines, keys, assembly.articles, left=left, known=known, over=over, let_go=let_go)
        assembly.linked.write(link_id, linked)
    return linked.compared_count
