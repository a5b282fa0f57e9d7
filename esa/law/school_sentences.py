"""The sentences of a check of a school, in English and Spanish side by side."""

from esa.law.tried import Templates

SCHOOLS: Templates = {
    "incorporated": {"en": "it is incorporated in Missouri", "es": "está constituida en Missouri"},
    "not_incorporated": {
        "en": "it is not shown to be incorporated in Missouri",
        "es": "no se ha mostrado que esté constituida en Missouri",
    },
    "no_discrimination": {
        "en": "it does not discriminate by race, color or national origin",
        "es": "no discrimina por raza, color ni origen nacional",
    },
    "discrimination": {
        "en": "it is not shown that it does not discriminate by race, color or national origin",
        "es": "no se ha mostrado que no discrimine por raza, color ni origen nacional",
    },
    "tuition": {"en": "it charges tuition", "es": "cobra matrícula"},
    "no_tuition": {
        "en": "it is not shown to charge tuition, as a private school does",
        "es": "no se ha mostrado que cobre matrícula, como lo hace una escuela privada",
    },
    "fpe_valid": {
        "en": "it meets every test of an FPE school and needs no incorporation",
        "es": "cumple todos los requisitos de una escuela FPE y no necesita estar constituida",
    },
    "fpe_not_valid": {
        "en": "it does not meet every test of an FPE school",
        "es": "no cumple todos los requisitos de una escuela FPE",
    },
    "fpe_not_yet": {
        "en": "there were no FPE schools before August 28, 2024; the home-based kind was the home school",
        "es": "antes del 28 de agosto de 2024 no había escuelas FPE, sino la escuela en el hogar",
    },
    "home_never": {
        "en": "a home school has no program participant by definition; a family that takes part runs an FPE school",
        "es": "una escuela en el hogar no tiene participantes del programa por definición; la familia que participa "
        "lleva una escuela FPE",
    },
    "home_then": {
        "en": "before August 28, 2024 the home school was the home-based kind of qualified school",
        "es": "antes del 28 de agosto de 2024 la escuela en el hogar era una escuela calificada",
    },
    "unrelated_within": {
        "en": "{count} unrelated children, and {most} may be; related ones are not counted",
        "es": "{count} niños sin parentesco, y puede haber {most}; los parientes no se cuentan",
    },
    "unrelated_over": {
        "en": "{count} unrelated children, and only {most} may be; related ones are not counted",
        "es": "{count} niños sin parentesco, y solo puede haber {most}; los parientes no se cuentan",
    },
    "no_pay": {"en": "it takes no pay for instruction", "es": "no cobra por la enseñanza"},
    "pay": {
        "en": "it takes tuition, fees or other pay for instruction, which an FPE school may not",
        "es": "cobra matrícula, cuotas u otro pago por la enseñanza, lo que una escuela FPE no puede hacer",
    },
    "exempt": {
        "en": "not asked for a pupil of {age}, from {from_age} years on",
        "es": "no se pide para un alumno de {age} años, desde los {from_age}",
    },
    "records_all_three": {
        "en": "it keeps the plan book, the portfolio and the evaluations",
        "es": "lleva el cuaderno de planes, el portafolio y las evaluaciones",
    },
    "records_equivalent": {
        "en": "it keeps other written or credible equivalent records",
        "es": "lleva otros registros equivalentes, escritos o creíbles",
    },
    "records_none": {
        "en": "no records are kept; keep a plan book, a portfolio and evaluations, or credible equivalents",
        "es": "no lleva registros; debe llevar un cuaderno de planes, un portafolio y evaluaciones, o equivalentes "
        "creíbles",
    },
    "hours_offered": {
        "en": "{hours} hours, at least {least}",
        "es": "{hours} horas, al menos {least}",
    },
    "hours_short": {
        "en": "only {hours} hours, less than {least}",
        "es": "solo {hours} horas, menos de {least}",
    },
    "hours_core_offered": {
        "en": "{hours} in core subjects, at least {least}",
        "es": "{hours} en materias básicas, al menos {least}",
    },
    "hours_core_short": {
        "en": "only {hours} in core subjects, less than {least}",
        "es": "solo {hours} en materias básicas, menos de {least}",
    },
    "hours_core_at_location_offered": {
        "en": "{hours} of the core hours at the regular location, at least {least}",
        "es": "{hours} de las horas básicas en el lugar habitual, al menos {least}",
    },
    "hours_core_at_location_short": {
        "en": "only {hours} of the core hours at the regular location, less than {least}",
        "es": "solo {hours} de las horas básicas en el lugar habitual, menos de {least}",
    },
    "under_age": {
        "en": "the pupil is {age}, under {least}; a person must look whether the child may begin in an FPE school",
        "es": "el alumno tiene {age} años, menos de {least}; una persona debe ver si puede empezar en una escuela FPE",
    },
    "not_resident_public": {
        "en": "district {district} operates it, not the district of residence {resident}",
        "es": "la administra el distrito {district}, no el distrito de residencia {resident}",
    },
    "resident_public": {
        "en": "the district of residence {resident} operates it; another public school may do",
        "es": "la administra el distrito de residencia {resident}; otra escuela pública puede servir",
    },
    "not_resident_charter": {
        "en": "it lies in district {district}, not in the district of residence {resident}",
        "es": "está en el distrito {district}, no en el distrito de residencia {resident}",
    },
    "resident_charter": {
        "en": "it lies in the district of residence {resident}, whoever sponsors it; a charter school elsewhere may do",
        "es": "está en el distrito de residencia {resident}, sin importar quién la patrocine; una escuela chárter en "
        "otro lugar puede servir",
    },
    "no_public_of_district": {
        "en": "it is no public school of a district and no charter school",
        "es": "no es una escuela pública de un distrito ni una escuela chárter",
    },
    "custody": {
        "en": "the student is in state custody, so the school may be one of the district of residence {resident}",
        "es": "el estudiante está bajo custodia del estado, así que la escuela puede ser del distrito de residencia "
        "{resident}",
    },
}
