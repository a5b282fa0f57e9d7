"""The sentences on an EAO's year of money, in English and Spanish side by side."""

from esa.law.tried import Templates

LIMITS: Templates = {
    "fund_met": {
        "en": "{paid} went to the fund and {due} was due, {percent} percent of the contributions",
        "es": "se enviaron {paid} al fondo y se debían {due}, el {percent} por ciento de las contribuciones",
    },
    "fund_short": {
        "en": "only {paid} went to the fund and {due} was due, {percent} percent of the contributions; send "
        "{missing} more",
        "es": "solo se enviaron {paid} al fondo y se debían {due}, el {percent} por ciento de las contribuciones; "
        "faltan {missing}",
    },
    "accounts_met": {
        "en": "{paid} was spent on scholarship accounts, at least the {due} that is {percent} percent of the "
        "contributions",
        "es": "se gastaron {paid} en cuentas de becas, al menos los {due} que son el {percent} por ciento de las "
        "contribuciones",
    },
    "accounts_short": {
        "en": "only {paid} was spent on scholarship accounts, less than the {due} that is {percent} percent of the "
        "contributions; spend {missing} more",
        "es": "solo se gastaron {paid} en cuentas de becas, menos que los {due} que son el {percent} por ciento de las "
        "contribuciones; faltan {missing}",
    },
    "overhead_within": {
        "en": "overhead of {paid} is at or under {limit}, the smaller of {steps} by the steps and {residue} that the "
        "fund and the accounts leave",
        "es": "los gastos de administración de {paid} son de {limit} o menos, lo menor entre {steps} según los "
        "tramos y {residue} que dejan el fondo y las cuentas",
    },
    "overhead_over": {
        "en": "overhead of {paid} is over {limit}, the smaller of {steps} by the steps and {residue} that the fund and "
        "the accounts leave; {excess} too much",
        "es": "los gastos de administración de {paid} son de más de {limit}, lo menor entre {steps} según los tramos y "
        "{residue} que dejan el fondo y las cuentas; sobran {excess}",
    },
    "overhead_strict": {
        "en": "if the steps were counted on what is left, the limit would be {strict}",
        "es": "si los tramos se contaran sobre lo que queda, el límite sería {strict}",
    },
    "interest_met": {
        "en": "{paid} of interest was spent on scholarship accounts and {due} was due, all of it",
        "es": "se gastaron {paid} de intereses en cuentas de becas y se debían {due}, todos",
    },
    "interest_short": {
        "en": "only {paid} of interest was spent on scholarship accounts and {due} was due, all of it; spend "
        "{missing} more",
        "es": "solo se gastaron {paid} de intereses en cuentas de becas y se debían {due}, todos; faltan {missing}",
    },
}
