"""Bad files to import, each with the sentence that it gets."""

import io
import zipfile

ANSWERS = "yes,yes,yes,yes,yes"
PLAIN = "site,tapped_at,people"


def zipped(size: int) -> bytes:
    """A small packed file that unpacks to a large one."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    return packed.getvalue()


def plain(*rows: str) -> bytes:
    return "\n".join([PLAIN, *rows, ""]).encode()


WORKBOOK = "This is a workbook or a packed file. Save it as CSV first, then choose that file."
UNREADABLE = (
    "Line 3 has letters that cannot be read. Open the file in a spreadsheet, put the letters right "
    "and save it as “CSV UTF-8”."
)
DAMAGED = (
    "Line 2 has a character that no text has, so this may not be a CSV file, or it is damaged. "
    "Open it in a spreadsheet and save it as “CSV UTF-8”."
)
QUOTES = (
    "The quotation marks on line 2 do not close where a cell ends. Put them right in a "
    "spreadsheet and save the file again."
)
HUGE = (
    "A cell on line 2 is far too long. Perhaps a quotation mark is opened there and never closed. "
    "Put it right in a spreadsheet and save the file again."
)
UNDATED = (
    "cannot be read as a date. Write 2018-04-30 or 30/04/2018, with a time after it where one is "
    "needed, such as 30/04/2018 14:05."
)
NEVER_WAS = (
    "never happened: the clocks went forward that night. Write the time that the clock showed."
)
SITES = "walton, southport, bootle, central-and-south-liverpool"

NOTHING = "There is nothing in it. Check that you chose the right file, or paste the rows."

WHOLE_FILES = {
    "empty": (
        b"",
        NOTHING,
    ),
    "blank": (
        b"\r\n \r\n",
        NOTHING,
    ),
    "headings only": (
        plain(),
        "There are headings but no rows beneath them. Add the rows, then try again.",
    ),
    "an XLSX given as CSV": (zipped(100), WORKBOOK),
    "a bomb": (zipped(20_000_000), WORKBOOK),
    "an old XLS": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, WORKBOOK),
    "UTF-16": (
        plain("walton,05/06/2018,1").decode().encode("utf-16"),
        "This file is “Unicode text” (UTF-16). Save it again as “CSV UTF-8” first.",
    ),
    "NULs": (plain("walton,05/06/2018\0,1"), DAMAGED),
    "binary": (plain("\x01\x02\x03"), DAMAGED),
    "two encodings in one": (
        "site,tapped_at,mood\nwalton,05/06/2018,caf\u00e9\n".encode()
        + "walton,05/06/2018,caf\u00e9\n".encode("cp1252"),
        UNREADABLE,
    ),
    "no known encoding": (
        plain("walton,05/06/2018,1").replace(b",1", b",1\nx\x81,y,z"),
        UNREADABLE,
    ),
    "more than 5 MB": (
        plain("walton,05/06/2018,1\n" * 300_000),
        "This file is larger than 5 MB. Split it into smaller files, each with its headings.",
    ),
    "more than 50,000 rows": (
        plain("walton,05/06/2018,1\n" * 50_001),
        "There are more than 50,000 rows. Split them into files of 50,000 or fewer.",
    ),
    "a million columns": (
        (PLAIN + ",x" * 1_000_000 + "\nwalton,05/06/2018,1").encode(),
        "There are more than 64 columns. Keep only the columns that are needed.",
    ),
    "65 columns": (
        (PLAIN + ",x" * 62 + "\nwalton,05/06/2018,1").encode(),
        "There are more than 64 columns. Keep only the columns that are needed.",
    ),
    "a heading twice": (
        b"site,tapped_at,Site\nwalton,05/06/2018,bootle",
        "The column site stands there twice. Take one of them out.",
    ),
    "a column is missing": (
        b"place,when\nwalton,05/06/2018",
        "These columns are missing: site, tapped_at. The first line must name the columns; it "
        "reads: place, when.",
    ),
    "no headings": (
        b"walton,05/06/2018 09:15\nwalton,05/06/2018 09:16",
        "These columns are missing: site, tapped_at. The first line must name the columns; it "
        "reads: walton, 05/06/2018 09:15.",
    ),
    "another separator": (
        b"site|tapped_at\nwalton|05/06/2018",
        "These columns are missing: site, tapped_at. The first line must name the columns; it "
        "reads: site|tapped_at.",
    ),
    "a web page": (
        b"<!doctype html>\n<html><body>Sign in</body></html>",
        "These columns are missing: site, tapped_at. The first line must name the columns; it "
        "reads: <!doctype html>.",
    ),
    "a quotation mark never closed": (plain('walton,"05/06/2018,1', "walton,05/06/2018,1"), QUOTES),
    "a quotation mark inside a cell": (plain('walton,"05/06"/2018,1'), QUOTES),
    "a huge cell": (plain(f'walton,"{"x" * 200_000}",1'), HUGE),
}

ROWS = {
    "a row too long": (
        plain("walton,05/06/2018 09:00,1,2"),
        "2: This row has 4 cells, but there are 3 headings. Look for a separator inside a cell: "
        "such a cell needs quotation marks around it.",
    ),
    "a row too short": (
        plain("walton,05/06/2018 09:00"),
        "2: This row has 2 cells, but there are 3 headings. Look for a separator inside a cell: "
        "such a cell needs quotation marks around it.",
    ),
    "an unknown site": (
        plain("crosby,05/06/2018 09:00,1"),
        f"2: site: There is no site “crosby”. Write one of these: {SITES}.",
    ),
    "no site": (plain(",05/06/2018 09:00,1"), "2: site: It is empty. Fill it in."),
    "month first": (
        plain("walton,12/25/2018 09:00,1"),
        "2: tapped_at: “12/25/2018 09:00” has its month first. Write the day first, such as "
        "25/12/2018.",
    ),
    "no such day": (
        plain("walton,30/02/2018,1"),
        "2: tapped_at: “30/02/2018”: There is no 30 February 2018. Check the date.",
    ),
    "a year of two digits": (
        plain("walton,05/06/18,1"),
        "2: tapped_at: “05/06/18” needs its year in four digits, such as 2018.",
    ),
    "a spreadsheet's own number of a day": (
        plain("walton,43256.385,1"),
        f"2: tapped_at: “43256.385” {UNDATED}",
    ),
    "a month in words": (plain("walton,5 June 2018,1"), f"2: tapped_at: “5 June 2018” {UNDATED}"),
    "no such time": (
        plain("walton,05/06/2018 25:00,1"),
        "2: tapped_at: “05/06/2018 25:00” has no such time. Hours go from 00 to 23.",
    ),
    "a day alone": (
        plain("walton,05/06/2018,1"),
        "2: tapped_at: “05/06/2018” has no time. Give the time as well, such as 30/04/2018 14:05. "
        "Visits whose time nobody knows are brought in as headcounts.",
    ),
    "a time that never was": (
        plain("walton,25/03/2018 01:30,1"),
        f"2: tapped_at: “25/03/2018 01:30” {NEVER_WAS}",
    ),
    "an impossible offset": (
        plain("walton,2018-06-05T09:00+99:00,1"),
        f"2: tapped_at: “2018-06-05T09:00+99:00” {UNDATED}",
    ),
    "before the site opened": (
        plain("bootle,04/01/2019 10:00,1"),
        "2: tapped_at: 4 January 2019 is before Bootle opened, on 7 January 2019. Check the day "
        "and the site.",
    ),
    "in the future": (
        plain("walton,24/11/2026 10:01,1"),
        "2: tapped_at: “24/11/2026 10:01” is in the future. Check the date.",
    ),
    "nobody at all": (
        plain("walton,05/06/2018 09:00,0"),
        "2: people: “0” is not a whole number from 1 to 30.",
    ),
    "part of a person": (
        plain("walton,05/06/2018 09:00,1.5"),
        "2: people: “1.5” is not a whole number from 1 to 30.",
    ),
    "two slips in one row": (
        plain("crosby,never,1"),
        f"2: site: There is no site “crosby”. Write one of these: {SITES}. tapped_at: “never” "
        f"{UNDATED}",
    ),
    "the line of a row after a quoted line end": (
        b'site,tapped_at,mood\nwalton,05/06/2018 09:00,"so\nso"\ncrosby,05/06/2018 09:00,x',
        f"4: site: There is no site “crosby”. Write one of these: {SITES}.",
    ),
}

OTHER_KINDS = {
    "a purpose nobody knows": (
        "visits",
        "walton,05/06/2018 09:00,shopping,,,",
        "2: purpose: “shopping” is not an answer we know. Write one of these, or leave it empty: "
        "learning, pathways, employment, community, other, not_recorded.",
    ),
    "neither yes nor no": (
        "visits",
        "walton,05/06/2018 09:00,,perhaps,,",
        "2: first_time: “perhaps” is neither yes nor no. Write one.",
    ),
    "a long id": (
        "visits",
        f"walton,05/06/2018 09:00,,,,{'x' * 101}",
        "2: id: An id has 100 characters at most. Shorten it.",
    ),
    "a count that ends before it begins": (
        "headcounts",
        "walton,30/04/2018,01/04/2018,5,,,",
        "2: counted_to: The count ends before it begins. Change one of the two.",
    ),
    "a count still going on": (
        "headcounts",
        "walton,01/11/2026,30/11/2026,5,,,",
        "2: counted_to: “30/11/2026” is in the future. Check the date.",
    ),
    "a count without people": (
        "headcounts",
        "walton,01/04/2018,30/04/2018,,,,",
        "2: people: It is empty. Fill it in.",
    ),
    "a formula": (
        "courses",
        'walton,"=HYPERLINK(""http://x"")",05/06/2018,,,,,',
        "2: course: It begins like a formula. Write the words themselves, without the “=”.",
    ),
    "a meeting that ends first": (
        "courses",
        "walton,Singing,05/06/2018 10:00,05/06/2018 09:00,,,,",
        "2: ends_at: It ends before it starts. Change one of the two.",
    ),
    "a meeting of two days": (
        "courses",
        "walton,Singing,05/06/2018 10:00,07/06/2018 09:00,,,,",
        "2: ends_at: It is more than a day after the start. Check the date.",
    ),
    "a run that meets twice at once": (
        "courses",
        "walton,Singing,05/06/2018 10:00,,,,a,\nwalton,SINGING,05/06/2018 10:00,,,,a,",
        "3: The run “a” meets then already (line 2). Take one of them out.",
    ),
    "a title too long": (
        "courses",
        f"walton,{'x' * 121},05/06/2018 10:00,,,,,",
        "2: course: It has 121 characters. Make it 120 or fewer.",
    ),
    "an answer nobody knows": (
        "evaluations",
        "walton,Singing,05/06/2018,5,yes,yes,yes,yes,,,,",
        "2: covered_needs: “5” is not an answer we know. Write one of these, or leave it empty: "
        "yes, partly, no, not_applicable.",
    ),
    "a comment too long": (
        "evaluations",
        f"walton,Singing,05/06/2018,{ANSWERS},{'x' * 2001},,,",
        "2: good: It has 2,001 characters. Make it 2,000 or fewer.",
    ),
    "a form of tomorrow": (
        "evaluations",
        f"walton,Singing,25/11/2026,{ANSWERS},,,,",
        "2: held_on: “25/11/2026” is in the future. Check the date.",
    ),
    "new or not, nobody says": (
        "enrolments",
        "walton,Singing,05/06/2018,,",
        "2: new_to_life_rooms: It is empty. Fill it in.",
    ),
    "one id, two rows": (
        "visits",
        "walton,05/06/2018 09:00,,,1,a\nwalton,05/06/2018 09:00,learning,,2,a",
        "3: The id “a” stands for another row already: purpose is “learning” here and "
        "“not_recorded” there; people is “2” here and “1” there. Put the row right, or give it "
        "another id.",
    ),
}
