-- Payees: the register is the State's, what an EAO says of a payee is the EAO's, and a payee reaches what is its own.

-- payees: statewide
ALTER TABLE payees ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON payees TO esa_family;
CREATE POLICY payees_family_select ON payees FOR SELECT TO esa_family USING (true);
GRANT SELECT ON payees TO esa_organization;
CREATE POLICY payees_organization_select ON payees FOR SELECT TO esa_organization USING (true);
GRANT INSERT ON payees TO esa_organization;
CREATE POLICY payees_organization_insert ON payees FOR INSERT TO esa_organization WITH CHECK (true);
GRANT UPDATE (contact_name, email, phone, w9_on) ON payees TO esa_organization;
CREATE POLICY payees_organization_update ON payees FOR UPDATE TO esa_organization USING (true) WITH CHECK (true);
GRANT SELECT ON payees TO esa_payee;
CREATE POLICY payees_payee_select ON payees FOR SELECT TO esa_payee USING (id = nullif(current_setting('esa.payee_id', true), '')::uuid);
GRANT UPDATE (contact_name, email, phone) ON payees TO esa_payee;
CREATE POLICY payees_payee_update ON payees FOR UPDATE TO esa_payee USING (id = nullif(current_setting('esa.payee_id', true), '')::uuid) WITH CHECK (id = nullif(current_setting('esa.payee_id', true), '')::uuid);
GRANT SELECT ON payees TO esa_state;
CREATE POLICY payees_state_select ON payees FOR SELECT TO esa_state USING (true);
GRANT SELECT ON payees TO esa_treasury;
CREATE POLICY payees_treasury_select ON payees FOR SELECT TO esa_treasury USING (true);
GRANT UPDATE (disqualified_on, disqualified_because) ON payees TO esa_treasury;
CREATE POLICY payees_treasury_update ON payees FOR UPDATE TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON payees TO esa_system;
CREATE POLICY payees_system ON payees FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- payee_listings: organization
ALTER TABLE payee_listings ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON payee_listings TO esa_organization;
CREATE POLICY payee_listings_organization ON payee_listings FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON payee_listings TO esa_payee;
CREATE POLICY payee_listings_payee_select ON payee_listings FOR SELECT TO esa_payee USING (payee_id = nullif(current_setting('esa.payee_id', true), '')::uuid);
GRANT SELECT ON payee_listings TO esa_state;
CREATE POLICY payee_listings_state_select ON payee_listings FOR SELECT TO esa_state USING (true);
GRANT SELECT ON payee_listings TO esa_treasury;
CREATE POLICY payee_listings_treasury_select ON payee_listings FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON payee_listings TO esa_system;
CREATE POLICY payee_listings_system ON payee_listings FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- payee_credentials: statewide
ALTER TABLE payee_credentials ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON payee_credentials TO esa_organization;
CREATE POLICY payee_credentials_organization_select ON payee_credentials FOR SELECT TO esa_organization USING (true);
GRANT INSERT ON payee_credentials TO esa_organization;
CREATE POLICY payee_credentials_organization_insert ON payee_credentials FOR INSERT TO esa_organization WITH CHECK (true);
GRANT UPDATE (verified_at, verified_by, withdrawn_on, withdrawn_because) ON payee_credentials TO esa_organization;
CREATE POLICY payee_credentials_organization_update ON payee_credentials FOR UPDATE TO esa_organization USING (true) WITH CHECK (true);
GRANT SELECT ON payee_credentials TO esa_payee;
CREATE POLICY payee_credentials_payee_select ON payee_credentials FOR SELECT TO esa_payee USING (payee_id = nullif(current_setting('esa.payee_id', true), '')::uuid);
GRANT INSERT ON payee_credentials TO esa_payee;
CREATE POLICY payee_credentials_payee_insert ON payee_credentials FOR INSERT TO esa_payee WITH CHECK (payee_id = nullif(current_setting('esa.payee_id', true), '')::uuid AND verified_at IS NULL);
GRANT SELECT ON payee_credentials TO esa_state;
CREATE POLICY payee_credentials_state_select ON payee_credentials FOR SELECT TO esa_state USING (true);
GRANT SELECT ON payee_credentials TO esa_treasury;
CREATE POLICY payee_credentials_treasury_select ON payee_credentials FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON payee_credentials TO esa_system;
CREATE POLICY payee_credentials_system ON payee_credentials FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- payee_relations: organization, append-only
ALTER TABLE payee_relations ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON payee_relations TO esa_organization;
CREATE POLICY payee_relations_organization ON payee_relations FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON payee_relations TO esa_family;
CREATE POLICY payee_relations_family_select ON payee_relations FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON payee_relations TO esa_payee;
CREATE POLICY payee_relations_payee_select ON payee_relations FOR SELECT TO esa_payee USING (payee_id = nullif(current_setting('esa.payee_id', true), '')::uuid);
GRANT INSERT ON payee_relations TO esa_payee;
CREATE POLICY payee_relations_payee_insert ON payee_relations FOR INSERT TO esa_payee WITH CHECK (payee_id = nullif(current_setting('esa.payee_id', true), '')::uuid);
GRANT SELECT ON payee_relations TO esa_state;
CREATE POLICY payee_relations_state_select ON payee_relations FOR SELECT TO esa_state USING (true);
GRANT SELECT ON payee_relations TO esa_treasury;
CREATE POLICY payee_relations_treasury_select ON payee_relations FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON payee_relations TO esa_system;
CREATE POLICY payee_relations_system ON payee_relations FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER payee_relations_append_only BEFORE UPDATE OR DELETE ON payee_relations FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- invitations: private
ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON invitations TO esa_state;
CREATE POLICY invitations_state_select ON invitations FOR SELECT TO esa_state USING (true);
GRANT SELECT ON invitations TO esa_treasury;
CREATE POLICY invitations_treasury_select ON invitations FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON invitations TO esa_system;
CREATE POLICY invitations_system ON invitations FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- Every act of a payee is recorded.
GRANT INSERT ON audit_events TO esa_payee;
CREATE POLICY audit_events_payee_insert ON audit_events FOR INSERT TO esa_payee WITH CHECK (true);
