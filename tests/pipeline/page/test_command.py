"""`gongwen serve`: what it says where something is missing, whom it listens to, and that it starts and stops."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner
from gongwen.cli import cli
from gongwen.pipeline.page import command
from gongwen.pipeline.page.serving import address
from gongwen.pipeline.page.settings import Settings


def run(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["serve", *arguments], standalone_mode=True)
    return result.exit_code, result.output


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "NEEDED", ("starlette", "no_such_module_here"))
    status, said = run(monkeypatch=monkeypatch)
    assert status == 1 and 'pip install "gongwen[serve]"' in said and "no_such_module_here" in said


def test_a_short_token_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    status, said = run("--token", "abc", monkeypatch=monkeypatch)
    assert status == 2 and "12 characters" in said


def test_no_graph_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status, said = run("--graph", str(tmp_path / "none"), monkeypatch=monkeypatch)
    assert status == 1 and "gongwen ingest" in said


def test_the_address_that_is_printed() -> None:
    assert address(Settings()) == "http://127.0.0.1:8000/"
    assert address(Settings(host="::1", token="abc")) == "http://[::1]:8000/?token=abc"
    assert address(Settings(host="0.0.0.0", port=9)) == f"http://{socket.gethostname()}:9/"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def started(folder: Path, *options: str) -> tuple[subprocess.Popen[str], str]:
    """The running command, and the address that it printed."""
    call = [sys.executable, "-m", "gongwen", "serve", "--graph", "graph", "--port", str(free_port()), *options]
    process = subprocess.Popen(call, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout
    return process, process.stdout.readline().strip()


@pytest.mark.parametrize("options", [(), ("--host", "0.0.0.0")], ids=["this machine", "others"])
def test_it_starts_and_stops(tmp_path: Path, options: tuple[str, ...]) -> None:
    (tmp_path / "graph").mkdir()
    process, printed = started(tmp_path, *options)
    try:
        assert re.fullmatch(r"http://[^/]+/" + (r"\?token=[\w-]{20,}" if options else ""), printed), printed
        port = re.search(r":(\d+)/", printed)[1]  # type: ignore[index]
        status = 0
        for _ in range(50):
            try:
                status = urllib.request.urlopen(f"http://127.0.0.1:{port}/ask", timeout=5).status
                break
            except urllib.error.HTTPError as refused:
                status = refused.code
                break
            except OSError:
                time.sleep(0.1)
        assert status == (401 if options else 200)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
    assert process.stdout and "Traceback" not in process.stdout.read()


def test_a_port_in_use_is_said(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process, printed = started(tmp_path, "--port", str(taken.getsockname()[1]))
        assert process.wait(30) == 1
    assert "--port" in printed
