"""Papers in storage: under their digest, noticed when sent twice, gone for the family when taken back."""

import hashlib
from pathlib import Path

import pytest

from esa.documents import service as documents
from esa.documents.domain import NewDocument
from esa.families import service as families
from esa.families.domain import NewHousehold
from esa.kernel.actors import SYSTEM, Actor
from esa.kernel.errors import Conflict, Forbidden, NotFound
from esa.kernel.ids import new_id
from esa.kernel.permissions import Role
from esa.platform.storage import FolderStorage

PHOTO = b"\xff\xd8\xff\xe0" + b"photo" * 20 + b"\xff\xd9"


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    return FolderStorage(tmp_path, "a key for tests")


@pytest.fixture
def family(house) -> Actor:
    with house.begin(SYSTEM) as work:
        mine = families.create_household(work, NewHousehold(contact_name="Ana Ruiz"))
    return Actor(role=Role.FAMILY, user_id=new_id(), household_id=mine)


def paper(family: Actor, kind: str = "tax_return", data: bytes = PHOTO) -> NewDocument:
    return NewDocument(household_id=family.household_id, kind=kind, filename="photo.jpg", data=data)


def test_a_paper_lies_under_its_digest_and_comes_back_unchanged(house, storage, family):
    with house.begin(family) as work:
        kept = documents.store(work, storage, paper(family))
    assert kept.storage_key == kept.sha256 == hashlib.sha256(PHOTO).hexdigest()
    with house.begin(family) as work:
        assert documents.read(work, storage, kept.id)[1] == PHOTO


def test_the_same_file_twice_is_noticed_but_another_purpose_is_not_the_same(house, storage, family):
    with house.begin(family) as work:
        documents.store(work, storage, paper(family))
        documents.store(work, storage, paper(family, kind="pay_record"))
        with pytest.raises(Conflict) as refusal:
            documents.store(work, storage, paper(family))
    assert refusal.value.code == "file_there_already"


def test_a_paper_taken_back_is_gone_and_can_be_sent_again(house, storage, family):
    with house.begin(family) as work:
        kept = documents.store(work, storage, paper(family))
        documents.remove(work, kept.id)
        assert documents.of_household(work, family.household_id) == []
        with pytest.raises(NotFound):
            documents.read(work, storage, kept.id)
        documents.store(work, storage, paper(family))


def test_another_family_finds_no_paper(house, storage, family):
    with house.begin(family) as work:
        kept = documents.store(work, storage, paper(family))
    other = Actor(role=Role.FAMILY, user_id=new_id(), household_id=new_id())
    with house.begin(other) as work:
        with pytest.raises(NotFound):
            documents.read(work, storage, kept.id)
        with pytest.raises(Forbidden):
            documents.store(work, storage, paper(family))


def test_a_damaged_file_is_not_given_out(storage):
    key = storage.put(PHOTO)
    (storage.folder / key[:2] / key[2:4] / key).write_bytes(PHOTO + b"x")
    with pytest.raises(NotFound):
        storage.get(key)


def test_what_lies_in_the_folder_cannot_be_read_without_the_key(storage):
    key = storage.put(PHOTO)
    assert PHOTO[4:20] not in (storage.folder / key[:2] / key[2:4] / key).read_bytes()
    with pytest.raises(NotFound):
        FolderStorage(storage.folder, "another key").get(key)


def test_a_key_cannot_leave_the_folder(storage):
    with pytest.raises(NotFound):
        storage.get("../../../etc/passwd")
