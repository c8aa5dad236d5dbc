"""The report of the demonstration year: the published sentences, word for word."""

PUBLISHED = """\
Over 40,000 visits have been made to The Life Rooms between April 2018 and March 2019. \
This comprises:
The Life Rooms, Walton: 23,949 visits between April 2018 and March 2019
The Life Rooms, Southport: 14,901 visits between April 2018 and March 2019
The Life Rooms, Bootle: 2,350 visits between April 2018 and March 2019 \
(footnote: The Life Rooms, Bootle opened in January 2019)
1,693 enrolments to learning provision
1,221 of these enrolments were new to The Life Rooms
159 different learning opportunities on offer
1,887 evaluation forms were completed
98 percent stated the course they attended covered what they need
98 percent stated that the learning environment was suitable for the course they attended
99 percent stated that the tutor facilitated the course they attended to their expectations
96 percent stated that they were able to discuss further opportunities during the course they \
attended
99 percent stated that they felt valued in the course they attended
""".splitlines()


def test_the_demonstration_year_gives_the_published_sentences(app):
    runner = app.test_cli_runner()
    assert runner.invoke(args=["demo"]).exit_code == 0

    dates = ["--from", "2018-04-01", "--to", "2019-03-31"]
    lines = runner.invoke(args=["report", *dates, "--format", "text"]).stdout.splitlines()

    assert [line for line in lines if line in PUBLISHED] == PUBLISHED
