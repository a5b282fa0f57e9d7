"""A room is entered by its service or its domain; only composition may open every door."""

import grimp

FREE = {"app", "cli", "tables", "wsgi"}
GROUND = {"kernel", "law", "platform"}
DOORS = {"service", "domain"}
# The worker does the rooms' jobs; the demonstration does them itself while it builds its year.
OF_WORKERS = {"demonstration": {"jobs"}, "worker": {"jobs"}}


def test_nobody_enters_a_room_by_its_store_models_or_views():
    graph = grimp.build_graph("esa", cache_dir=None)
    broken = []
    for importer in graph.modules:
        here = importer.split(".")
        if len(here) < 2 or here[1] in FREE:
            continue
        for imported in graph.find_modules_directly_imported_by(importer):
            there = imported.split(".")
            if len(there) < 2 or there[1] in GROUND | {here[1]}:
                continue
            if len(there) < 3 or there[2] not in DOORS | OF_WORKERS.get(here[1], set()):
                broken.append(f"{importer} -> {imported}")
    assert sorted(broken) == []


def test_only_the_platform_commits():
    from pathlib import Path

    house = Path(__file__).resolve().parents[2] / "esa"
    guilty = [
        str(path.relative_to(house))
        for path in house.rglob("*.py")
        if ".commit()" in path.read_text(encoding="utf-8") and "platform" not in path.parts
    ]
    assert guilty == []
