-- self_checks: organization
ALTER TABLE self_checks ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON self_checks TO esa_organization;
CREATE POLICY self_checks_organization_select ON self_checks FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON self_checks TO esa_state;
CREATE POLICY self_checks_state_select ON self_checks FOR SELECT TO esa_state USING (true);
GRANT SELECT ON self_checks TO esa_treasury;
CREATE POLICY self_checks_treasury_select ON self_checks FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON self_checks TO esa_system;
CREATE POLICY self_checks_system ON self_checks FOR ALL TO esa_system USING (true) WITH CHECK (true);
