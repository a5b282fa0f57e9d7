
-- disqualification_cases: organization; the Treasurer decides what an EAO has proposed
ALTER TABLE disqualification_cases ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON disqualification_cases TO esa_organization;
CREATE POLICY disqualification_cases_organization ON disqualification_cases FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON disqualification_cases TO esa_state;
CREATE POLICY disqualification_cases_state_select ON disqualification_cases FOR SELECT TO esa_state USING (true);
GRANT SELECT, UPDATE ON disqualification_cases TO esa_treasury;
CREATE POLICY disqualification_cases_treasury_select ON disqualification_cases FOR SELECT TO esa_treasury USING (true);
CREATE POLICY disqualification_cases_treasury_update ON disqualification_cases FOR UPDATE TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON disqualification_cases TO esa_system;
CREATE POLICY disqualification_cases_system ON disqualification_cases FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- What was proposed stays as it was; a decision is made once, and an EAO never makes it.
CREATE FUNCTION disqualification_cases_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.standing <> 'proposed'
       OR (OLD.organization_id, OLD.account_id, OLD.whose, OLD.what, OLD.evidence, OLD.proposed_at, OLD.proposed_by)
          IS DISTINCT FROM
          (NEW.organization_id, NEW.account_id, NEW.whose, NEW.what, NEW.evidence, NEW.proposed_at, NEW.proposed_by)
       OR (current_user = 'esa_organization' AND NEW.standing <> 'withdrawn') THEN
        RAISE EXCEPTION 'a proposal is decided once, by the Treasurer'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'disqualification_cases_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER disqualification_cases_kept BEFORE UPDATE ON disqualification_cases
    FOR EACH ROW EXECUTE FUNCTION disqualification_cases_kept();
