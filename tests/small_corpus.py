"""A few invented reports, of which three tell of one event, for tests that run the pipeline many times."""

import json
from pathlib import Path

REPORTS = (
    """The council of Velmora voted 9-4 on Monday to extend the tram line to the harbour.

Mayor Ilse Brandt said "the tram will open in June and cost 40 million euros" after the vote. About 300 people protested
outside the town hall.

The line will carry 12,000 passengers a day.
""",
    """Velmora's council voted 10-3 on Monday to extend the tram line to the harbour.

"The tram will open in June and cost 40 million euros," Mayor Ilse Brandt said. About 500 people protested outside the
town hall.

Critics say the money is missing elsewhere.
""",
    """The council of Velmora voted 9-4 on Monday to extend the tram line to the harbour.

Mayor Ilse Brandt said "the tram will open in June and cost 40 million euros" after the vote. Police counted 300 people
outside the town hall.

The line will carry 12,000 passengers a day.
""",
    """A ferry ran aground near Port Lenn on Saturday. Nobody was hurt, the coast guard said.

The ferry carried 82 passengers, and all of them reached the harbour by bus in the evening.
""",
)
NOTE = "Bus one leaves the station at noon, the company said. " * 3


def row(number: int, **more: object) -> str:
    """Return a line of JSON with one of the reports."""
    fields = {
        "text": REPORTS[number],
        "title": f"Report {number} from Velmora",
        "outlet": f"Outlet {number}",
        "published_at": "2026-03-02",
    }
    return json.dumps(fields | more) + "\n"


def write_reports(raw: Path) -> Path:
    """Write each report to a file of its own, and return the folder."""
    raw.mkdir(parents=True)
    for number in range(len(REPORTS)):
        (raw / f"report-{number}.jsonl").write_text(row(number))
    return raw
