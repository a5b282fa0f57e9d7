"""The sentences of a check of an expense, in English and Spanish side by side."""

from esa.law.tried import Templates

EXPENSES: Templates = {
    "no_supplies": {"en": "these are no consumable supplies", "es": "no son materiales de consumo"},
    "supplies": {
        "en": "consumable supplies such as paper and pencils are never paid, not even where a school requires them",
        "es": "los materiales de consumo como papel y lápices nunca se pagan, ni cuando la escuela los exige",
    },
    "no_tuition_elsewhere": {
        "en": "this is no tuition at a school outside Missouri",
        "es": "no es matrícula de una escuela fuera de Missouri",
    },
    "tuition_elsewhere": {
        "en": "tuition at a school outside Missouri ({state}) is never paid",
        "es": "la matrícula de una escuela fuera de Missouri ({state}) nunca se paga",
    },
    "unrelated": {
        "en": "nobody related to the student within degree {most} is paid",
        "es": "no se paga a nadie emparentado con el estudiante hasta el grado {most}",
    },
    "relative": {
        "en": "the payee is related to the student in degree {degree}, and up to degree {most} nobody may be paid; "
        "choose somebody else",
        "es": "quien cobra es pariente del estudiante en grado {degree}, y hasta el grado {most} no se puede pagar a "
        "nadie; elija a otra persona",
    },
    "parent": {
        "en": "the money would go to the parent, who is such a relative whoever gave the receipt; have the payee paid",
        "es": "el dinero iría al padre o la madre, que es un pariente así, sin importar quién dio el recibo; pida que "
        "se pague al proveedor",
    },
    "a": {"en": "tuition at a qualified school", "es": "matrícula de una escuela calificada"},
    "not_a": {
        "en": "the payee is not shown to be a qualified school",
        "es": "no se ha mostrado que quien cobra sea una escuela calificada",
    },
    "b": {"en": "the school requires these textbooks", "es": "la escuela exige estos libros de texto"},
    "not_b": {
        "en": "no school is shown to require these textbooks; show that it does",
        "es": "no se ha mostrado que una escuela exija estos libros; muestre que los exige",
    },
    "c": {
        "en": "the practitioner or provider is licensed or accredited",
        "es": "el profesional o proveedor tiene licencia o acreditación",
    },
    "not_c": {
        "en": "no license or accreditation of the practitioner or provider is shown; show it",
        "es": "no se ha mostrado la licencia o acreditación del profesional o proveedor; muéstrela",
    },
    "d": {"en": "tutoring, for which no credential is asked", "es": "tutoría, para la que no se pide credencial"},
    "e": {"en": "curriculum", "es": "plan de estudios"},
    "f": {
        "en": "tuition or fees of a virtual school in Missouri",
        "es": "matrícula o cuotas de una escuela virtual en Missouri",
    },
    "not_f": {"en": "the payee is no virtual school", "es": "quien cobra no es una escuela virtual"},
    "review_f": {
        "en": "the virtual school is outside Missouri ({state}); a person must look whether its fees may be paid",
        "es": "la escuela virtual está fuera de Missouri ({state}); una persona debe ver si se pueden pagar sus cuotas",
    },
    "g": {
        "en": "fee of an achievement, advanced placement, international baccalaureate or college admission exam",
        "es": "cuota de un examen de rendimiento, de nivel avanzado, de bachillerato internacional o de admisión",
    },
    "h": {"en": "the firm is on the EAO's list", "es": "la empresa está en la lista de la EAO"},
    "not_h": {
        "en": "the firm is not on the EAO's list; choose one that is",
        "es": "la empresa no está en la lista de la EAO; elija una que esté",
    },
    "i": {"en": "service of a public school", "es": "servicio de una escuela pública"},
    "i_residence": {
        "en": "service of a public school of the district of residence, which is no enrolment",
        "es": "servicio de una escuela pública del distrito de residencia, lo que no es una inscripción",
    },
    "not_i": {"en": "the payee is no public school", "es": "quien cobra no es una escuela pública"},
    "j": {"en": "the EAO approved it ({approval})", "es": "la EAO lo aprobó ({approval})"},
    "not_j": {
        "en": "technology needs the approval of an EAO first; ask for it",
        "es": "la tecnología necesita antes la aprobación de una EAO; pídala",
    },
    "k_summer": {"en": "summer education program", "es": "programa educativo de verano"},
    "k_after_school": {
        "en": "specialized after-school education program",
        "es": "programa educativo especializado después de clases",
    },
    "l": {"en": "mileage to and from a qualified school", "es": "millaje de ida y vuelta a una escuela calificada"},
    "review_l": {
        "en": "mileage may be paid and a relative may not; a person must look which holds here",
        "es": "el millaje se puede pagar y a un pariente no; una persona debe ver qué vale aquí",
    },
    "t": {"en": "cost of required testing", "es": "costo de los exámenes obligatorios"},
    "only": {
        "en": "no paragraph of the list allows it, and nothing else may be paid",
        "es": "ningún párrafo de la lista lo permite, y nada más se puede pagar",
    },
    "enough": {
        "en": "{amount} is within the balance of {balance}",
        "es": "{amount} no pasa del saldo de {balance}",
    },
    "too_much": {
        "en": "{amount} is more than the balance of {balance}; {missing} is missing",
        "es": "{amount} es más que el saldo de {balance}; faltan {missing}",
    },
}
