"""How long a build takes at 100 and 1,000 question pages, against bare Python-Markdown on the same bodies."""

import io
import os
import re
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


def project_of(size: int, folder: Path) -> None:
    """A project with our build and theme, an index, and `size` questions: the real ones again and again under new ids."""
    for room in ("greenroom", "macros", "overrides"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    (folder / "docs" / "questions").mkdir()
    (folder / "docs" / "questions" / "index.md").write_text('# All\n\n{{ index_list("question") }}\n', "utf-8")
    (folder / "docs" / "index.md").write_text(
        "# Questions\n\nAll of them are in [the index](questions/index.md).\n", "utf-8"
    )
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    before, rest = settings.split("\nnav:\n")
    after = rest[rest.index("\nplugins:") :]
    (folder / "mkdocs.yml").write_text(
        f"{before}\nnav:\n  - Home: index.md\n  - Questions: questions/index.md\n{after}", "utf-8"
    )

    yaml = YAML(typ="safe", pure=True)
    sources = sorted((ROOT / "bank" / "questions").glob("*.yml"))
    real = [{**each, "related": {}} for path in sources for each in yaml.load(path.read_text("utf-8"))]
    # Each copy gets a sentence of its own, or a cache of texts would make the later ones free; no two cards ask the same.
    made = [
        {
            **each,
            "id": f"{each['id']}-{n}",
            "title": f"{each['title']} {n}",
            "prompt": f"{each['prompt']} {n}",
            "cards": [],
            "testing": f"{each['testing']} This is copy {n}.",
            "preparation": f"{each['preparation']} Copy {n}.",
        }
        for n, each in ((n, real[n % len(real)]) for n in range(size))
    ]
    text = io.StringIO()
    yaml.dump(made, text)
    (folder / "bank" / "questions").mkdir(parents=True)
    unlinked = re.sub(r"\[([^]]+)\]\(\.\.[^)]+\)", r"\1", text.getvalue())  # the pages they lead to are not there
    (folder / "bank" / "questions" / "all.yml").write_text(unlinked, "utf-8")
    for name in ("topics.yml", "patterns.yml"):
        shutil.copyfile(ROOT / "bank" / name, folder / "bank" / name)
    rubrics = (ROOT / "bank" / "rubrics.yml").read_text("utf-8")
    (folder / "bank" / "rubrics.yml").write_text(re.sub(r"page: /[^}]+\.md", "page: /index.md", rubrics), "utf-8")
    nudge = "- {id: think, form: redirect, kinds: [coding], when: any, says: Think about that., direction: Stop and think.}\n"
    (folder / "bank" / "interjections.yml").write_text(nudge, "utf-8")


def cpu_of(command: list[str], folder: Path, environment: dict[str, str]) -> tuple[float, float]:
    """CPU and wall seconds of a command run in a folder."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
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
    project_of(size, folder)
    bodies = folder / "bodies"
    bodies.mkdir()
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "GREENROOM_BUILD_DIR": str(ROOT / "build"),
        "GREENROOM_PAGE_CACHE": str(folder / "cache"),
    }
    subprocess.run([sys.executable, "-c", BODIES, "bank", "bodies"], cwd=folder, env=environment, check=True)
    bare_command = [sys.executable, "-c", BARE, "bodies"]
    done = subprocess.run(bare_command, cwd=folder, env=environment, check=True, capture_output=True, text=True)
    bare = float(done.stdout)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder / "site")]
    cold, cold_wall = cpu_of(command, folder, environment)
    warm, warm_wall = cpu_of(command, folder, environment)
    label = f"{size:,} question pages"
    return [
        Figure(f"{label}: bare Python-Markdown, CPU", bare, "s"),
        Figure(f"{label}: mkdocs build from nothing, CPU ({cold_wall:.1f} s on the clock)", cold, "s"),
        Figure(f"{label}: mkdocs build again, CPU ({warm_wall:.1f} s on the clock)", warm, "s"),
        Figure(f"{label}: build from nothing against bare", cold / bare, "×", aim=AIM),
        Figure(f"{label}: build again against bare", warm / bare, "×", aim=AIM),
    ]
