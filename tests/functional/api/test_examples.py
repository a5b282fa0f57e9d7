"""The examples of docs/api.md are run, in their order, and answer what stands under them."""

import json
import re
import shlex
from pathlib import Path

import pytest

from esa.cli import main
from esa.kernel.permissions import Role
from tests.functional.api.things import make_things
from tests.integration.applications.test_bringing import a_child, a_file

GUIDE = (Path(__file__).resolve().parents[3] / "docs/api.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```sh\n(?P<calls>.*?)```\n(?:```json\n(?P<answer>.*?)```)?", re.DOTALL)


def run(client, line, known, folder):
    """Do what curl does with the options that the examples use, and return the answer."""
    for name, value in known.items():
        line = line.replace(f"${name}", value)
    words = iter(shlex.split(line)[1:])
    headers, url, data, out = {}, "", None, None
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word in ("--data", "--data-binary"):
            data = next(words)
            data = (folder / data[1:]).read_bytes() if data.startswith("@") else data
        elif word == "-o":
            out = folder / next(words)
        else:
            url = word
    answer = client.open(url, method="GET" if data is None else "POST", headers=headers, data=data)
    if out is not None:
        out.write_bytes(answer.data)
    return answer


def holds(shown, answer):
    """Say whether all that is shown stands in the answer; an answer may say more."""
    if isinstance(shown, dict):
        return all(name in answer and holds(value, answer[name]) for name, value in shown.items())
    if isinstance(shown, list):
        return len(shown) <= len(answer) and all(map(holds, shown, answer))
    return shown == answer


@pytest.fixture
def known(house, caller):
    river, _, found = make_things(house)
    one = caller(Role.EAO_MANAGER, organization_id=river)
    return {"NUMBER": found["application"], "RUN": found["run"], "KEY": one.key, "ESA": ""}


def test_the_examples_of_the_guide_work(app, known, tmp_path, capsys):
    (tmp_path / "applications.jsonl").write_bytes(a_file(a_child(1, external_id="new"), key="new"))
    client, count = app.test_client(use_cookies=False), 0
    for block in BLOCK.finditer(GUIDE):
        for call in re.findall(r"^curl .*?(?=^curl |\Z)", block["calls"], re.DOTALL | re.MULTILINE):
            answer = run(client, call, known, tmp_path)
            shown = json.loads(block["answer"]) if block["answer"] else {}
            refused = isinstance(shown.get("status"), int)
            assert answer.status_code == (shown["status"] if refused else 200), call
            assert holds(shown, answer.json if shown else {}), (call, answer.get_data(as_text=True))
            count += 1
    assert count == GUIDE.count("curl ") == 17
    # What the guide says of the files: the run is repeated by the console, to the digest that the run carries.
    files = [str(tmp_path / name) for name in ("pool.csv", "plan.csv", "funds.json")]
    with pytest.raises(SystemExit) as ended:
        main(["award", "verify", *files[:2], "--funds", files[2]])
    headers = {"Authorization": f"Bearer {known['KEY']}"}
    assert ended.value.code in (0, None)
    assert (
        capsys.readouterr().out.splitlines()[-1]
        == client.get(f"/api/v1/award-runs/{known['RUN']}", headers=headers).json["digest"]
    )
