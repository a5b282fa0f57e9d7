"""Where the bytes of stored papers lie: a small port and a local folder behind it; a key is the digest of the bytes."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography.fernet import InvalidToken

from esa.kernel.errors import NotFound
from esa.platform.config import Settings
from esa.platform.secrets import decrypt_bytes, encrypt_bytes


class Storage(Protocol):
    """What a room needs of a store of bytes."""

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their key; the same bytes have the same key."""

    def get(self, key: str) -> bytes:
        """Return the bytes. Raises NotFound."""


def digest(data: bytes) -> str:
    """Return the lower-case hex SHA-256."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class FolderStorage:
    """A folder of this machine, its files encrypted under the data key.

    A file is whole or not there, since it gets its name only once it is written.
    """

    folder: Path
    data_key: str

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their key."""
        key = digest(data)
        path = self._path(key)
        if path.exists():
            return key
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(encrypt_bytes(self.data_key, data))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
        return key

    def get(self, key: str) -> bytes:
        """Return the bytes. Raises NotFound where there are none, or where they are no longer what the key says."""
        try:
            data = decrypt_bytes(self.data_key, self._path(key).read_bytes())
        except FileNotFoundError:
            raise NotFound("The stored file is missing.") from None
        except InvalidToken:
            raise NotFound("The stored file is damaged.") from None
        if digest(data) != key:
            raise NotFound("The stored file is damaged.")
        return data

    def _path(self, key: str) -> Path:
        if len(key) != 64 or not set(key) <= set("0123456789abcdef"):  # noqa: PLR2004 - hex digits of SHA-256
            raise NotFound("There is no such file.")
        return self.folder / key[:2] / key[2:4] / key


def storage_of(settings: Settings) -> FolderStorage:
    """Return where papers lie by the settings of this process."""
    return FolderStorage(settings.storage_folder, settings.data_key)
