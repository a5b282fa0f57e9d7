
-- takeovers: organization; the file stays as it came, a proposal is booked or taken back once
ALTER TABLE takeovers ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON takeovers TO esa_organization;
CREATE POLICY takeovers_organization ON takeovers FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON takeovers TO esa_state;
CREATE POLICY takeovers_state_select ON takeovers FOR SELECT TO esa_state USING (true);
GRANT SELECT ON takeovers TO esa_treasury;
CREATE POLICY takeovers_treasury_select ON takeovers FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE ON takeovers TO esa_system;
CREATE POLICY takeovers_system ON takeovers FOR ALL TO esa_system USING (true) WITH CHECK (true);

CREATE FUNCTION takeovers_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.standing <> 'proposed'
       OR (OLD.organization_id, OLD.school_year, OLD.content, OLD.file_sha256, OLD.proposed_by)
          IS DISTINCT FROM (NEW.organization_id, NEW.school_year, NEW.content, NEW.file_sha256, NEW.proposed_by) THEN
        RAISE EXCEPTION 'a takeover stays as it was proposed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'takeovers_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER takeovers_kept BEFORE UPDATE ON takeovers FOR EACH ROW EXECUTE FUNCTION takeovers_kept();

-- opening_balances: organization, append-only
ALTER TABLE opening_balances ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON opening_balances TO esa_organization;
CREATE POLICY opening_balances_organization_select ON opening_balances FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
CREATE POLICY opening_balances_organization_insert ON opening_balances FOR INSERT TO esa_organization WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON opening_balances TO esa_family;
CREATE POLICY opening_balances_family_select ON opening_balances FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON opening_balances TO esa_state;
CREATE POLICY opening_balances_state_select ON opening_balances FOR SELECT TO esa_state USING (true);
GRANT SELECT ON opening_balances TO esa_treasury;
CREATE POLICY opening_balances_treasury_select ON opening_balances FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON opening_balances TO esa_system;
CREATE POLICY opening_balances_system ON opening_balances FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER opening_balances_append_only BEFORE UPDATE OR DELETE ON opening_balances FOR EACH STATEMENT EXECUTE FUNCTION append_only();
