-- Who reaches what the credits room added: allotments, claims, the trail, takings back, plans, owners, the fund.

-- allotment_changes: statewide
ALTER TABLE allotment_changes ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON allotment_changes TO esa_organization;
CREATE POLICY allotment_changes_organization_select ON allotment_changes FOR SELECT TO esa_organization USING (true);
GRANT SELECT ON allotment_changes TO esa_state;
CREATE POLICY allotment_changes_state_select ON allotment_changes FOR SELECT TO esa_state USING (true);
GRANT SELECT, INSERT, UPDATE ON allotment_changes TO esa_treasury;
CREATE POLICY allotment_changes_treasury ON allotment_changes FOR ALL TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON allotment_changes TO esa_system;
CREATE POLICY allotment_changes_system ON allotment_changes FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- credit_allotments: statewide
ALTER TABLE credit_allotments ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON credit_allotments TO esa_public;
CREATE POLICY credit_allotments_public_select ON credit_allotments FOR SELECT TO esa_public USING (true);
GRANT SELECT ON credit_allotments TO esa_family;
CREATE POLICY credit_allotments_family_select ON credit_allotments FOR SELECT TO esa_family USING (true);
GRANT SELECT ON credit_allotments TO esa_donor;
CREATE POLICY credit_allotments_donor_select ON credit_allotments FOR SELECT TO esa_donor USING (true);
GRANT SELECT ON credit_allotments TO esa_organization;
CREATE POLICY credit_allotments_organization_select ON credit_allotments FOR SELECT TO esa_organization USING (true);
GRANT SELECT ON credit_allotments TO esa_state;
CREATE POLICY credit_allotments_state_select ON credit_allotments FOR SELECT TO esa_state USING (true);
GRANT UPDATE (used) ON credit_allotments TO esa_donor, esa_organization;
CREATE POLICY credit_allotments_donor_update ON credit_allotments FOR UPDATE TO esa_donor USING (true) WITH CHECK (true);
CREATE POLICY credit_allotments_organization_update ON credit_allotments FOR UPDATE TO esa_organization USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON credit_allotments TO esa_treasury;
CREATE POLICY credit_allotments_treasury ON credit_allotments FOR ALL TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON credit_allotments TO esa_system;
CREATE POLICY credit_allotments_system ON credit_allotments FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- donor_owners: donor
ALTER TABLE donor_owners ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON donor_owners TO esa_donor;
CREATE POLICY donor_owners_donor ON donor_owners FOR ALL TO esa_donor USING (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid) WITH CHECK (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);
GRANT SELECT ON donor_owners TO esa_state;
CREATE POLICY donor_owners_state_select ON donor_owners FOR SELECT TO esa_state USING (true);
GRANT SELECT ON donor_owners TO esa_treasury;
CREATE POLICY donor_owners_treasury_select ON donor_owners FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON donor_owners TO esa_system;
CREATE POLICY donor_owners_system ON donor_owners FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- gift_plans: donor
ALTER TABLE gift_plans ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON gift_plans TO esa_organization;
CREATE POLICY gift_plans_organization ON gift_plans FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON gift_plans TO esa_donor;
CREATE POLICY gift_plans_donor ON gift_plans FOR ALL TO esa_donor USING (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid) WITH CHECK (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);
GRANT SELECT ON gift_plans TO esa_state;
CREATE POLICY gift_plans_state_select ON gift_plans FOR SELECT TO esa_state USING (true);
GRANT SELECT ON gift_plans TO esa_treasury;
CREATE POLICY gift_plans_treasury_select ON gift_plans FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON gift_plans TO esa_system;
CREATE POLICY gift_plans_system ON gift_plans FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- gift_returns: donor, append-only
ALTER TABLE gift_returns ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON gift_returns TO esa_organization;
CREATE POLICY gift_returns_organization ON gift_returns FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT ON gift_returns TO esa_donor;
CREATE POLICY gift_returns_donor ON gift_returns FOR ALL TO esa_donor USING (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid) WITH CHECK (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);
GRANT SELECT ON gift_returns TO esa_state;
CREATE POLICY gift_returns_state_select ON gift_returns FOR SELECT TO esa_state USING (true);
GRANT SELECT ON gift_returns TO esa_treasury;
CREATE POLICY gift_returns_treasury_select ON gift_returns FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON gift_returns TO esa_system;
CREATE POLICY gift_returns_system ON gift_returns FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER gift_returns_append_only BEFORE UPDATE OR DELETE ON gift_returns FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- reservation_claims: donor, append-only
ALTER TABLE reservation_claims ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON reservation_claims TO esa_organization;
CREATE POLICY reservation_claims_organization ON reservation_claims FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT ON reservation_claims TO esa_donor;
CREATE POLICY reservation_claims_donor ON reservation_claims FOR ALL TO esa_donor USING (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid) WITH CHECK (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);
GRANT SELECT ON reservation_claims TO esa_state;
CREATE POLICY reservation_claims_state_select ON reservation_claims FOR SELECT TO esa_state USING (true);
GRANT SELECT ON reservation_claims TO esa_treasury;
CREATE POLICY reservation_claims_treasury_select ON reservation_claims FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON reservation_claims TO esa_system;
CREATE POLICY reservation_claims_system ON reservation_claims FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER reservation_claims_append_only BEFORE UPDATE OR DELETE ON reservation_claims FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- reservation_movements: donor, append-only
ALTER TABLE reservation_movements ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON reservation_movements TO esa_organization;
CREATE POLICY reservation_movements_organization ON reservation_movements FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT ON reservation_movements TO esa_donor;
CREATE POLICY reservation_movements_donor ON reservation_movements FOR ALL TO esa_donor USING (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid) WITH CHECK (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);
GRANT SELECT ON reservation_movements TO esa_state;
CREATE POLICY reservation_movements_state_select ON reservation_movements FOR SELECT TO esa_state USING (true);
GRANT SELECT, INSERT ON reservation_movements TO esa_treasury;
CREATE POLICY reservation_movements_treasury ON reservation_movements FOR ALL TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON reservation_movements TO esa_system;
CREATE POLICY reservation_movements_system ON reservation_movements FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER reservation_movements_append_only BEFORE UPDATE OR DELETE ON reservation_movements FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- fund_remittances: organization, append-only
ALTER TABLE fund_remittances ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON fund_remittances TO esa_organization;
CREATE POLICY fund_remittances_organization ON fund_remittances FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON fund_remittances TO esa_state;
CREATE POLICY fund_remittances_state_select ON fund_remittances FOR SELECT TO esa_state USING (true);
GRANT SELECT ON fund_remittances TO esa_treasury;
CREATE POLICY fund_remittances_treasury_select ON fund_remittances FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON fund_remittances TO esa_system;
CREATE POLICY fund_remittances_system ON fund_remittances FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER fund_remittances_append_only BEFORE UPDATE OR DELETE ON fund_remittances FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- overhead_costs: organization, append-only
ALTER TABLE overhead_costs ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON overhead_costs TO esa_organization;
CREATE POLICY overhead_costs_organization ON overhead_costs FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON overhead_costs TO esa_state;
CREATE POLICY overhead_costs_state_select ON overhead_costs FOR SELECT TO esa_state USING (true);
GRANT SELECT ON overhead_costs TO esa_treasury;
CREATE POLICY overhead_costs_treasury_select ON overhead_costs FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON overhead_costs TO esa_system;
CREATE POLICY overhead_costs_system ON overhead_costs FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER overhead_costs_append_only BEFORE UPDATE OR DELETE ON overhead_costs FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- What the Treasurer certifies: nothing else of a donor's rows can be changed by the Treasurer.
GRANT UPDATE (standing, changed_at, reason) ON reservations TO esa_treasury;
CREATE POLICY reservations_treasury_update ON reservations FOR UPDATE TO esa_treasury USING (true) WITH CHECK (true);
GRANT UPDATE (certified_at) ON contributions TO esa_treasury;
CREATE POLICY contributions_treasury_update ON contributions FOR UPDATE TO esa_treasury USING (true) WITH CHECK (true);
