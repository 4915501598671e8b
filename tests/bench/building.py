"""How long a build takes at 100 and 1,000 question pages, against bare Python-Markdown on the same bodies."""

import io
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ruamel.yaml import YAML

from tests.bench.figures import Figure
from tests.browser.conftest import ROOT

SIZES = (100, 1_000)
AIM = 1.5

# Run in a process of its own, so that its CPU time is its own: all bodies through one converter, as cheaply as it goes.
BARE = """
import sys, time
from pathlib import Path
import markdown
from mkdocs.config import load_config
config = load_config("mkdocs.yml")
bodies = [path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).glob("*.md"))]
started = time.process_time()
converter = markdown.Markdown(extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"])
for body in bodies:
    converter.reset()
    converter.convert(body)
print(time.process_time() - started)
"""

BODIES = """
import sys
from pathlib import Path
from mkdocs.config import load_config
from macros.bank import load
from macros.markup import Renderer
from macros.pages import entry_page
from macros.site import Site
config = load_config("mkdocs.yml")
bank, findings = load(Path(sys.argv[1]))
site = Site(bank, Renderer(config["markdown_extensions"], config["mdx_configs"]))
for entry in site.entries():
    if entry.kind == "question":
        (Path(sys.argv[2]) / f"{entry.id}.md").write_text(entry_page(site, entry), "utf-8")
"""


def bank_of(size: int, folder: Path) -> None:
    """A bank with `size` questions: the real ones again and again under new ids, and nothing that refers to them."""
    yaml = YAML(typ="safe")
    real = [
        each
        for path in sorted((ROOT / "bank" / "questions").glob("*.yml"))
        for each in yaml.load(path.read_text("utf-8"))
    ]
    shutil.copytree(ROOT / "bank", folder)
    for path in (folder / "questions").glob("*.yml"):
        path.unlink()
    known = {each["id"] for each in real}
    made = [
        real[n] if n < len(real) else {**real[n % len(real)], "id": f"{real[n % len(real)]['id']}-{n}"}
        for n in range(size)
    ]
    text = io.StringIO()
    YAML(typ="safe", pure=True).dump(made, text)
    (folder / "questions" / "all.yml").write_text(text.getvalue(), "utf-8")
    assert known <= {each["id"] for each in made}


def cpu_of(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """CPU and wall seconds of a command."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - started


def measure() -> list[Figure]:
    """Figures of the build."""
    figures: list[Figure] = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            figures += measure_size(size, Path(name))
    return figures


def measure_size(size: int, folder: Path) -> list[Figure]:
    """Cold and warm builds of `size` question pages beside the bare converter on the same bodies."""
    bank_of(size, folder / "bank")
    bodies = folder / "bodies"
    bodies.mkdir()
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "GREENROOM_BANK": str(folder / "bank"),
        "GREENROOM_PAGE_CACHE": str(folder / "cache"),
    }
    subprocess.run(
        [sys.executable, "-c", BODIES, str(folder / "bank"), str(bodies)], cwd=ROOT, env=environment, check=True
    )
    done = subprocess.run(
        [sys.executable, "-c", BARE, str(bodies)], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    bare = float(done.stdout)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder / "site")]
    cold, cold_wall = cpu_of(command, environment)
    warm, warm_wall = cpu_of(command, environment)
    label = f"{size:,} question pages"
    return [
        Figure(f"{label}: bare Python-Markdown, CPU", bare, "s"),
        Figure(f"{label}: mkdocs build from nothing, CPU ({cold_wall:.1f} s on the clock)", cold, "s"),
        Figure(f"{label}: mkdocs build again, CPU ({warm_wall:.1f} s on the clock)", warm, "s"),
        Figure(f"{label}: build from nothing against bare", cold / bare, "×", aim=AIM),
        Figure(f"{label}: build again against bare", warm / bare, "×", aim=AIM),
    ]
