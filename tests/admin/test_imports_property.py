"""However a table is written as CSV, it is read alike."""

import csv
import io
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importing import HEADINGS, judged

# A letter of UTF-8 in Windows-1252 is one such letter with one such sign after it, which nobody
# writes: a file with both is taken for damaged, so no word here has both.
ASCII = "abc XYZ,;'\"-@&0 "
WORDS = st.one_of(st.text(ASCII + "éñüçÉ", max_size=20), st.text(ASCII + "£€’–½", max_size=20))
ANSWERS = st.sampled_from(["yes", "partly", "no", "not_applicable", ""])
ROWS = st.fixed_dictionaries(
    {
        "site": st.sampled_from(["walton", "Walton", "THE LIFE ROOMS, WALTON"]),
        "course": st.sampled_from(["Singing", "Pottery; for all", "Tea, cake", "Say “hello”"]),
        "held_on": st.sampled_from(["05/06/2018", "2018-06-05", "5/6/2018"]),
        "covered_needs": ANSWERS,
        "environment_suitable": ANSWERS,
        "tutor_met_expectations": ANSWERS,
        "could_discuss_opportunities": ANSWERS,
        "felt_valued": ANSWERS,
        "good": st.lists(WORDS, max_size=3).map("\n".join),
        "better": WORDS,
        "do_not_share": st.sampled_from(["yes", "no", ""]),
    }
)


def written(rows, columns, separator, quoting, line_end, encoding):
    sheet = io.StringIO(newline="")
    writer = csv.DictWriter(
        sheet, columns, delimiter=separator, quoting=quoting, lineterminator=line_end
    )
    writer.writeheader()
    writer.writerows(rows)
    return sheet.getvalue().encode(encoding)


@given(
    rows=st.lists(ROWS, min_size=1, max_size=5),
    order=st.randoms(use_true_random=False),
    separator=st.sampled_from([",", ";", "\t"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
)
@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_way_of_writing_a_table_is_read_alike(
    app, rows, order: random.Random, separator, quoting, line_end, encoding
):
    columns = [name for name in HEADINGS["evaluations"].split(",") if name != "id"]
    plain = judged("evaluations", written(rows, columns, ",", csv.QUOTE_MINIMAL, "\n", "utf-8"))
    mixed = list(columns)
    order.shuffle(mixed)

    found = judged("evaluations", written(rows, mixed, separator, quoting, line_end, encoding))

    assert found.refusals == ()
    assert found.digest == plain.digest
    assert [entry.row for entry in found.batch.entries] == [
        entry.row for entry in plain.batch.entries
    ]
