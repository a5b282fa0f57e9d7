"""Ids and the numbers that people call things by: easy to read aloud, the same for the same thing."""

import uuid

import pytest

from esa.kernel.ids import name_id, new_id, new_reference, number_of, repeatable_ids

LETTERS = set("23456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_a_number_follows_from_the_id_and_is_easy_to_read():
    assert number_of("MO", uuid.UUID(int=0)) == "MO-22222-22222"
    assert number_of("MO", uuid.UUID(int=1)) == "MO-32222-22222"
    assert number_of("AC", uuid.UUID(int=30)) == "AC-23222-22222"
    assert number_of("MO", uuid.UUID(int=29 * 30**9)) == "MO-22222-2222Z"


def test_a_reference_has_eight_letters_and_differs_each_time():
    found = {new_reference("MO") for _ in range(50)}
    assert len(found) == 50
    for each in found:
        prefix, _, drawn = each.partition("-")
        assert (prefix, len(drawn), set(drawn) <= LETTERS) == ("MO", 8, True)
    assert len(new_reference("X", 4)) == 6
    assert set("".join(each[3:] for each in found)) == LETTERS


def test_fresh_ids_are_random_version_four():
    found = {new_id() for _ in range(50)}
    assert len(found) == 50
    assert {each.version for each in found} == {4}


def test_a_seed_gives_the_same_ids_while_it_is_open_and_only_then():
    def drawn():
        return [new_id(), new_id(), new_reference("MO")]

    with repeatable_ids(7):
        first = drawn()
    with repeatable_ids(7):
        assert drawn() == first
    with repeatable_ids(8):
        assert drawn() != first
    assert drawn() != first
    with pytest.raises(RuntimeError), repeatable_ids(7):
        raise RuntimeError
    assert new_id() != first[0]


def test_the_same_name_in_the_same_space_has_one_id():
    one, other = uuid.UUID(int=1), uuid.UUID(int=2)
    assert name_id(one, "a") == name_id(one, "a")
    assert len({name_id(one, "a"), name_id(one, "b"), name_id(other, "a")}) == 3
