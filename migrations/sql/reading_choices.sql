-- reading_choices: statewide. What was confirmed is anybody's to see; what is only proposed is its body's and the state's.
ALTER TABLE reading_choices ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON reading_choices TO esa_public, esa_family, esa_donor, esa_payee, esa_organization, esa_state, esa_treasury;
CREATE POLICY reading_choices_public_select ON reading_choices FOR SELECT TO esa_public USING (confirmed_at IS NOT NULL);
CREATE POLICY reading_choices_family_select ON reading_choices FOR SELECT TO esa_family USING (confirmed_at IS NOT NULL);
CREATE POLICY reading_choices_donor_select ON reading_choices FOR SELECT TO esa_donor USING (confirmed_at IS NOT NULL);
CREATE POLICY reading_choices_payee_select ON reading_choices FOR SELECT TO esa_payee USING (confirmed_at IS NOT NULL);
CREATE POLICY reading_choices_organization_select ON reading_choices FOR SELECT TO esa_organization USING (confirmed_at IS NOT NULL OR organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
CREATE POLICY reading_choices_state_select ON reading_choices FOR SELECT TO esa_state USING (true);
CREATE POLICY reading_choices_treasury_select ON reading_choices FOR SELECT TO esa_treasury USING (true);
-- An EAO chooses for its own program, the Treasurer for the state; only the marks of the second person and of a
-- withdrawal are ever added to a row.
GRANT INSERT ON reading_choices TO esa_organization, esa_treasury;
GRANT UPDATE (confirmed_at, confirmed_by, withdrawn_at, withdrawn_by) ON reading_choices TO esa_organization, esa_treasury;
CREATE POLICY reading_choices_organization_insert ON reading_choices FOR INSERT TO esa_organization WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid AND confirmed_at IS NULL);
CREATE POLICY reading_choices_organization_update ON reading_choices FOR UPDATE TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
CREATE POLICY reading_choices_treasury_insert ON reading_choices FOR INSERT TO esa_treasury WITH CHECK (organization_id IS NULL AND confirmed_at IS NULL);
CREATE POLICY reading_choices_treasury_update ON reading_choices FOR UPDATE TO esa_treasury USING (organization_id IS NULL);
GRANT SELECT, INSERT, UPDATE ON reading_choices TO esa_system;
CREATE POLICY reading_choices_system ON reading_choices FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- What was chosen stays: no role, not even the owner, changes a choice otherwise or takes back a mark.
CREATE FUNCTION reading_choices_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (NEW.id, NEW.reading, NEW.option, NEW.reason, NEW.starts_on, NEW.organization_id, NEW.proposed_at, NEW.proposed_by)
            IS DISTINCT FROM
           (OLD.id, OLD.reading, OLD.option, OLD.reason, OLD.starts_on, OLD.organization_id, OLD.proposed_at, OLD.proposed_by)
        OR (OLD.confirmed_at IS NOT NULL AND (NEW.confirmed_at, NEW.confirmed_by) IS DISTINCT FROM (OLD.confirmed_at, OLD.confirmed_by))
        OR (OLD.withdrawn_at IS NOT NULL AND NEW IS DISTINCT FROM OLD)
    THEN
        RAISE EXCEPTION 'a choice of a reading is never changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reading_choices_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reading_choices_kept BEFORE UPDATE OR DELETE ON reading_choices FOR EACH ROW EXECUTE FUNCTION reading_choices_kept();
