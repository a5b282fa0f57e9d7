-- agreements: organization, append-only
ALTER TABLE agreements ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON agreements TO esa_organization;
CREATE POLICY agreements_organization_select ON agreements FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT ON agreements TO esa_family;
CREATE POLICY agreements_family_select ON agreements FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
CREATE POLICY agreements_family_insert ON agreements FOR INSERT TO esa_family WITH CHECK (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON agreements TO esa_state;
CREATE POLICY agreements_state_select ON agreements FOR SELECT TO esa_state USING (true);
GRANT SELECT ON agreements TO esa_treasury;
CREATE POLICY agreements_treasury_select ON agreements FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON agreements TO esa_system;
CREATE POLICY agreements_system ON agreements FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER agreements_append_only BEFORE UPDATE OR DELETE ON agreements FOR EACH STATEMENT EXECUTE FUNCTION append_only();
