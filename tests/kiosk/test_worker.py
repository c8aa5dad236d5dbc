"""The service worker: what it answers, by a literal list, and what travels of a script."""

import json
import re

from kiosk import assets
from tests.client import Client
from tests.people import a_kiosk
from tests.screens import pair

NAMED = re.compile(r"^(?:async )?(?:const|let|function|class) (\w+)", re.MULTILINE)


def test_the_worker_is_asked_for_anew_and_answers_nothing_of_the_staff(client: Client):
    answer = client.open("/kiosk-worker.js", "GET")
    text = answer.get_data(as_text=True)
    files = json.loads(re.findall(r"^const FILES = (.*);$", text, re.MULTILINE)[0])
    pages = json.loads(re.findall(r"^const PAGES = (.*);$", text, re.MULTILINE)[0])

    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert pages == ["/", "/screen/help", "/screen/feedback", "/screen/staff"]
    assert all(file.startswith(f"/static/{client.app.config['STATIC_VERSION']}/") for file in files)
    for file in files:
        with client.open(file, "GET") as kept:
            assert kept.status_code == 200, file
    assert "/admin" not in text


def test_all_that_the_screen_fetches_is_at_hand_without_network(client: Client):
    pair(client, a_kiosk())
    listed = client.open("/kiosk-worker.js", "GET").get_data(as_text=True)
    paths = ("/", "/screen/feedback", "/screen/staff")
    pages = [client.get(path).response.get_data(as_text=True) for path in paths]

    fetched = [re.findall(r"(?:href|src)=\"(/static/[^\"]+)", page) for page in pages]
    assert [len(files) for files in fetched] == [4, 5, 4]
    fetched = sum(fetched, [])
    assert [address for address in fetched if f'"{address}"' not in listed] == []
    assert "kiosk/local/screen.js" in listed


def test_the_modules_of_a_script_travel_as_one_and_name_nothing_twice():
    for script in assets.STATIC.rglob("*.js"):
        text = assets.joined_script(script)
        assert not re.search(r"^(import|export) ", text, re.MULTILINE), script.name
        named = NAMED.findall(text)
        assert len(named) == len(set(named)), script.name
