"""Every sentence of a decision, in English and Spanish side by side, and how its values are written."""

from collections.abc import Mapping
from datetime import date

LANGUAGES = ("en", "es")
_MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ),
}  # fmt: skip

# A finding's sentence says why its rule holds or fails.
FINDINGS: Mapping[str, Mapping[str, str]] = {
    "grade_in_school": {
        "en": "grade {grade} is elementary or secondary school",
        "es": "el grado {grade} es de la escuela primaria o secundaria",
    },
    "resident": {"en": "the student lives in Missouri", "es": "el estudiante vive en Missouri"},
    "not_resident": {"en": "the student does not live in Missouri", "es": "el estudiante no vive en Missouri"},
    "resident_of_counted_place": {
        "en": "the student lives in Missouri, in a charter county or a city of 30,000 or more",
        "es": "el estudiante vive en Missouri, en un condado con carta propia o una ciudad de 30,000 o más habitantes",
    },
    "not_of_counted_place": {
        "en": "the student does not live in a charter county or a city of 30,000 or more",
        "es": "el estudiante no vive en un condado con carta propia ni en una ciudad de 30,000 o más habitantes",
    },
    "lawfully_present": {
        "en": "the student is lawfully present",
        "es": "el estudiante tiene presencia legal en el país",
    },
    "not_lawfully_present": {
        "en": "the student is not shown to be lawfully present",
        "es": "no se ha mostrado que el estudiante tenga presencia legal en el país",
    },
    "iep_counts": {
        "en": "the plan of {dated} counts until {last_day}",
        "es": "el plan del {dated} cuenta hasta el {last_day}",
    },
    "iep_too_old": {
        "en": "the plan of {dated} counted only until {last_day}",
        "es": "el plan del {dated} contaba solo hasta el {last_day}",
    },
    "iep_other_kind": {
        "en": "the plan is neither an IEP nor a service plan under IDEA",
        "es": "el plan no es un IEP ni un plan de servicios según la ley IDEA",
    },
    "iep_none": {
        "en": "no IEP or IDEA service plan is shown",
        "es": "no se mostró un IEP ni un plan de servicios IDEA",
    },
    "income_within": {
        "en": "income {income} for {size} is at or under {limit}",
        "es": "el ingreso de {income} para {size} es de {limit} o menos",
    },
    "income_over": {
        "en": "income {income} for {size} is over {limit}",
        "es": "el ingreso de {income} para {size} es de más de {limit}",
    },
    "income_not_given": {"en": "the household's income is not given", "es": "no se dio el ingreso del hogar"},
    "public_semester": {
        "en": "attended a public school full time for a semester in the previous 12 months",
        "es": "asistió a una escuela pública a tiempo completo un semestre en los últimos 12 meses",
    },
    "no_public_semester": {
        "en": "no full-time semester in a public school in the previous 12 months is shown",
        "es": "no se mostró un semestre a tiempo completo en una escuela pública en los últimos 12 meses",
    },
    "not_entering": {
        "en": "the student is not beginning kindergarten or first grade",
        "es": "el estudiante no empieza kínder ni primer grado",
    },
    "kindergarten_done": {
        "en": "completed kindergarten, so no age is asked for first grade",
        "es": "terminó el kínder, así que no se pide edad para primer grado",
    },
    "old_enough": {
        "en": "born on {birth_date}, so {age} years old before {cutoff}",
        "es": "nació el {birth_date}, así que tiene {age} años antes del {cutoff}",
    },
    "too_young": {
        "en": "born on {birth_date}, so not {age} years old before {cutoff}",
        "es": "nació el {birth_date}, así que no tiene {age} años antes del {cutoff}",
    },
    "too_young_but_military": {
        "en": "born on {birth_date}, so not {age} years old before {cutoff}; a person must look whether accredited "
        "pre-kindergarten or kindergarten elsewhere lets this military dependent begin (RSMo 160.053.1)",
        "es": "nació el {birth_date}, así que no tiene {age} años antes del {cutoff}; una persona debe ver si un "
        "prekínder o kínder acreditado en otro lugar permite empezar a este hijo de militar (RSMo 160.053.1)",
    },
    "sibling_renewed": {
        "en": "one sibling had a grant in the previous school year and has one this year",
        "es": "un hermano tuvo una beca el año escolar anterior y la tiene este año",
    },
    "sibling_pending": {
        "en": "a sibling had a grant in the previous school year; this year's is not decided yet",
        "es": "un hermano tuvo una beca el año escolar anterior; la de este año aún no se decide",
    },
    "no_sibling_renewed": {
        "en": "no sibling is shown who had a grant in the previous school year and has one this year",
        "es": "no se mostró un hermano que tuviera una beca el año escolar anterior y la tenga este año",
    },
    "renewal": {
        "en": "qualified before, so income, IEP and earlier school are not tested again",
        "es": "calificó antes, así que no se revisan otra vez el ingreso, el IEP ni la escuela anterior",
    },
    "no_renewal": {"en": "no earlier qualification is shown", "es": "no se mostró que calificara antes"},
    "frozen": {
        "en": "new scholarships are stopped this year; only renewals go on",
        "es": "este año no hay becas nuevas; solo siguen las renovaciones",
    },
    "frozen_renewal": {
        "en": "new scholarships are stopped this year, but this is a renewal",
        "es": "este año no hay becas nuevas, pero esta es una renovación",
    },
    "waits_for_sibling": {
        "en": "qualified as soon as the sibling's renewal is granted",
        "es": "califica en cuanto se apruebe la renovación del hermano",
    },
    "grant_before": {"en": "had a grant in the previous school year", "es": "tuvo una beca el año escolar anterior"},
    "no_grant_before": {
        "en": "had no grant in the previous school year",
        "es": "no tuvo una beca el año escolar anterior",
    },
    "sibling_granted": {"en": "a sibling has a grant this year", "es": "un hermano tiene una beca este año"},
    "no_sibling_granted": {
        "en": "no sibling has a grant this year yet",
        "es": "ningún hermano tiene todavía una beca este año",
    },
    "iep_or_dyslexia": {"en": "has an IEP or diagnosed dyslexia", "es": "tiene un IEP o dislexia diagnosticada"},
    "no_iep_or_dyslexia": {
        "en": "has neither an IEP that counts nor diagnosed dyslexia",
        "es": "no tiene un IEP que cuente ni dislexia diagnosticada",
    },
    "free_weak": {
        "en": "eligible for free lunch, in an unaccredited or provisionally accredited district",
        "es": "tiene derecho a almuerzo gratis, en un distrito sin acreditación o con acreditación provisional",
    },
    "not_free_weak": {
        "en": "not both eligible for free lunch and in an unaccredited or provisionally accredited district",
        "es": "no se cumplen las dos cosas: almuerzo gratis y distrito sin acreditación o con acreditación provisional",
    },
    "reduced_weak": {
        "en": "eligible for reduced-price lunch, in an unaccredited or provisionally accredited district",
        "es": "tiene derecho a almuerzo a precio reducido, en un distrito sin acreditación o provisional",
    },
    "not_reduced_weak": {
        "en": "not both eligible for reduced-price lunch and in an unaccredited or provisionally accredited district",
        "es": "no se cumplen las dos cosas: almuerzo a precio reducido y distrito sin acreditación o provisional",
    },
    "free": {"en": "eligible for free lunch", "es": "tiene derecho a almuerzo gratis"},
    "not_free": {"en": "not shown to be eligible for free lunch", "es": "no se mostró derecho a almuerzo gratis"},
    "reduced": {"en": "eligible for reduced-price lunch", "es": "tiene derecho a almuerzo a precio reducido"},
    "not_reduced": {
        "en": "not shown to be eligible for reduced-price lunch",
        "es": "no se mostró derecho a almuerzo a precio reducido",
    },
    "military": {
        "en": "dependent of an active-duty member who moved to Missouri, in a Missouri school for the first time",
        "es": "depende de un militar en servicio activo que se mudó a Missouri; primera vez en una escuela de Missouri",
    },
    "not_military": {
        "en": "active duty, a move to Missouri and a first Missouri school are not all shown",
        "es": "no se mostraron las tres cosas: servicio activo, mudanza a Missouri y primera escuela en Missouri",
    },
    "everyone_else": {"en": "every other qualified student", "es": "todos los demás estudiantes que califican"},
    "iep_or_reduced_2021": {
        "en": "has an IEP, or an income within the reduced-price lunch standard",
        "es": "tiene un IEP, o un ingreso dentro del límite de almuerzo a precio reducido",
    },
    "not_iep_or_reduced_2021": {
        "en": "has neither an IEP nor an income within the reduced-price lunch standard",
        "es": "no tiene un IEP ni un ingreso dentro del límite de almuerzo a precio reducido",
    },
    "within_limit_2021": {
        "en": "the income is within twice the reduced-price lunch standard",
        "es": "el ingreso está dentro del doble del límite de almuerzo a precio reducido",
    },
    "not_within_limit_2021": {
        "en": "no income within twice the reduced-price lunch standard is shown",
        "es": "no se mostró un ingreso dentro del doble del límite de almuerzo a precio reducido",
    },
    "cap_limited_english": {
        "en": "limited English: up to {percent} percent of the state adequacy target",
        "es": "inglés limitado: hasta {percent} por ciento de la meta estatal de suficiencia",
    },
    "cap_not_limited_english": {"en": "limited English is not shown", "es": "no se mostró inglés limitado"},
    "cap_lunch": {
        "en": "free or reduced-price lunch: up to {percent} percent of the state adequacy target",
        "es": "almuerzo gratis o a precio reducido: hasta {percent} por ciento de la meta estatal de suficiencia",
    },
    "cap_not_lunch": {
        "en": "free or reduced-price lunch is not shown",
        "es": "no se mostró derecho a almuerzo gratis ni a precio reducido",
    },
    "cap_iep": {
        "en": "IEP: up to {percent} percent of the state adequacy target",
        "es": "IEP: hasta {percent} por ciento de la meta estatal de suficiencia",
    },
    "cap_not_iep": {"en": "no IEP that counts is shown", "es": "no se mostró un IEP que cuente"},
    "cap_other": {
        "en": "in no class with a higher cap: up to {percent} percent of the state adequacy target",
        "es": "en ninguna clase con un tope más alto: hasta {percent} por ciento de la meta estatal de suficiencia",
    },
    "cap_not_other": {"en": "a higher cap applies", "es": "se aplica un tope más alto"},
    "cap_2021": {
        "en": "one cap for all: {percent} percent of the state adequacy target",
        "es": "un solo tope para todos: {percent} por ciento de la meta estatal de suficiencia",
    },
}

# A fact that could be shown, as it stands at the head of a sentence of the trace.
CHANGES: Mapping[str, Mapping[str, str]] = {
    "resident": {"en": "living in Missouri", "es": "vivir en Missouri"},
    "counted_place": {
        "en": "living in a charter county or a city of 30,000 or more",
        "es": "vivir en un condado con carta propia o una ciudad de 30,000 o más habitantes",
    },
    "lawfully_present": {"en": "lawful presence of the student", "es": "la presencia legal del estudiante"},
    "unfrozen": {"en": "an end to the stop on new scholarships", "es": "que vuelva a haber becas nuevas"},
    "pending_granted": {
        "en": "the grant of the sibling whose renewal is not decided yet",
        "es": "la beca del hermano cuya renovación aún no se decide",
    },
    "public_semester": {
        "en": "a full-time semester in a public school within the previous 12 months",
        "es": "un semestre a tiempo completo en una escuela pública en los últimos 12 meses",
    },
    "entry_route": {
        "en": "accredited pre-kindergarten or kindergarten elsewhere, accepted by a person who looked at it",
        "es": "un prekínder o kínder acreditado en otro lugar, aceptado por una persona que lo revisó",
    },
    "kindergarten_done": {"en": "kindergarten completed", "es": "el kínder terminado"},
    "income_limit": {"en": "an income of {limit} or less", "es": "un ingreso de {limit} o menos"},
    "sibling_renewed": {
        "en": "a sibling who had a grant in the previous school year and has one this year",
        "es": "un hermano que tuvo una beca el año escolar anterior y la tiene este año",
    },
    "sibling_granted": {
        "en": "a sibling who has a grant this year",
        "es": "un hermano que tiene una beca este año",
    },
    "iep": {
        "en": "an IEP or IDEA service plan dated {plan_from} or later",
        "es": "un IEP o plan de servicios IDEA con fecha del {plan_from} o posterior",
    },
    "dyslexia": {"en": "a diagnosis of dyslexia", "es": "un diagnóstico de dislexia"},
    "income_reduced": {"en": "an income of {reduced} or less", "es": "un ingreso de {reduced} o menos"},
    "income_free": {"en": "an income of {free} or less", "es": "un ingreso de {free} o menos"},
    "category_free": {
        "en": "free lunch by a program such as SNAP, TANF or foster care",
        "es": "almuerzo gratis por un programa como SNAP, TANF o cuidado temporal",
    },
    "military": {
        "en": "a sponsor on active duty who moved to Missouri, and a first Missouri school",
        "es": "un militar en servicio activo que se mudó a Missouri, y una primera escuela en Missouri",
    },
}

FRAMES: Mapping[str, Mapping[str, str]] = {
    "with": {"en": " together with ", "es": " junto con "},
    "and": {"en": " and ", "es": " y "},
    "opens": {"en": "{facts} would make the student qualified.", "es": "Con {facts}, el estudiante calificaría."},
    "tier": {
        "en": "{facts} would move the student to tier ({tier}).",
        "es": "Con {facts}, el estudiante pasaría al grupo ({tier}).",
    },
    "tier_and_cap": {
        "en": "{facts} would move the student to tier ({tier}), with a cap of {percent} percent.",
        "es": "Con {facts}, el estudiante pasaría al grupo ({tier}), con un tope de {percent} por ciento.",
    },
}


def written(value: object, language: str) -> str:
    """Return a value as a sentence shows it: days in words, amounts with separators, the rest as it is."""
    if isinstance(value, date):
        month = _MONTHS[language][value.month - 1]
        return f"{month} {value.day}, {value.year}" if language == "en" else f"{value.day} de {month} de {value.year}"
    return str(value)


def say(template: str, values: tuple[tuple[str, object], ...], language: str) -> str:
    """Return the sentence of a template with its values written into it."""
    return template.format(**{name: written(value, language) for name, value in values})
