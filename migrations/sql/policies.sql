-- Row-level security: one plain policy for each role and table, made from each table's declared reach.
-- A test compares this with the declarations and with what stands in the database.

-- application_drafts: household
ALTER TABLE application_drafts ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON application_drafts TO esa_family;
CREATE POLICY application_drafts_family ON application_drafts FOR ALL TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid) WITH CHECK (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON application_drafts TO esa_state;
CREATE POLICY application_drafts_state_select ON application_drafts FOR SELECT TO esa_state USING (true);
GRANT SELECT ON application_drafts TO esa_treasury;
CREATE POLICY application_drafts_treasury_select ON application_drafts FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON application_drafts TO esa_system;
CREATE POLICY application_drafts_system ON application_drafts FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- application_imports: organization
ALTER TABLE application_imports ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON application_imports TO esa_organization;
CREATE POLICY application_imports_organization ON application_imports FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON application_imports TO esa_state;
CREATE POLICY application_imports_state_select ON application_imports FOR SELECT TO esa_state USING (true);
GRANT SELECT ON application_imports TO esa_treasury;
CREATE POLICY application_imports_treasury_select ON application_imports FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON application_imports TO esa_system;
CREATE POLICY application_imports_system ON application_imports FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- application_papers: organization
ALTER TABLE application_papers ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON application_papers TO esa_organization;
CREATE POLICY application_papers_organization ON application_papers FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT ON application_papers TO esa_family;
CREATE POLICY application_papers_family_select ON application_papers FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
CREATE POLICY application_papers_family_insert ON application_papers FOR INSERT TO esa_family WITH CHECK (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON application_papers TO esa_state;
CREATE POLICY application_papers_state_select ON application_papers FOR SELECT TO esa_state USING (true);
GRANT SELECT ON application_papers TO esa_treasury;
CREATE POLICY application_papers_treasury_select ON application_papers FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON application_papers TO esa_system;
CREATE POLICY application_papers_system ON application_papers FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- applications: organization
ALTER TABLE applications ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON applications TO esa_organization;
CREATE POLICY applications_organization ON applications FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT ON applications TO esa_family;
CREATE POLICY applications_family_select ON applications FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
CREATE POLICY applications_family_insert ON applications FOR INSERT TO esa_family WITH CHECK (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON applications TO esa_state;
CREATE POLICY applications_state_select ON applications FOR SELECT TO esa_state USING (true);
GRANT SELECT ON applications TO esa_treasury;
CREATE POLICY applications_treasury_select ON applications FOR SELECT TO esa_treasury USING (true);
GRANT UPDATE (decision_id, outcome, tier, base_tier, cap, cap_percent, lunch, has_iep, status, updated_at) ON applications TO esa_family;
CREATE POLICY applications_family_update ON applications FOR UPDATE TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid) WITH CHECK (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON applications TO esa_system;
CREATE POLICY applications_system ON applications FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- audit_blocks: private, append-only
ALTER TABLE audit_blocks ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON audit_blocks TO esa_state;
CREATE POLICY audit_blocks_state_select ON audit_blocks FOR SELECT TO esa_state USING (true);
GRANT SELECT ON audit_blocks TO esa_treasury;
CREATE POLICY audit_blocks_treasury_select ON audit_blocks FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON audit_blocks TO esa_system;
CREATE POLICY audit_blocks_system ON audit_blocks FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER audit_blocks_append_only BEFORE UPDATE OR DELETE ON audit_blocks FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- audit_events: private, append-only
ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON audit_events TO esa_state;
CREATE POLICY audit_events_state_select ON audit_events FOR SELECT TO esa_state USING (true);
GRANT SELECT ON audit_events TO esa_treasury;
CREATE POLICY audit_events_treasury_select ON audit_events FOR SELECT TO esa_treasury USING (true);
GRANT INSERT ON audit_events TO esa_public;
CREATE POLICY audit_events_public_insert ON audit_events FOR INSERT TO esa_public WITH CHECK (true);
GRANT INSERT ON audit_events TO esa_family;
CREATE POLICY audit_events_family_insert ON audit_events FOR INSERT TO esa_family WITH CHECK (true);
GRANT INSERT ON audit_events TO esa_donor;
CREATE POLICY audit_events_donor_insert ON audit_events FOR INSERT TO esa_donor WITH CHECK (true);
GRANT INSERT ON audit_events TO esa_organization;
CREATE POLICY audit_events_organization_insert ON audit_events FOR INSERT TO esa_organization WITH CHECK (true);
GRANT INSERT ON audit_events TO esa_state;
CREATE POLICY audit_events_state_insert ON audit_events FOR INSERT TO esa_state WITH CHECK (true);
GRANT INSERT ON audit_events TO esa_treasury;
CREATE POLICY audit_events_treasury_insert ON audit_events FOR INSERT TO esa_treasury WITH CHECK (true);
GRANT SELECT, INSERT ON audit_events TO esa_system;
CREATE POLICY audit_events_system ON audit_events FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- award_places: organization, append-only
ALTER TABLE award_places ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON award_places TO esa_organization;
CREATE POLICY award_places_organization ON award_places FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON award_places TO esa_family;
CREATE POLICY award_places_family_select ON award_places FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON award_places TO esa_state;
CREATE POLICY award_places_state_select ON award_places FOR SELECT TO esa_state USING (true);
GRANT SELECT ON award_places TO esa_treasury;
CREATE POLICY award_places_treasury_select ON award_places FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON award_places TO esa_system;
CREATE POLICY award_places_system ON award_places FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER award_places_append_only BEFORE UPDATE OR DELETE ON award_places FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- award_runs: organization
ALTER TABLE award_runs ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON award_runs TO esa_organization;
CREATE POLICY award_runs_organization ON award_runs FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON award_runs TO esa_state;
CREATE POLICY award_runs_state_select ON award_runs FOR SELECT TO esa_state USING (true);
GRANT SELECT ON award_runs TO esa_treasury;
CREATE POLICY award_runs_treasury_select ON award_runs FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON award_runs TO esa_system;
CREATE POLICY award_runs_system ON award_runs FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- certifications: statewide
ALTER TABLE certifications ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON certifications TO esa_public, esa_family, esa_donor, esa_organization, esa_state;
GRANT SELECT, INSERT, UPDATE ON certifications TO esa_treasury;
CREATE POLICY certifications_public_select ON certifications FOR SELECT TO esa_public USING (true);
CREATE POLICY certifications_family_select ON certifications FOR SELECT TO esa_family USING (true);
CREATE POLICY certifications_donor_select ON certifications FOR SELECT TO esa_donor USING (true);
CREATE POLICY certifications_organization_select ON certifications FOR SELECT TO esa_organization USING (true);
CREATE POLICY certifications_state_select ON certifications FOR SELECT TO esa_state USING (true);
CREATE POLICY certifications_treasury ON certifications FOR ALL TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON certifications TO esa_system;
CREATE POLICY certifications_system ON certifications FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- contributions: donor
ALTER TABLE contributions ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON contributions TO esa_organization;
CREATE POLICY contributions_organization ON contributions FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON contributions TO esa_donor;
CREATE POLICY contributions_donor ON contributions FOR ALL TO esa_donor USING (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid) WITH CHECK (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);
GRANT SELECT ON contributions TO esa_state;
CREATE POLICY contributions_state_select ON contributions FOR SELECT TO esa_state USING (true);
GRANT SELECT ON contributions TO esa_treasury;
CREATE POLICY contributions_treasury_select ON contributions FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON contributions TO esa_system;
CREATE POLICY contributions_system ON contributions FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- credit_caps: statewide
ALTER TABLE credit_caps ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON credit_caps TO esa_public, esa_family, esa_donor, esa_organization, esa_state;
GRANT SELECT, INSERT, UPDATE ON credit_caps TO esa_treasury;
CREATE POLICY credit_caps_public_select ON credit_caps FOR SELECT TO esa_public USING (true);
CREATE POLICY credit_caps_family_select ON credit_caps FOR SELECT TO esa_family USING (true);
CREATE POLICY credit_caps_donor_select ON credit_caps FOR SELECT TO esa_donor USING (true);
CREATE POLICY credit_caps_organization_select ON credit_caps FOR SELECT TO esa_organization USING (true);
CREATE POLICY credit_caps_state_select ON credit_caps FOR SELECT TO esa_state USING (true);
CREATE POLICY credit_caps_treasury ON credit_caps FOR ALL TO esa_treasury USING (true) WITH CHECK (true);
GRANT UPDATE (reserved, received, certified, lapsed) ON credit_caps TO esa_donor, esa_organization;
CREATE POLICY credit_caps_donor_update ON credit_caps FOR UPDATE TO esa_donor USING (true) WITH CHECK (true);
CREATE POLICY credit_caps_organization_update ON credit_caps FOR UPDATE TO esa_organization USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON credit_caps TO esa_system;
CREATE POLICY credit_caps_system ON credit_caps FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- decisions: organization, append-only
ALTER TABLE decisions ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON decisions TO esa_organization;
CREATE POLICY decisions_organization ON decisions FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT ON decisions TO esa_family;
CREATE POLICY decisions_family_select ON decisions FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
CREATE POLICY decisions_family_insert ON decisions FOR INSERT TO esa_family WITH CHECK (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON decisions TO esa_state;
CREATE POLICY decisions_state_select ON decisions FOR SELECT TO esa_state USING (true);
GRANT SELECT ON decisions TO esa_treasury;
CREATE POLICY decisions_treasury_select ON decisions FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON decisions TO esa_system;
CREATE POLICY decisions_system ON decisions FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER decisions_append_only BEFORE UPDATE OR DELETE ON decisions FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- deposits: organization
ALTER TABLE deposits ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON deposits TO esa_organization;
CREATE POLICY deposits_organization ON deposits FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON deposits TO esa_family;
CREATE POLICY deposits_family_select ON deposits FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON deposits TO esa_state;
CREATE POLICY deposits_state_select ON deposits FOR SELECT TO esa_state USING (true);
GRANT SELECT ON deposits TO esa_treasury;
CREATE POLICY deposits_treasury_select ON deposits FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON deposits TO esa_system;
CREATE POLICY deposits_system ON deposits FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- district_classifications: statewide
ALTER TABLE district_classifications ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON district_classifications TO esa_public, esa_family, esa_donor, esa_organization, esa_state;
GRANT SELECT, INSERT, UPDATE ON district_classifications TO esa_treasury;
CREATE POLICY district_classifications_public_select ON district_classifications FOR SELECT TO esa_public USING (true);
CREATE POLICY district_classifications_family_select ON district_classifications FOR SELECT TO esa_family USING (true);
CREATE POLICY district_classifications_donor_select ON district_classifications FOR SELECT TO esa_donor USING (true);
CREATE POLICY district_classifications_organization_select ON district_classifications FOR SELECT TO esa_organization USING (true);
CREATE POLICY district_classifications_state_select ON district_classifications FOR SELECT TO esa_state USING (true);
CREATE POLICY district_classifications_treasury ON district_classifications FOR ALL TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON district_classifications TO esa_system;
CREATE POLICY district_classifications_system ON district_classifications FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- districts: statewide
ALTER TABLE districts ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON districts TO esa_public, esa_family, esa_donor, esa_organization, esa_state;
GRANT SELECT, INSERT, UPDATE ON districts TO esa_treasury;
CREATE POLICY districts_public_select ON districts FOR SELECT TO esa_public USING (true);
CREATE POLICY districts_family_select ON districts FOR SELECT TO esa_family USING (true);
CREATE POLICY districts_donor_select ON districts FOR SELECT TO esa_donor USING (true);
CREATE POLICY districts_organization_select ON districts FOR SELECT TO esa_organization USING (true);
CREATE POLICY districts_state_select ON districts FOR SELECT TO esa_state USING (true);
CREATE POLICY districts_treasury ON districts FOR ALL TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON districts TO esa_system;
CREATE POLICY districts_system ON districts FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- documents: household
ALTER TABLE documents ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON documents TO esa_organization;
CREATE POLICY documents_organization ON documents FOR ALL TO esa_organization USING (intake_organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (intake_organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON documents TO esa_family;
CREATE POLICY documents_family ON documents FOR ALL TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid) WITH CHECK (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON documents TO esa_state;
CREATE POLICY documents_state_select ON documents FOR SELECT TO esa_state USING (true);
GRANT SELECT ON documents TO esa_treasury;
CREATE POLICY documents_treasury_select ON documents FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON documents TO esa_system;
CREATE POLICY documents_system ON documents FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- donors: donor
ALTER TABLE donors ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON donors TO esa_organization;
CREATE POLICY donors_organization ON donors FOR ALL TO esa_organization USING (intake_organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (intake_organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON donors TO esa_donor;
CREATE POLICY donors_donor ON donors FOR ALL TO esa_donor USING (id = nullif(current_setting('esa.donor_id', true), '')::uuid) WITH CHECK (id = nullif(current_setting('esa.donor_id', true), '')::uuid);
GRANT SELECT ON donors TO esa_state;
CREATE POLICY donors_state_select ON donors FOR SELECT TO esa_state USING (true);
GRANT SELECT ON donors TO esa_treasury;
CREATE POLICY donors_treasury_select ON donors FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON donors TO esa_system;
CREATE POLICY donors_system ON donors FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- duplicate_pairs: organization
ALTER TABLE duplicate_pairs ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON duplicate_pairs TO esa_organization;
CREATE POLICY duplicate_pairs_organization ON duplicate_pairs FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON duplicate_pairs TO esa_state;
CREATE POLICY duplicate_pairs_state_select ON duplicate_pairs FOR SELECT TO esa_state USING (true);
GRANT SELECT ON duplicate_pairs TO esa_treasury;
CREATE POLICY duplicate_pairs_treasury_select ON duplicate_pairs FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON duplicate_pairs TO esa_system;
CREATE POLICY duplicate_pairs_system ON duplicate_pairs FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- grant_sources: organization, append-only
ALTER TABLE grant_sources ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON grant_sources TO esa_organization;
CREATE POLICY grant_sources_organization ON grant_sources FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON grant_sources TO esa_family;
CREATE POLICY grant_sources_family_select ON grant_sources FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON grant_sources TO esa_state;
CREATE POLICY grant_sources_state_select ON grant_sources FOR SELECT TO esa_state USING (true);
GRANT SELECT ON grant_sources TO esa_treasury;
CREATE POLICY grant_sources_treasury_select ON grant_sources FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON grant_sources TO esa_system;
CREATE POLICY grant_sources_system ON grant_sources FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER grant_sources_append_only BEFORE UPDATE OR DELETE ON grant_sources FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- grant_totals: private
ALTER TABLE grant_totals ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON grant_totals TO esa_state;
CREATE POLICY grant_totals_state_select ON grant_totals FOR SELECT TO esa_state USING (true);
GRANT SELECT ON grant_totals TO esa_treasury;
CREATE POLICY grant_totals_treasury_select ON grant_totals FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON grant_totals TO esa_system;
CREATE POLICY grant_totals_system ON grant_totals FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- grants: organization
ALTER TABLE grants ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON grants TO esa_organization;
CREATE POLICY grants_organization ON grants FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON grants TO esa_family;
CREATE POLICY grants_family_select ON grants FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON grants TO esa_state;
CREATE POLICY grants_state_select ON grants FOR SELECT TO esa_state USING (true);
GRANT SELECT ON grants TO esa_treasury;
CREATE POLICY grants_treasury_select ON grants FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON grants TO esa_system;
CREATE POLICY grants_system ON grants FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- households: household
ALTER TABLE households ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON households TO esa_organization;
CREATE POLICY households_organization ON households FOR ALL TO esa_organization USING (intake_organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (intake_organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON households TO esa_family;
CREATE POLICY households_family ON households FOR ALL TO esa_family USING (id = nullif(current_setting('esa.household_id', true), '')::uuid) WITH CHECK (id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON households TO esa_state;
CREATE POLICY households_state_select ON households FOR SELECT TO esa_state USING (true);
GRANT SELECT ON households TO esa_treasury;
CREATE POLICY households_treasury_select ON households FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON households TO esa_system;
CREATE POLICY households_system ON households FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- ledger_accounts: organization
ALTER TABLE ledger_accounts ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON ledger_accounts TO esa_organization;
CREATE POLICY ledger_accounts_organization ON ledger_accounts FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON ledger_accounts TO esa_family;
CREATE POLICY ledger_accounts_family_select ON ledger_accounts FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON ledger_accounts TO esa_state;
CREATE POLICY ledger_accounts_state_select ON ledger_accounts FOR SELECT TO esa_state USING (true);
GRANT SELECT ON ledger_accounts TO esa_treasury;
CREATE POLICY ledger_accounts_treasury_select ON ledger_accounts FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger_accounts TO esa_system;
CREATE POLICY ledger_accounts_system ON ledger_accounts FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- ledger_entries: organization, append-only
ALTER TABLE ledger_entries ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON ledger_entries TO esa_organization;
CREATE POLICY ledger_entries_organization ON ledger_entries FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON ledger_entries TO esa_state;
CREATE POLICY ledger_entries_state_select ON ledger_entries FOR SELECT TO esa_state USING (true);
GRANT SELECT ON ledger_entries TO esa_treasury;
CREATE POLICY ledger_entries_treasury_select ON ledger_entries FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON ledger_entries TO esa_system;
CREATE POLICY ledger_entries_system ON ledger_entries FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE ON ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- ledger_lines: organization, append-only
ALTER TABLE ledger_lines ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON ledger_lines TO esa_organization;
CREATE POLICY ledger_lines_organization ON ledger_lines FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON ledger_lines TO esa_family;
CREATE POLICY ledger_lines_family_select ON ledger_lines FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON ledger_lines TO esa_state;
CREATE POLICY ledger_lines_state_select ON ledger_lines FOR SELECT TO esa_state USING (true);
GRANT SELECT ON ledger_lines TO esa_treasury;
CREATE POLICY ledger_lines_treasury_select ON ledger_lines FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON ledger_lines TO esa_system;
CREATE POLICY ledger_lines_system ON ledger_lines FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER ledger_lines_append_only BEFORE UPDATE OR DELETE ON ledger_lines FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- memberships: private
ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON memberships TO esa_state;
CREATE POLICY memberships_state_select ON memberships FOR SELECT TO esa_state USING (true);
GRANT SELECT ON memberships TO esa_treasury;
CREATE POLICY memberships_treasury_select ON memberships FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON memberships TO esa_system;
CREATE POLICY memberships_system ON memberships FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- organization_policies: organization
ALTER TABLE organization_policies ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON organization_policies TO esa_organization;
CREATE POLICY organization_policies_organization ON organization_policies FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON organization_policies TO esa_state;
CREATE POLICY organization_policies_state_select ON organization_policies FOR SELECT TO esa_state USING (true);
GRANT SELECT ON organization_policies TO esa_treasury;
CREATE POLICY organization_policies_treasury_select ON organization_policies FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON organization_policies TO esa_system;
CREATE POLICY organization_policies_system ON organization_policies FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- organizations: statewide
ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON organizations TO esa_public, esa_family, esa_donor, esa_organization, esa_state;
GRANT SELECT, INSERT, UPDATE ON organizations TO esa_treasury;
CREATE POLICY organizations_public_select ON organizations FOR SELECT TO esa_public USING (true);
CREATE POLICY organizations_family_select ON organizations FOR SELECT TO esa_family USING (true);
CREATE POLICY organizations_donor_select ON organizations FOR SELECT TO esa_donor USING (true);
CREATE POLICY organizations_organization_select ON organizations FOR SELECT TO esa_organization USING (true);
CREATE POLICY organizations_state_select ON organizations FOR SELECT TO esa_state USING (true);
CREATE POLICY organizations_treasury ON organizations FOR ALL TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON organizations TO esa_system;
CREATE POLICY organizations_system ON organizations FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- posting_files: statewide, append-only
ALTER TABLE posting_files ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON posting_files TO esa_public, esa_family, esa_donor, esa_organization, esa_state;
GRANT SELECT, INSERT ON posting_files TO esa_treasury;
CREATE POLICY posting_files_public_select ON posting_files FOR SELECT TO esa_public USING (true);
CREATE POLICY posting_files_family_select ON posting_files FOR SELECT TO esa_family USING (true);
CREATE POLICY posting_files_donor_select ON posting_files FOR SELECT TO esa_donor USING (true);
CREATE POLICY posting_files_organization_select ON posting_files FOR SELECT TO esa_organization USING (true);
CREATE POLICY posting_files_state_select ON posting_files FOR SELECT TO esa_state USING (true);
CREATE POLICY posting_files_treasury ON posting_files FOR ALL TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON posting_files TO esa_system;
CREATE POLICY posting_files_system ON posting_files FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER posting_files_append_only BEFORE UPDATE OR DELETE ON posting_files FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- postings: statewide, append-only
ALTER TABLE postings ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON postings TO esa_public, esa_family, esa_donor, esa_organization, esa_state;
GRANT SELECT, INSERT ON postings TO esa_treasury;
CREATE POLICY postings_public_select ON postings FOR SELECT TO esa_public USING (true);
CREATE POLICY postings_family_select ON postings FOR SELECT TO esa_family USING (true);
CREATE POLICY postings_donor_select ON postings FOR SELECT TO esa_donor USING (true);
CREATE POLICY postings_organization_select ON postings FOR SELECT TO esa_organization USING (true);
CREATE POLICY postings_state_select ON postings FOR SELECT TO esa_state USING (true);
CREATE POLICY postings_treasury ON postings FOR ALL TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON postings TO esa_system;
CREATE POLICY postings_system ON postings FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER postings_append_only BEFORE UPDATE OR DELETE ON postings FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- published_parameters: statewide
ALTER TABLE published_parameters ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON published_parameters TO esa_public, esa_family, esa_donor, esa_organization, esa_state;
GRANT SELECT, INSERT, UPDATE ON published_parameters TO esa_treasury;
CREATE POLICY published_parameters_public_select ON published_parameters FOR SELECT TO esa_public USING (true);
CREATE POLICY published_parameters_family_select ON published_parameters FOR SELECT TO esa_family USING (true);
CREATE POLICY published_parameters_donor_select ON published_parameters FOR SELECT TO esa_donor USING (true);
CREATE POLICY published_parameters_organization_select ON published_parameters FOR SELECT TO esa_organization USING (true);
CREATE POLICY published_parameters_state_select ON published_parameters FOR SELECT TO esa_state USING (true);
CREATE POLICY published_parameters_treasury ON published_parameters FOR ALL TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON published_parameters TO esa_system;
CREATE POLICY published_parameters_system ON published_parameters FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- reservations: donor
ALTER TABLE reservations ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON reservations TO esa_organization;
CREATE POLICY reservations_organization ON reservations FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON reservations TO esa_donor;
CREATE POLICY reservations_donor ON reservations FOR ALL TO esa_donor USING (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid) WITH CHECK (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);
GRANT SELECT ON reservations TO esa_state;
CREATE POLICY reservations_state_select ON reservations FOR SELECT TO esa_state USING (true);
GRANT SELECT ON reservations TO esa_treasury;
CREATE POLICY reservations_treasury_select ON reservations FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON reservations TO esa_system;
CREATE POLICY reservations_system ON reservations FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- scholarship_accounts: organization
ALTER TABLE scholarship_accounts ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON scholarship_accounts TO esa_organization;
CREATE POLICY scholarship_accounts_organization ON scholarship_accounts FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON scholarship_accounts TO esa_family;
CREATE POLICY scholarship_accounts_family_select ON scholarship_accounts FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON scholarship_accounts TO esa_state;
CREATE POLICY scholarship_accounts_state_select ON scholarship_accounts FOR SELECT TO esa_state USING (true);
GRANT SELECT ON scholarship_accounts TO esa_treasury;
CREATE POLICY scholarship_accounts_treasury_select ON scholarship_accounts FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON scholarship_accounts TO esa_system;
CREATE POLICY scholarship_accounts_system ON scholarship_accounts FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- school_partnerships: statewide
ALTER TABLE school_partnerships ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON school_partnerships TO esa_public, esa_family, esa_donor, esa_organization, esa_state;
GRANT SELECT, INSERT, UPDATE ON school_partnerships TO esa_treasury;
CREATE POLICY school_partnerships_public_select ON school_partnerships FOR SELECT TO esa_public USING (true);
CREATE POLICY school_partnerships_family_select ON school_partnerships FOR SELECT TO esa_family USING (true);
CREATE POLICY school_partnerships_donor_select ON school_partnerships FOR SELECT TO esa_donor USING (true);
CREATE POLICY school_partnerships_organization_select ON school_partnerships FOR SELECT TO esa_organization USING (true);
CREATE POLICY school_partnerships_state_select ON school_partnerships FOR SELECT TO esa_state USING (true);
CREATE POLICY school_partnerships_treasury ON school_partnerships FOR ALL TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON school_partnerships TO esa_system;
CREATE POLICY school_partnerships_system ON school_partnerships FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- schools: statewide
ALTER TABLE schools ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON schools TO esa_public, esa_family, esa_donor, esa_organization, esa_state;
GRANT SELECT, INSERT, UPDATE ON schools TO esa_treasury;
CREATE POLICY schools_public_select ON schools FOR SELECT TO esa_public USING (true);
CREATE POLICY schools_family_select ON schools FOR SELECT TO esa_family USING (true);
CREATE POLICY schools_donor_select ON schools FOR SELECT TO esa_donor USING (true);
CREATE POLICY schools_organization_select ON schools FOR SELECT TO esa_organization USING (true);
CREATE POLICY schools_state_select ON schools FOR SELECT TO esa_state USING (true);
CREATE POLICY schools_treasury ON schools FOR ALL TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON schools TO esa_system;
CREATE POLICY schools_system ON schools FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- sign_in_attempts: private
ALTER TABLE sign_in_attempts ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON sign_in_attempts TO esa_state;
CREATE POLICY sign_in_attempts_state_select ON sign_in_attempts FOR SELECT TO esa_state USING (true);
GRANT SELECT ON sign_in_attempts TO esa_treasury;
CREATE POLICY sign_in_attempts_treasury_select ON sign_in_attempts FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_attempts TO esa_system;
CREATE POLICY sign_in_attempts_system ON sign_in_attempts FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- sign_in_sessions: private
ALTER TABLE sign_in_sessions ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON sign_in_sessions TO esa_state;
CREATE POLICY sign_in_sessions_state_select ON sign_in_sessions FOR SELECT TO esa_state USING (true);
GRANT SELECT ON sign_in_sessions TO esa_treasury;
CREATE POLICY sign_in_sessions_treasury_select ON sign_in_sessions FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_sessions TO esa_system;
CREATE POLICY sign_in_sessions_system ON sign_in_sessions FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- students: household
ALTER TABLE students ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON students TO esa_organization;
CREATE POLICY students_organization ON students FOR ALL TO esa_organization USING (intake_organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (intake_organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON students TO esa_family;
CREATE POLICY students_family ON students FOR ALL TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid) WITH CHECK (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON students TO esa_state;
CREATE POLICY students_state_select ON students FOR SELECT TO esa_state USING (true);
GRANT SELECT ON students TO esa_treasury;
CREATE POLICY students_treasury_select ON students FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON students TO esa_system;
CREATE POLICY students_system ON students FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- users: private
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON users TO esa_state;
CREATE POLICY users_state_select ON users FOR SELECT TO esa_state USING (true);
GRANT SELECT ON users TO esa_treasury;
CREATE POLICY users_treasury_select ON users FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON users TO esa_system;
CREATE POLICY users_system ON users FOR ALL TO esa_system USING (true) WITH CHECK (true);
