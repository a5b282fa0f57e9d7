-- What a payee sees of the lines that pay it.

-- The lines that pay the payee that acts: those it asked for itself, and others once they are approved. It runs as the
-- owner, and gives back neither balances nor sources; the facts of a decision serve to say its sentence in Spanish.
CREATE FUNCTION payee_lines(one text, before timestamptz, most integer)
    RETURNS TABLE (reference text, account text, organization_id uuid, household_id uuid, account_id uuid,
                   given_name text, family_name text, category text, description text, amount bigint, standing text,
                   standing_at timestamptz, asked_at timestamptz, promised_on date, return_code text, outcome text,
                   rule text, cite text, facts jsonb, findings jsonb, reason text, missing jsonb, remittance text,
                   paid_on date, refunded bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.reference, a.number, l.organization_id, l.household_id, l.account_id, s.given_name, s.family_name,
           l.category, l.description, l.amount, l.standing, l.standing_at, l.asked_at, l.promised_on, l.return_code,
           coalesce(d.outcome, ''), coalesce(d.rule, ''), coalesce(d.cite, ''), d.facts, coalesce(d.findings, '[]'),
           coalesce(d.reason, ''), coalesce(d.missing, '[]'), coalesce(p.number, ''), p.paid_on,
           coalesce((SELECT sum(r.amount) FROM expected_refunds r WHERE r.line_id = l.id), 0)::bigint
    FROM expense_lines l
    JOIN scholarship_accounts a ON a.id = l.account_id JOIN students s ON s.id = a.student_id
    LEFT JOIN LATERAL (
        SELECT e.outcome, e.rule, e.cite, e.facts, e.findings, e.reason, e.missing FROM expense_decisions e
        WHERE e.line_id = l.id ORDER BY e.turn DESC LIMIT 1
    ) d ON true
    LEFT JOIN payment_intents i ON i.organization_id = l.organization_id AND i.reference = l.reference
    LEFT JOIN outgoing_payments p ON p.id = i.payment_id
    WHERE l.payee_id = nullif(current_setting('esa.payee_id', true), '')::uuid
          AND (l.by = 'school' OR l.standing IN ('approved', 'released', 'paid', 'came_back'))
          AND (one IS NULL OR l.reference = one) AND (before IS NULL OR l.asked_at < before)
    ORDER BY l.asked_at DESC, l.reference LIMIT most
$$;
REVOKE ALL ON FUNCTION payee_lines(text, timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION payee_lines(text, timestamptz, integer) TO esa_payee;
