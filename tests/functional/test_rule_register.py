"""The rule register in the application: the pages it names exist, and it is a page itself, with an anchor for each rule."""

from esa.law.register import rules


def test_every_page_that_the_register_names_is_there(app):
    named = {name.partition(" ")[2] for each in rules() for name in each.acts if name.startswith("page ")}
    assert named
    assert sorted(named - set(app.view_functions)) == []
