-- Row-level security of expense requests: the EAO reads and decides, the family reads its own; what a family asks is
-- written by the house, which checks it, so that no family decides its own line.

-- expense_requests: organization
ALTER TABLE expense_requests ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON expense_requests TO esa_organization;
CREATE POLICY expense_requests_organization ON expense_requests FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON expense_requests TO esa_family;
CREATE POLICY expense_requests_family_select ON expense_requests FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON expense_requests TO esa_state;
CREATE POLICY expense_requests_state_select ON expense_requests FOR SELECT TO esa_state USING (true);
GRANT SELECT ON expense_requests TO esa_treasury;
CREATE POLICY expense_requests_treasury_select ON expense_requests FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON expense_requests TO esa_system;
CREATE POLICY expense_requests_system ON expense_requests FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- expense_lines: organization
ALTER TABLE expense_lines ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON expense_lines TO esa_organization;
CREATE POLICY expense_lines_organization ON expense_lines FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON expense_lines TO esa_family;
CREATE POLICY expense_lines_family_select ON expense_lines FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON expense_lines TO esa_state;
CREATE POLICY expense_lines_state_select ON expense_lines FOR SELECT TO esa_state USING (true);
GRANT SELECT ON expense_lines TO esa_treasury;
CREATE POLICY expense_lines_treasury_select ON expense_lines FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON expense_lines TO esa_system;
CREATE POLICY expense_lines_system ON expense_lines FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- expense_papers: organization, append-only
ALTER TABLE expense_papers ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON expense_papers TO esa_organization;
CREATE POLICY expense_papers_organization ON expense_papers FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON expense_papers TO esa_family;
CREATE POLICY expense_papers_family_select ON expense_papers FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON expense_papers TO esa_state;
CREATE POLICY expense_papers_state_select ON expense_papers FOR SELECT TO esa_state USING (true);
GRANT SELECT ON expense_papers TO esa_treasury;
CREATE POLICY expense_papers_treasury_select ON expense_papers FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON expense_papers TO esa_system;
CREATE POLICY expense_papers_system ON expense_papers FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER expense_papers_append_only BEFORE UPDATE OR DELETE ON expense_papers FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- expense_decisions: organization, append-only
ALTER TABLE expense_decisions ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON expense_decisions TO esa_organization;
CREATE POLICY expense_decisions_organization ON expense_decisions FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON expense_decisions TO esa_family;
CREATE POLICY expense_decisions_family_select ON expense_decisions FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON expense_decisions TO esa_state;
CREATE POLICY expense_decisions_state_select ON expense_decisions FOR SELECT TO esa_state USING (true);
GRANT SELECT ON expense_decisions TO esa_treasury;
CREATE POLICY expense_decisions_treasury_select ON expense_decisions FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON expense_decisions TO esa_system;
CREATE POLICY expense_decisions_system ON expense_decisions FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER expense_decisions_append_only BEFORE UPDATE OR DELETE ON expense_decisions FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- expense_appeals: organization
ALTER TABLE expense_appeals ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON expense_appeals TO esa_organization;
CREATE POLICY expense_appeals_organization ON expense_appeals FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON expense_appeals TO esa_family;
CREATE POLICY expense_appeals_family_select ON expense_appeals FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON expense_appeals TO esa_state;
CREATE POLICY expense_appeals_state_select ON expense_appeals FOR SELECT TO esa_state USING (true);
GRANT SELECT ON expense_appeals TO esa_treasury;
CREATE POLICY expense_appeals_treasury_select ON expense_appeals FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON expense_appeals TO esa_system;
CREATE POLICY expense_appeals_system ON expense_appeals FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- technology_approvals: organization, append-only
ALTER TABLE technology_approvals ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON technology_approvals TO esa_organization;
CREATE POLICY technology_approvals_organization ON technology_approvals FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON technology_approvals TO esa_family;
CREATE POLICY technology_approvals_family_select ON technology_approvals FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON technology_approvals TO esa_state;
CREATE POLICY technology_approvals_state_select ON technology_approvals FOR SELECT TO esa_state USING (true);
GRANT SELECT ON technology_approvals TO esa_treasury;
CREATE POLICY technology_approvals_treasury_select ON technology_approvals FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON technology_approvals TO esa_system;
CREATE POLICY technology_approvals_system ON technology_approvals FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER technology_approvals_append_only BEFORE UPDATE OR DELETE ON technology_approvals FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- A line stays whose it is and what was asked: its account, its category and who asked for it never change.
CREATE FUNCTION expense_lines_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.reference, NEW.organization_id, NEW.household_id, NEW.account_id, NEW.request_id, NEW.position,
        NEW.category, NEW.asked_by)
        IS DISTINCT FROM (OLD.id, OLD.reference, OLD.organization_id, OLD.household_id, OLD.account_id, OLD.request_id,
        OLD.position, OLD.category, OLD.asked_by) THEN
        RAISE EXCEPTION 'a line of an expense request stays what it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'expense_line_kept';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER expense_lines_kept BEFORE UPDATE ON expense_lines
    FOR EACH ROW EXECUTE FUNCTION expense_lines_kept();
