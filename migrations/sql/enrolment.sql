-- What schools say of enrolments, and the one narrow look that a payee has at children.

-- enrolment_answers: organization
ALTER TABLE enrolment_answers ENABLE ROW LEVEL SECURITY;
GRANT SELECT, UPDATE (handled_at, handled_by, handled_note) ON enrolment_answers TO esa_organization;
CREATE POLICY enrolment_answers_organization ON enrolment_answers FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON enrolment_answers TO esa_family;
CREATE POLICY enrolment_answers_family_select ON enrolment_answers FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT, INSERT ON enrolment_answers TO esa_payee;
CREATE POLICY enrolment_answers_payee_select ON enrolment_answers FOR SELECT TO esa_payee USING (payee_id = nullif(current_setting('esa.payee_id', true), '')::uuid);
CREATE POLICY enrolment_answers_payee_insert ON enrolment_answers FOR INSERT TO esa_payee WITH CHECK (payee_id = nullif(current_setting('esa.payee_id', true), '')::uuid);
GRANT SELECT ON enrolment_answers TO esa_state;
CREATE POLICY enrolment_answers_state_select ON enrolment_answers FOR SELECT TO esa_state USING (true);
GRANT SELECT ON enrolment_answers TO esa_treasury;
CREATE POLICY enrolment_answers_treasury_select ON enrolment_answers FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON enrolment_answers TO esa_system;
CREATE POLICY enrolment_answers_system ON enrolment_answers FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- The children of the payee that acts, all or one account's: those whose account names its school, and those to whom it
-- has said how it is related. It runs as the owner, and gives back what a school or provider may know, nothing else.
CREATE FUNCTION payee_children(one text)
    RETURNS TABLE (account_id uuid, number text, organization_id uuid, household_id uuid, student_id uuid,
                   given_name text, family_name text, grade text, enrolled_on date, is_open boolean, answer text,
                   said_on date)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH me AS (
        SELECT p.id, p.school_id FROM payees p WHERE p.id = nullif(current_setting('esa.payee_id', true), '')::uuid
    ), mine AS (
        SELECT a.* FROM me JOIN scholarship_accounts a ON a.school_id = me.school_id
        WHERE one IS NULL OR a.number = one
        UNION
        SELECT a.* FROM me JOIN payee_relations r ON r.payee_id = me.id
        JOIN scholarship_accounts a ON a.student_id = r.student_id AND a.organization_id = r.organization_id
        WHERE one IS NULL OR a.number = one
    )
    SELECT mine.id, mine.number, mine.organization_id, mine.household_id, mine.student_id, s.given_name, s.family_name,
           coalesce(app.grade, ''), mine.enrolled_on, mine.standing <> 'closed', word.answer, word.said_on
    FROM mine JOIN students s ON s.id = mine.student_id
    LEFT JOIN LATERAL (
        SELECT a.grade FROM applications a
        WHERE a.student_id = mine.student_id AND a.organization_id = mine.organization_id AND a.status = 'awarded'
        ORDER BY a.school_year DESC LIMIT 1
    ) app ON true
    LEFT JOIN LATERAL (
        SELECT e.answer, e.said_on FROM enrolment_answers e, me
        WHERE e.account_id = mine.id AND e.payee_id = me.id ORDER BY e.at DESC, e.id LIMIT 1
    ) word ON true
$$;
REVOKE ALL ON FUNCTION payee_children(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION payee_children(text) TO esa_payee;

-- Who knows an open account's number and the child's family name has them from the family.
CREATE FUNCTION child_by_number(one text, named text)
    RETURNS TABLE (account_id uuid, organization_id uuid, household_id uuid, student_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.id, a.organization_id, a.household_id, a.student_id
    FROM scholarship_accounts a JOIN students s ON s.id = a.student_id
    WHERE a.number = one AND a.standing <> 'closed' AND plain_name(s.family_name) = plain_name(named)
          AND nullif(current_setting('esa.payee_id', true), '') IS NOT NULL
$$;
REVOKE ALL ON FUNCTION child_by_number(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION child_by_number(text, text) TO esa_payee;
