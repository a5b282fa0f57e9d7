"""The door of the schools room."""

from esa.schools.service.classifying import import_classifications
from esa.schools.service.importing import import_districts, import_schools
from esa.schools.service.reading import (
    add_partnership,
    add_partnerships,
    all_classifications,
    classification_on,
    classifications_on,
    counties,
    district,
    district_names,
    districts,
    districts_of_county,
    entry_cutoff,
    find_schools,
    partners,
    school,
    schools,
    set_entry_cutoff,
)

__all__ = [
    "add_partnership",
    "add_partnerships",
    "all_classifications",
    "classification_on",
    "classifications_on",
    "counties",
    "district",
    "district_names",
    "districts",
    "districts_of_county",
    "entry_cutoff",
    "find_schools",
    "import_classifications",
    "import_districts",
    "import_schools",
    "partners",
    "school",
    "schools",
    "set_entry_cutoff",
]
