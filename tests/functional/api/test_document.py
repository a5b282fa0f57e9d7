"""The OpenAPI document and its page: valid, complete, in both languages."""

from esa.platform.translation import read_catalog
from esa.platform.web.access import MARK


def test_the_document_is_valid_OpenAPI_and_has_every_route(app, client):
    told = client.get("/api/v1/openapi.json").json
    assert told["openapi"] == "3.1.0"
    there = {(path, method) for path, methods in told["paths"].items() for method in methods}
    for rule in app.url_map.iter_rules():
        if "_api." in rule.endpoint:
            path = rule.rule.replace("<int:", "{").replace("<path:", "{").replace("<", "{").replace(">", "}")
            for method in rule.methods - {"HEAD", "OPTIONS"}:
                assert (path, method.lower()) in there, rule
                operation = told["paths"][path][method.lower()]
                mark = getattr(app.view_functions[rule.endpoint], MARK)
                assert operation.get("x-permission") == (None if mark == "public" else mark.value)
    named = [
        operation["operationId"]
        for methods in told["paths"].values()
        for method, operation in methods.items()
        if method != "parameters"
    ]
    assert len(set(named)) == len(named)


def sentences(told):
    for tag in told["tags"]:
        yield tag["description"]
    for methods in told["paths"].values():
        for method, operation in methods.items():
            if method != "parameters":
                yield from (operation[name] for name in ("summary", "description") if operation.get(name))
                yield from (each["description"] for each in operation.get("parameters", []) if "description" in each)


def test_every_sentence_of_the_documentation_has_its_spanish(client):
    spanish = {message.id: message.string for message in read_catalog("es")}
    assert [each for each in sentences(client.get("/api/v1/openapi.json").json) if not spanish.get(each)] == []


def test_the_page_reads_out_every_call_without_a_script(client):
    told = client.get("/api/v1/openapi.json").json
    for language, words in (("en", "For programs"), ("es", "Para programas")):
        client.get(f"/language/{language}")
        page = client.get("/help/api").get_data(as_text=True)
        assert words in page
        assert all(path in page for path in told["paths"])
        assert all(f'id="{name}"' in page for name in told["components"]["schemas"])
