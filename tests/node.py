"""The page's own TypeScript, run under node: what a test asks of it without a browser."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "frontend" / "src"
ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"

# A module of its own, so that no name in it meets one of the code's.
MAIN = """
import { readFileSync } from "node:fs";
import { run } from "./bundle.mjs";
process.stdout.write(JSON.stringify(await run(JSON.parse(readFileSync("given.json", "utf8")))));
"""


def under_node(code: str, given: Any = None) -> Any:
    """Bundle `code`, run it under node in UTC, and give what its `run(given)` answers.

    Args:
        code: A TypeScript module that exports `run`, sync or async. Its imports are relative to `frontend/src`, such as
            `import { position } from "./timer/run";`.
        given: What `run` is given, as JSON.

    Returns:
        The answer, as JSON too; an answer that JSON has no word for, such as `undefined`, is a failure.
    """
    node = shutil.which("node")
    assert node is not None, "node is not on PATH; run 'make setup'"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        options = ["--bundle", "--loader=ts", "--format=esm", "--platform=node", "--log-level=warning"]
        _output([str(ESBUILD), *options, f"--outfile={folder / 'bundle.mjs'}"], SOURCE, code)
        (folder / "given.json").write_text(json.dumps(given), encoding="utf-8")
        return json.loads(_output([node, "--input-type=module", "-e", MAIN], folder))


def _output(command: list[str], folder: Path, typed: str = "") -> str:
    """What a command writes that is given `typed`; that it fails is told in its own words."""
    done = subprocess.run(
        command,
        cwd=folder,
        input=typed,
        env={**os.environ, "TZ": "UTC"},
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
