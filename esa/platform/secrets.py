"""Encrypting what must not be readable where it lies: second-factor secrets, taxpayer numbers, families' papers."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet


def _cipher(key: str) -> Fernet:
    """Return the cipher of the data key, whatever its length: the key is hashed to the 32 bytes that Fernet takes."""
    return Fernet(urlsafe_b64encode(sha256(key.encode()).digest()))


def encrypt_bytes(key: str, data: bytes) -> bytes:
    """Return the bytes encrypted and sealed under the data key."""
    return _cipher(key).encrypt(data)


def decrypt_bytes(key: str, sealed: bytes) -> bytes:
    """Return the bytes. Raises cryptography's InvalidToken where key or bytes are wrong."""
    return _cipher(key).decrypt(sealed)


def encrypt(key: str, text: str) -> bytes:
    """Return the text encrypted and sealed under the data key."""
    return _cipher(key).encrypt(text.encode())


def decrypt(key: str, sealed: bytes) -> str:
    """Return the text. Raises cryptography's InvalidToken where key or bytes are wrong."""
    return _cipher(key).decrypt(sealed).decode()
