"""The sentences that answer an event of the statewide cap, in English and Spanish side by side."""

from esa.law.tried import Templates

REPLAY: Templates = {
    "opened": {"en": "{year} opens with a cap of {cap}", "es": "{year} comienza con un tope de {cap}"},
    "not_open": {
        "en": "the year is not open yet; open it first",
        "es": "el año todavía no ha comenzado; primero hay que abrirlo",
    },
    "open_already": {
        "en": "{year} is open already; another year needs its own log",
        "es": "{year} ya comenzó; otro año necesita su propio registro",
    },
    "reserved": {"en": "{amount} is reserved until {last_day}", "es": "{amount} quedan reservados hasta el {last_day}"},
    "reserved_part": {
        "en": "{asked} was asked and only {amount} is free; that is reserved until {last_day}",
        "es": "se pidieron {asked} y solo hay {amount} libres; quedan reservados hasta el {last_day}",
    },
    "under_least": {
        "en": "{asked} is under the least reservation of {least}",
        "es": "{asked} es menos que la reserva mínima de {least}",
    },
    "outside_year": {
        "en": "{day} is not in {year}, the year of this cap",
        "es": "el {day} no está en {year}, el año de este tope",
    },
    "id_used": {
        "en": "a reservation {id} exists already; use another id",
        "es": "ya existe una reserva {id}; use otro identificador",
    },
    "not_free": {
        "en": "{asked} was asked and only {free} is free",
        "es": "se pidieron {asked} y solo hay {free} libres",
    },
    "not_free_for_eao": {
        "en": "{asked} was asked and only {free} of the allotment of {eao} is free",
        "es": "se pidieron {asked} y solo hay {free} libres de la asignación de {eao}",
    },
    "unknown_id": {"en": "there is no reservation {id}", "es": "no hay una reserva {id}"},
    "lapsed": {
        "en": "no money came by {last_day}, so the reservation lapsed; reserve again",
        "es": "no llegó dinero hasta el {last_day}, así que la reserva caducó; hay que reservar de nuevo",
    },
    "voided": {"en": "the reservation was voided", "es": "la reserva fue anulada"},
    "received_already": {
        "en": "the money of this reservation came already",
        "es": "el dinero de esta reserva ya llegó",
    },
    "certified_already": {
        "en": "the credit of this reservation is certified already",
        "es": "el crédito de esta reserva ya está certificado",
    },
    "no_money": {
        "en": "no money came for this reservation yet",
        "es": "todavía no ha llegado dinero para esta reserva",
    },
    "nothing_came": {"en": "an amount of nothing is no contribution", "es": "una cantidad de cero no es una donación"},
    "cashiers_check_excluded": {
        "en": "a cashier's check makes no qualifying contribution (RSMo 135.715.5); the reservation stays",
        "es": "un cheque de caja no es una donación que cuente (RSMo 135.715.5); la reserva sigue",
    },
    "stock_excluded": {
        "en": "stock makes no qualifying contribution (RSMo 135.715.5); the reservation stays",
        "es": "las acciones no son una donación que cuente (RSMo 135.715.5); la reserva sigue",
    },
    "other_excluded": {
        "en": "this way to pay makes no qualifying contribution (RSMo 135.715.5); the reservation stays",
        "es": "esta forma de pago no es una donación que cuente (RSMo 135.715.5); la reserva sigue",
    },
    "third_party_over": {
        "en": "a third-party check over {limit} is no qualifying contribution (RSMo 135.715.5); the reservation stays",
        "es": "un cheque de terceros de más de {limit} no cuenta como donación (RSMo 135.715.5); la reserva sigue",
    },
    "received": {"en": "{amount} came as reserved", "es": "llegaron {amount}, lo reservado"},
    "received_less": {
        "en": "{amount} came of {reserved} reserved; the rest is free again",
        "es": "llegaron {amount} de {reserved} reservados; el resto queda libre",
    },
    "received_more": {
        "en": "{came} came and {amount} was reserved; only that counts",
        "es": "llegaron {came} y se habían reservado {amount}; solo eso cuenta",
    },
    "certified": {"en": "a credit of {amount} is certified", "es": "se certifica un crédito de {amount}"},
    "freed": {"en": "{amount} is free again", "es": "{amount} quedan libres"},
    "allotted_none": {
        "en": "the cap is common to all, first come, first served",
        "es": "el tope es común a todos, por orden de llegada",
    },
    "allotted": {"en": "the cap is allotted to {count} EAOs", "es": "el tope se asigna a {count} EAO"},
    "no_eaos": {"en": "no EAO is named", "es": "no se nombra ninguna EAO"},
    "eao_twice": {"en": "{eao} is named twice", "es": "{eao} se nombra dos veces"},
    "amount_missing": {"en": "an amount for {eao} is missing", "es": "falta una cantidad para {eao}"},
    "amount_unasked": {
        "en": "{eao} has an amount that this mode does not take",
        "es": "{eao} tiene una cantidad que este modo no admite",
    },
    "allotments_over_cap": {
        "en": "the allotments are {sum} together, over the cap of {cap}",
        "es": "las asignaciones suman {sum}, más que el tope de {cap}",
    },
    "less_than_used": {
        "en": "{eao} would get {share} and uses {used}",
        "es": "{eao} recibiría {share} y usa {used}",
    },
    "moved": {
        "en": "{amount} of unused allotment moves from {giver} to {taker}",
        "es": "{amount} de asignación sin usar pasan de {giver} a {taker}",
    },
    "no_allotments": {
        "en": "there are no allotments to move; the cap is common to all",
        "es": "no hay asignaciones que mover; el tope es común a todos",
    },
    "too_early": {
        "en": "allotments stay where they are through {last_day}",
        "es": "las asignaciones no se mueven hasta después del {last_day}",
    },
    "eao_without": {"en": "{eao} is named in no allotment", "es": "{eao} no tiene asignación"},
    "same_eao": {
        "en": "it takes two EAOs to move an allotment",
        "es": "se necesitan dos EAO para mover una asignación",
    },
    "more_than_unused": {
        "en": "{asked} was asked and only {unused} of the allotment of {eao} is unused",
        "es": "se pidieron {asked} y solo {unused} de la asignación de {eao} están sin usar",
    },
}
