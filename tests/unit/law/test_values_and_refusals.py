"""What a figure of the law may look like, and what is said, word for word, where one cannot be used."""

from datetime import date

import pytest

from esa.kernel.errors import Invalid
from esa.kernel.money import Money
from esa.law import Law, UnknownParameter
from esa.law.parameter import DatedValue, MalformedParameter, Status, read_parameter
from esa.law.units import READERS, Bracket, Guideline, value_to_wire
from esa.law.versions import L2021, L2024, NEWEST

LONG = "9" * 1000
TOO_LONG = "9" * 1001
READ = [
    ("money", "7145.00", Money(714500)), ("money", f"{'9' * 997}.00", Money(int("9" * 997) * 100)),
    ("guideline", "15650+5500", Guideline(15650, 5500)), ("guideline", f"{'9' * 500}+{'9' * 499}", Guideline(int("9" * 500), int("9" * 499))),
    ("count", 36, 36), ("count", "36", 36), ("count", 0, 0), ("count", "0", 0), ("count", LONG, int(LONG)),
    ("flag", True, True), ("flag", "true", True), ("flag", False, False), ("flag", "false", False),
    ("text", "fpe", "fpe"), ("texts", "a, b", ("a", "b")), ("texts", ["a"], ("a",)),
    ("month_day", "12-31", "12-31"), ("month_day", "10-09", "10-09"), ("month_day", "09-30", "09-30"),
    ("brackets", [["250000.00", 10], ["rest", "3"]], (Bracket(Money(25000000), 10), Bracket(None, 3))),
    ("brackets", [["rest", 3]], (Bracket(None, 3),)),
]  # fmt: skip
AMOUNT, GUIDELINE = (
    'must be an amount as text with two places like "7145.00"',
    "must be whole dollars for one person and for each more, like 15650+5500",
)
NUMBER, FLAG, TEXT = "must be a whole number like 36", "must be true or false", "must be a text that is not empty"
STEPS, STEP = (
    'must be a list of steps like ["250000.00", 10], the last ["rest", 3]',
    'must be steps like ["250000.00", 10]',
)
LAST = 'must end with the step ["rest", percent] and have it nowhere else'
REFUSED = [
    ("money", 7145, AMOUNT), ("money", f"{'9' * 998}.00", AMOUNT), ("money", "7145", 'must be an amount with two places like "8931.25"'),
    ("guideline", 15650, GUIDELINE), ("guideline", "0+5500", GUIDELINE), ("guideline", "15650+0", GUIDELINE),
    ("guideline", "15650-5500", GUIDELINE), ("guideline", f"{'9' * 500}+{'9' * 500}", GUIDELINE),
    ("count", -1, NUMBER), ("count", "-1", NUMBER), ("count", True, NUMBER), ("count", 1.0, NUMBER), ("count", "01", NUMBER),
    ("count", TOO_LONG, NUMBER), ("flag", 1, FLAG), ("flag", "True", FLAG), ("flag", None, FLAG),
    ("text", " ", TEXT), ("text", 1, TEXT), ("texts", "", "must be a list of texts"), ("texts", [], "must be a list of texts"),
    ("texts", [1], "must be a list of texts"), ("texts", ["a", ""], "must be a list of texts"), ("texts", 1, "must be a list of texts"),
    ("month_day", "8-1", "must be a month and day like 08-01"), ("month_day", "13-01", "must be a month and day like 08-01"),
    ("month_day", "08-32", "must be a month and day like 08-01"), ("month_day", 801, "must be a month and day like 08-01"),
    ("brackets", [], STEPS), ("brackets", "rest", STEPS), ("brackets", [["250000.00", 10]], LAST),
    ("brackets", [["rest", 10], ["rest", 3]], LAST), ("brackets", [["250000.00"]], STEP), ("brackets", ["rest"], STEP),
]  # fmt: skip


@pytest.mark.parametrize(("unit", "given", "read"), READ)
def test_a_unit_reads_its_forms(unit, given, read):
    assert READERS[unit](given) == read
    assert type(READERS[unit](given)) is type(read)


@pytest.mark.parametrize(("unit", "given", "message"), REFUSED)
def test_a_unit_says_what_it_wants(unit, given, message):
    with pytest.raises(ValueError, match="must") as refused:
        READERS[unit](given)
    assert str(refused.value) == message


def test_the_units_that_are_whole_numbers():
    for unit in ("count", "percent", "months", "days", "years", "hours", "age", "degree"):
        assert READERS[unit]("7") == 7


def test_a_value_is_written_for_the_wire():
    steps = (Bracket(Money(25000000), 10), Bracket(None, 3))
    assert value_to_wire(steps) == [["250000.00", 10], ["rest", 3]]
    assert value_to_wire(("a", "b")) == ["a", "b"]
    assert (value_to_wire(Guideline(1, 2)), value_to_wire(Money(5)), value_to_wire(7), value_to_wire(True)) == (
        "1+2",
        "0.05",
        7,
        True,
    )


HEAD = 'title = "A figure"\nunit = "count"\nrule = "CAP-1"\n'
FIRST = '[[value]]\nfrom = 2021-08-28\nvalue = 1\ncite = "x"\nstatus = "enacted"\n'
SECOND = FIRST.replace("2021-08-28", "2024-08-28").replace("value = 1", "value = 2")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD.replace("title", "name") + FIRST, "unknown key name"),
        (HEAD.replace('"A figure"', "3") + FIRST, "needs the text title"),
        (HEAD.replace('"CAP-1"', '" "') + FIRST, "needs the text rule"),
        (HEAD.replace('"count"', '"counts"') + FIRST, "counts is not a unit"),
        (HEAD, "needs at least one [[value]]"),
        (HEAD + "value = []\n", "needs at least one [[value]]"),
        (HEAD + "value = [3]\n", "a value must be a [[value]] table"),
        (HEAD + FIRST.replace("cite", "quote").replace("status", "state"), "unknown key quote, state"),
        (HEAD + FIRST.replace("2021-08-28", '"2021-08-28"'), "needs the date from"),
        (HEAD + FIRST.replace("2021-08-28", "2021-08-28T00:00:00"), "needs the date from"),
        (HEAD + FIRST + "to = 2021-08-28\n", "the value from 2021-08-28 ends before it starts"),
        (
            HEAD + FIRST.replace("value = 1\n", ""),
            "the value from 2021-08-28 must be given, or have the status unknown and none",
        ),
        (
            HEAD + FIRST.replace("enacted", "unknown"),
            "the value from 2021-08-28 must be given, or have the status unknown and none",
        ),
        (HEAD + FIRST.replace("enacted", "sure"), "'sure' is not a valid Status"),
        (
            HEAD + FIRST.replace("value = 1", "value = 1.5"),
            "1.5 is a float; money is a text, a rate is a whole percent",
        ),
        (HEAD + FIRST + FIRST, "the values are not in order of their dates at 2021-08-28"),
        (HEAD + SECOND + FIRST, "the values are not in order of their dates at 2021-08-28"),
        (HEAD + FIRST + "to = 2024-08-29\n" + SECOND, "two values overlap at 2024-08-28"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(text, message):
    with pytest.raises(MalformedParameter) as refused:
        read_parameter("figure", "grants", text)
    assert str(refused.value) == f"grants/figure: {message}"


def test_values_follow_one_another():
    figure = read_parameter("figure", "grants", HEAD + FIRST + SECOND)
    assert (figure.key, figure.topic, figure.title, figure.unit, figure.rule) == (
        "figure",
        "grants",
        "A figure",
        "count",
        "CAP-1",
    )
    assert figure.values == (
        DatedValue(date(2021, 8, 28), date(2024, 8, 28), 1, "x", Status.ENACTED),
        DatedValue(date(2024, 8, 28), None, 2, "x", Status.ENACTED),
    )
    assert [
        figure.on(day) and figure.on(day).value
        for day in (date(2021, 8, 27), date(2021, 8, 28), date(2024, 8, 27), date(2024, 8, 28))
    ] == [None, 1, 1, 2]
    gap = read_parameter("figure", "grants", HEAD + FIRST + "to = 2023-01-01\n" + SECOND)
    assert gap.values[0].ends_on == date(2023, 1, 1)
    assert [gap.on(day) is None for day in (date(2022, 12, 31), date(2023, 1, 1), date(2024, 8, 27))] == [
        False,
        True,
        True,
    ]
    touching = read_parameter("figure", "grants", HEAD + FIRST + "to = 2024-08-28\n" + SECOND)
    assert touching.values == figure.values


def laid(starts_on, ends_on=None):
    figure = read_parameter("figure", "grants", HEAD + FIRST + SECOND)
    over = figure.overlaid(DatedValue(starts_on, ends_on, 9, "p", Status.PUBLISHED))
    assert (over.key, over.topic, over.title, over.unit, over.rule) == (
        "figure",
        "grants",
        "A figure",
        "count",
        "CAP-1",
    )
    return [
        (str(each.starts_on), each.ends_on and str(each.ends_on), each.value, each.cite, each.status.value)
        for each in over.values
    ]


def test_a_figure_is_laid_over_what_stood_there():
    one, two = (1, "x", "enacted"), (2, "x", "enacted")
    nine = (9, "p", "published")
    assert laid(date(2022, 1, 1)) == [
        ("2021-08-28", "2022-01-01", *one),
        ("2022-01-01", "2024-08-28", *nine),
        ("2024-08-28", None, *two),
    ]
    assert laid(date(2025, 1, 1)) == [
        ("2021-08-28", "2024-08-28", *one),
        ("2024-08-28", "2025-01-01", *two),
        ("2025-01-01", None, *nine),
    ]
    assert laid(date(2021, 8, 28), date(2024, 8, 28)) == [
        ("2021-08-28", "2024-08-28", *nine),
        ("2024-08-28", None, *two),
    ]
    assert laid(date(2021, 1, 1), date(2025, 1, 1)) == [("2021-01-01", "2025-01-01", *nine), ("2025-01-01", None, *two)]
    assert laid(date(2024, 8, 28)) == [("2021-08-28", "2024-08-28", *one), ("2024-08-28", None, *nine)]


def test_a_figure_that_is_not_known_says_the_way_out():
    with pytest.raises(UnknownParameter) as needed:
        Law.load().money("sat", date(2030, 7, 1))
    assert (needed.value.key, needed.value.day, str(needed.value)) == ("sat", date(2030, 7, 1), "sat")
    assert needed.value.message == "is not known for 2030-07-01; supply it with --set sat=VALUE"


def refusal(call):
    with pytest.raises(Invalid) as refused:
        call()
    return str(refused.value), [(ground.field, ground.message) for ground in refused.value.grounds]


def test_figures_that_cannot_be_used_are_all_named():
    law = Law.load()
    assert refusal(lambda: law.with_overrides({"saat": "1", "sat": "1", "poverty": "15650+5500"})) == (
        "A value given for this run cannot be used.",
        [("saat", "is not a parameter"), ("sat", 'must be an amount with two places like "8931.25"')],
    )
    assert refusal(lambda: law.with_published([("saat", date(2026, 7, 1), None, "1", "x")])) == (
        "A published figure has no parameter.", [("saat", "is not a parameter")]
    )  # fmt: skip
    assert refusal(lambda: law.with_published([("sat", date(2026, 7, 1), None, "1", "x")])) == (
        "A published figure cannot be used.", [("sat", 'must be an amount with two places like "8931.25"')]
    )  # fmt: skip


def test_figures_given_and_published_stand_side_by_side():
    first = ("sat", date(2026, 7, 1), date(2027, 7, 1), "7300.00", "DESE")
    second = ("sat", date(2027, 7, 1), None, "7400.00", "DESE again")
    law = Law.load().with_published([first]).with_published([second]).with_overrides({"poverty": "1+1"})
    assert [law.money("sat", date(year, 8, 1)) for year in (2026, 2027)] == [Money(730000), Money(740000)]
    assert law.guideline("poverty", date(2031, 1, 1)) == Guideline(1, 1)
    entry = law.entry("poverty", date(2031, 1, 1))
    assert (entry.starts_on, entry.ends_on, entry.cite, entry.status) == (
        date(2031, 1, 1),
        None,
        "given for this run",
        Status.ASSUMED,
    )
    over = law.with_overrides({"poverty": "2+2"}).with_published([])
    assert (over.given, over.guideline("poverty", date(2025, 1, 1))) == ({"poverty": "2+2"}, Guideline(2, 2))
    assert law != over
    assert Law.load() == Law.load()


def test_what_is_looked_up_for_a_day_is_looked_up_once():
    law, asked = Law.load(), []

    def look_up(of, day):
        asked.append((of, day))
        return len(asked)

    days = (date(2025, 1, 1), date(2025, 1, 1), date(2025, 1, 2))
    assert [law.once_a_day(day, look_up) for day in days] == [1, 1, 2]
    assert asked == [(law, days[0]), (law, days[2])]
    assert law.known("sat", date(2030, 7, 1)) is law.known("sat", date(2030, 7, 1)) is None


def test_parameters_come_by_topic_and_key():
    found = [(parameter.topic, parameter.key) for parameter in Law.load().parameters()]
    assert found == sorted(found)
    assert len(set(found)) == len(found) > 40


def test_a_parameter_of_another_kind_is_a_defect_that_names_it():
    with pytest.raises(TypeError, match=r"^sat is no int$"):
        Law.load().number("sat", date(2025, 7, 1))
    with pytest.raises(TypeError, match=r"^order is no Bracket$"):
        Law.load().brackets("order", date(2025, 7, 1))
    with pytest.raises(KeyError):
        Law.load().parameter("saat")


def test_the_versions_name_the_acts_that_made_them():
    assert (str(L2021), L2021.acts) == ("L2021", "HB 349 and SB 86 (2021)")
    assert (str(L2024), L2024.acts) == ("L2024", "SB 727 and HB 2287 (2024)")
    assert NEWEST is L2024
