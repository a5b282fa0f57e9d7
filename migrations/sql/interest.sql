-- interest_sharings: organization, append-only
ALTER TABLE interest_sharings ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON interest_sharings TO esa_organization;
CREATE POLICY interest_sharings_organization ON interest_sharings FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON interest_sharings TO esa_state;
CREATE POLICY interest_sharings_state_select ON interest_sharings FOR SELECT TO esa_state USING (true);
GRANT SELECT ON interest_sharings TO esa_treasury;
CREATE POLICY interest_sharings_treasury_select ON interest_sharings FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON interest_sharings TO esa_system;
CREATE POLICY interest_sharings_system ON interest_sharings FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER interest_sharings_append_only BEFORE UPDATE OR DELETE ON interest_sharings FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- interest_shares: organization, append-only
ALTER TABLE interest_shares ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON interest_shares TO esa_organization;
CREATE POLICY interest_shares_organization ON interest_shares FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON interest_shares TO esa_family;
CREATE POLICY interest_shares_family_select ON interest_shares FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON interest_shares TO esa_state;
CREATE POLICY interest_shares_state_select ON interest_shares FOR SELECT TO esa_state USING (true);
GRANT SELECT ON interest_shares TO esa_treasury;
CREATE POLICY interest_shares_treasury_select ON interest_shares FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON interest_shares TO esa_system;
CREATE POLICY interest_shares_system ON interest_shares FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER interest_shares_append_only BEFORE UPDATE OR DELETE ON interest_shares FOR EACH STATEMENT EXECUTE FUNCTION append_only();
