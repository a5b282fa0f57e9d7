"""Tables of the Treasurer's acts."""

from esa.treasury.models.disqualifying import DisqualificationCase
from esa.treasury.models.postings import Posting, PostingFile

__all__ = ["DisqualificationCase", "Posting", "PostingFile"]
