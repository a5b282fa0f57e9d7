"""The sentences on EAOs, in English and Spanish side by side."""

from esa.law.tried import Templates

ORGANIZATIONS: Templates = {
    "notice": {"en": "the Treasurer has its notice", "es": "el Tesorero tiene su aviso"},
    "no_notice": {
        "en": "it has not told the Treasurer that it means to be an EAO; give notice",
        "es": "no ha avisado al Tesorero que quiere ser una EAO; debe dar aviso",
    },
    "exempt": {"en": "it is exempt from federal tax", "es": "está exenta de impuestos federales"},
    "not_exempt": {
        "en": "it has not shown that it is exempt from federal tax under 501(c)(3)",
        "es": "no ha mostrado que está exenta de impuestos federales según 501(c)(3)",
    },
    "receipts": {"en": "its receipts have the Treasurer's form", "es": "sus recibos tienen la forma del Tesorero"},
    "no_receipts": {
        "en": "its receipts do not have the form the Treasurer approved; use that form",
        "es": "sus recibos no tienen la forma que aprobó el Tesorero; debe usar esa forma",
    },
    "count_within": {
        "en": "{certified} are certified for the school year and {most} may be",
        "es": "hay {certified} certificadas para el año escolar y puede haber {most}",
    },
    "count_reached": {
        "en": "{certified} are certified for the school year, and no more than {most} may be",
        "es": "hay {certified} certificadas para el año escolar, y no puede haber más de {most}",
    },
    "count_reached_extra": {
        "en": "no more than {most} may be certified, and one more only when contributions of a school year pass {over}",
        "es": "no puede haber más de {most} certificadas, y una más solo cuando las contribuciones de un año escolar "
        "pasan de {over}",
    },
    "place_free": {
        "en": "{place} is none of the places where the number is limited",
        "es": "{place} no es uno de los lugares donde el número es limitado",
    },
    "place_within": {
        "en": "{count} of the listed places are certified and {most} may be",
        "es": "hay {count} certificadas de los lugares de la lista y puede haber {most}",
    },
    "place_reached": {
        "en": "{place} is a listed place, and {count} of those are certified; no more than {most} may be",
        "es": "{place} es un lugar de la lista, y hay {count} certificadas de ellos; no puede haber más de {most}",
    },
    "in_time": {
        "en": "it applied on {applied}, by the deadline of {deadline}",
        "es": "solicitó el {applied}, hasta la fecha límite del {deadline}",
    },
    "too_late": {
        "en": "it applied on {applied}, after the deadline of {deadline}; apply for the next school year",
        "es": "solicitó el {applied}, después de la fecha límite del {deadline}; debe solicitar para el próximo año",
    },
    "no_bankruptcy": {
        "en": "no Chapter 7 or 11 bankruptcy in the last {years} years",
        "es": "ninguna bancarrota del Capítulo 7 u 11 en los últimos {years} años",
    },
    "bankruptcy": {
        "en": "a Chapter 7 or 11 bankruptcy lies less than {years} years back; it may be certified from {clear_from}",
        "es": "una bancarrota del Capítulo 7 u 11 fue hace menos de {years} años; se puede certificar desde el "
        "{clear_from}",
    },
    "viable": {"en": "its finances are shown to be sound", "es": "mostró que sus finanzas son sanas"},
    "viability_unshown": {
        "en": "it has not shown sound finances; send audited statements, Form 990 or other records",
        "es": "no ha mostrado finanzas sanas; debe enviar estados auditados, el formulario 990 u otros registros",
    },
    "no_school_owned": {
        "en": "nobody who leads it owns or runs a participating school",
        "es": "nadie que la dirige es dueño de una escuela participante ni la administra",
    },
    "school_owned": {
        "en": "one who leads it owns or runs a participating school; one of the two must end",
        "es": "alguien que la dirige es dueño de una escuela participante o la administra; una de las dos cosas debe "
        "terminar",
    },
    "no_child": {
        "en": "no child of a board member has an account",
        "es": "ningún hijo de un miembro de la junta tiene una cuenta",
    },
    "child": {
        "en": "a child of a board member has an account, which is not allowed",
        "es": "un hijo de un miembro de la junta tiene una cuenta, lo que no se permite",
    },
    "checks_given": {
        "en": "no background check that was asked for is missing",
        "es": "no falta ninguna verificación de antecedentes pedida",
    },
    "checks_missing": {
        "en": "the background checks of {count} people were asked for and are missing; send them",
        "es": "se pidieron las verificaciones de antecedentes de {count} personas y faltan; debe enviarlas",
    },
    "nobody_unsafe": {
        "en": "nobody is known who might endanger the proper use of money",
        "es": "no se conoce a nadie que pueda poner en peligro el buen uso del dinero",
    },
    "unsafe": {
        "en": "{count} people might endanger the proper use of money and must be excluded",
        "es": "{count} personas podrían poner en peligro el buen uso del dinero y deben quedar fuera",
    },
    "firm_counts": {
        "en": "the people of the hired firm who decide are held to the same rules as its employees",
        "es": "las personas de la empresa contratada que deciden cumplen las mismas reglas que sus empleados",
    },
    "firm_unfit": {
        "en": "people of the hired firm who decide do not meet the rules for its employees",
        "es": "personas de la empresa contratada que deciden no cumplen las reglas para sus empleados",
    },
    "no_bond_due": {
        "en": "{expected} of donations is expected, less than {least}, so no bond is due",
        "es": "se esperan {expected} de donaciones, menos de {least}, así que no se debe una fianza",
    },
    "bond_given": {
        "en": "a bond or other proof stands for the {expected} that is expected",
        "es": "hay una fianza u otra prueba por los {expected} que se esperan",
    },
    "bond_due": {
        "en": "{expected} is expected and the bond is {bond}; file a bond of {expected} or other financial proof",
        "es": "se esperan {expected} y la fianza es de {bond}; debe presentar una fianza de {expected} u otra prueba "
        "financiera",
    },
    "bond_late": {
        "en": "the proof came on {filed}; it is due before the school year opens on {opens}",
        "es": "la prueba llegó el {filed}; se debe antes de que comience el año escolar el {opens}",
    },
    "audit_in_time": {
        "en": "the audit was filed on {filed}, by {due}",
        "es": "la auditoría se presentó el {filed}, hasta el {due}",
    },
    "audit_late": {
        "en": "the audit was filed on {filed} and was due on {due}",
        "es": "la auditoría se presentó el {filed} y se debía el {due}",
    },
    "audit_waited_for": {"en": "the audit is due by {due}", "es": "la auditoría se debe hasta el {due}"},
    "audit_overdue": {
        "en": "the audit was due by {due} and has not come; file it now",
        "es": "la auditoría se debía hasta el {due} y no ha llegado; debe presentarla ahora",
    },
    "audit_by_cpa": {
        "en": "a certified public accountant made it",
        "es": "la hizo un contador público certificado",
    },
    "audit_not_by_cpa": {
        "en": "no certified public accountant made it; have one audit the year",
        "es": "no la hizo un contador público certificado; uno debe auditar el año",
    },
    "audit_clean": {
        "en": "it is certified free of material misstatement",
        "es": "certifica que no hay errores de importancia",
    },
    "audit_not_clean": {
        "en": "it is not certified free of material misstatement; correct the statements",
        "es": "no certifica que no hay errores de importancia; deben corregirse los estados",
    },
    "audit_lists": {
        "en": "it lists the EAO, the students, the contributions and the accounts opened",
        "es": "nombra la EAO, los estudiantes, las contribuciones y las cuentas abiertas",
    },
    "audit_lacks": {"en": "it does not list: {missing}; add it", "es": "no nombra: {missing}; debe agregarlo"},
    "grade_untested": {
        "en": "the state tests no mathematics and English in grade {grade}",
        "es": "el estado no examina matemáticas e inglés en el grado {grade}",
    },
    "tests_taken": {
        "en": "tests in mathematics and English language arts were taken",
        "es": "se tomaron los exámenes de matemáticas e inglés",
    },
    "tests_missing": {
        "en": "no test was taken in {missing}; the account may pay for it",
        "es": "no se tomó examen de {missing}; la cuenta puede pagarlo",
    },
    "test_kind": {
        "en": "they are state tests or nationally norm-referenced",
        "es": "son exámenes del estado o con normas nacionales",
    },
    "test_other_kind": {
        "en": "they are neither state tests nor nationally norm-referenced; take one of these",
        "es": "no son exámenes del estado ni con normas nacionales; tome uno de estos",
    },
    "value_added": {
        "en": "they can show what a year added",
        "es": "pueden mostrar lo que un año añadió",
    },
    "no_value_added": {
        "en": "they cannot show what a year added; choose a test that can",
        "es": "no pueden mostrar lo que un año añadió; elija un examen que pueda",
    },
    "partner": {"en": "{eao} is a partner of the school", "es": "{eao} es socia de la escuela"},
    "no_partner": {
        "en": "{eao} is no partner of the school; apply to one of: {partners}",
        "es": "{eao} no es socia de la escuela; solicite a una de estas: {partners}",
    },
    "no_partners": {
        "en": "the school has no EAO as a partner; ask the school, or choose another one",
        "es": "la escuela no tiene una EAO como socia; pregunte a la escuela o elija otra",
    },
    "all_told": {
        "en": "every family was told that the EAO was barred on {barred_on}",
        "es": "se avisó a todas las familias que la EAO fue excluida el {barred_on}",
    },
    "families_untold": {
        "en": "{left} families have not been told that the EAO was barred on {barred_on}; tell them now",
        "es": "no se ha avisado a {left} familias que la EAO fue excluida el {barred_on}; avíseles ahora",
    },
}
