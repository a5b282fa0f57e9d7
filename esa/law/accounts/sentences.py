"""The sentences on accounts, in English and Spanish side by side."""

from esa.law.tried import Templates

ACCOUNTS: Templates = {
    "cap_fits": {
        "en": "{proposed} with {granted} granted before is within the cap of {cap}",
        "es": "{proposed} con {granted} otorgados antes no pasa del tope de {cap}",
    },
    "cap_over": {
        "en": "{proposed} with {granted} granted before would pass the cap of {cap}; at most {room} may be added",
        "es": "{proposed} con {granted} otorgados antes pasaría del tope de {cap}; se pueden agregar {room} o menos",
    },
    "source_named": {"en": "every dollar names its source", "es": "cada dólar nombra su fuente"},
    "source_unnamed": {
        "en": "a grant names no known source; name tax credit, interest, general revenue or returned money",
        "es": "una beca no nombra una fuente conocida; nombre crédito fiscal, intereses, fondos generales o dinero "
        "devuelto",
    },
    "lower": {
        "en": "{proposed} is less than the {room} that the cap leaves, which an EAO may choose",
        "es": "{proposed} es menos que los {room} que deja el tope, y la EAO puede elegirlo así",
    },
    "rolled_over": {
        "en": "{amount} left from earlier years is no new grant and leaves the cap whole",
        "es": "{amount} que quedan de años anteriores no son una beca nueva y no reducen el tope",
    },
    "refund_right": {
        "en": "the refund of {amount} went back to the account",
        "es": "el reembolso de {amount} volvió a la cuenta",
    },
    "refund_wrong": {
        "en": "{amount} was refunded to the parent or student, which no school or provider may do; it must come back "
        "to the account",
        "es": "se reembolsaron {amount} al padre, la madre o el estudiante, lo que ninguna escuela o proveedor puede "
        "hacer; debe volver a la cuenta",
    },
    "year_end": {
        "en": "{balance} stays in the account at the end of the school year",
        "es": "{balance} quedan en la cuenta al final del año escolar",
    },
    "graduated": {
        "en": "the student graduated, so the account is closed with {balance} in it",
        "es": "el estudiante se graduó, así que la cuenta se cierra con {balance}",
    },
    "moved": {
        "en": "the new school is a qualified school, so the account stays open",
        "es": "la nueva escuela es una escuela calificada, así que la cuenta sigue abierta",
    },
    "withdrew": {
        "en": "the new school is no qualified school, so the account is closed with {balance} in it and the district "
        "has the duty to educate again",
        "es": "la nueva escuela no es una escuela calificada, así que la cuenta se cierra con {balance} y el distrito "
        "vuelve a tener el deber de educar",
    },
    "disqualified": {
        "en": "the student is disqualified, so the account is closed with {balance} in it and the district has the "
        "duty to educate again",
        "es": "el estudiante fue descalificado, así que la cuenta se cierra con {balance} y el distrito vuelve a tener "
        "el deber de educar",
    },
    "redistributed": {
        "en": "{balance} goes back to the EAO for other qualified students",
        "es": "{balance} vuelven a la EAO para otros estudiantes que califican",
    },
    "window_open": {
        "en": "the virtual school ended the enrolment; choose another qualified school by {last_day}, until then the "
        "account is held",
        "es": "la escuela virtual terminó la inscripción; elija otra escuela calificada hasta el {last_day}, mientras "
        "tanto la cuenta queda retenida",
    },
    "window_same_school": {
        "en": "the same virtual school may not take the student back this year; choose another by {last_day}",
        "es": "la misma escuela virtual no puede volver a aceptar al estudiante este año; elija otra hasta el "
        "{last_day}",
    },
    "window_used": {
        "en": "another qualified school was found on {found}, within the time until {last_day}",
        "es": "se encontró otra escuela calificada el {found}, dentro del plazo hasta el {last_day}",
    },
    "window_over": {
        "en": "no other qualified school was found in time, so the account is closed with {balance} in it",
        "es": "no se encontró a tiempo otra escuela calificada, así que la cuenta se cierra con {balance}",
    },
    "mistake": {
        "en": "an honest mistake is no intentional violation; nobody is disqualified, and a person looks at the award",
        "es": "un error honesto no es una violación intencional; nadie queda descalificado, y una persona revisa la "
        "beca",
    },
    "signed": {"en": "parent and EAO signed the agreement", "es": "los padres y la EAO firmaron el acuerdo"},
    "unsigned": {
        "en": "the agreement is not signed; sign it with the EAO",
        "es": "el acuerdo no está firmado; fírmelo con la EAO",
    },
    "in_school": {
        "en": "the student is enrolled in a qualified school",
        "es": "el estudiante está inscrito en una escuela calificada",
    },
    "in_no_school": {
        "en": "the student is not enrolled in a qualified school yet; enroll first",
        "es": "el estudiante todavía no está inscrito en una escuela calificada; inscríbalo primero",
    },
    "subjects": {
        "en": "English, mathematics, social studies and science are promised",
        "es": "se prometen inglés, matemáticas, estudios sociales y ciencias",
    },
    "subjects_missing": {
        "en": "the agreement must promise these subjects too: {missing}",
        "es": "el acuerdo debe prometer también estas materias: {missing}",
    },
    "released": {
        "en": "the district of residence is released from its duty to educate",
        "es": "el distrito de residencia queda libre de su deber de educar",
    },
    "not_released": {
        "en": "the agreement must release the district of residence from its duty to educate",
        "es": "el acuerdo debe liberar al distrito de residencia de su deber de educar",
    },
    "asked": {"en": "the parent asked to renew", "es": "los padres pidieron la renovación"},
    "not_asked": {
        "en": "nobody asked to renew; the parent must ask each year",
        "es": "nadie pidió la renovación; los padres deben pedirla cada año",
    },
    "once_qualified": {
        "en": "the student qualified once and stays able to apply",
        "es": "el estudiante calificó una vez y puede seguir solicitando",
    },
    "never_qualified": {
        "en": "the student never qualified, so there is nothing to renew; apply as new",
        "es": "el estudiante nunca calificó, así que no hay nada que renovar; solicite como nuevo",
    },
    "still_on": {
        "en": "high school is not finished, or exam scores are still due",
        "es": "no ha terminado la escuela secundaria, o aún faltan resultados de exámenes",
    },
    "finished": {
        "en": "high school is finished and no exam score is due, so the program is over for this student",
        "es": "terminó la escuela secundaria y no falta ningún resultado, así que el programa acabó para este "
        "estudiante",
    },
    "scores_due": {
        "en": "scores are due of {due} exams that the account paid for",
        "es": "faltan los resultados de {due} exámenes que pagó la cuenta",
    },
    "not_of_age": {
        "en": "at {age}, attendance is not compulsory: it is from {begins} until {ends}, or until {enough} credits",
        "es": "a los {age} años la asistencia no es obligatoria: lo es desde los {begins} hasta los {ends}, o hasta "
        "{enough} créditos",
    },
    "of_age": {
        "en": "at {age}, attendance is compulsory: it is from {begins} until {ends}",
        "es": "a los {age} años la asistencia es obligatoria: lo es desde los {begins} hasta los {ends}",
    },
    "attendance_met": {
        "en": "the signed agreement meets compulsory attendance",
        "es": "el acuerdo firmado cumple con la asistencia obligatoria",
    },
    "attendance_owed": {
        "en": "no agreement is signed, so the child must attend by another way that the law knows",
        "es": "no hay acuerdo firmado, así que el niño debe asistir de otra manera que la ley conozca",
    },
}
