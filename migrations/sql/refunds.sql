
-- expected_refunds: organization
ALTER TABLE expected_refunds ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON expected_refunds TO esa_organization;
CREATE POLICY expected_refunds_organization ON expected_refunds FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON expected_refunds TO esa_family;
CREATE POLICY expected_refunds_family_select ON expected_refunds FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON expected_refunds TO esa_state;
CREATE POLICY expected_refunds_state_select ON expected_refunds FOR SELECT TO esa_state USING (true);
GRANT SELECT ON expected_refunds TO esa_treasury;
CREATE POLICY expected_refunds_treasury_select ON expected_refunds FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE ON expected_refunds TO esa_system;
CREATE POLICY expected_refunds_system ON expected_refunds FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- refund_receipts: organization, append-only
ALTER TABLE refund_receipts ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON refund_receipts TO esa_organization;
CREATE POLICY refund_receipts_organization_select ON refund_receipts FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
CREATE POLICY refund_receipts_organization_insert ON refund_receipts FOR INSERT TO esa_organization WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON refund_receipts TO esa_family;
CREATE POLICY refund_receipts_family_select ON refund_receipts FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON refund_receipts TO esa_state;
CREATE POLICY refund_receipts_state_select ON refund_receipts FOR SELECT TO esa_state USING (true);
GRANT SELECT ON refund_receipts TO esa_treasury;
CREATE POLICY refund_receipts_treasury_select ON refund_receipts FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON refund_receipts TO esa_system;
CREATE POLICY refund_receipts_system ON refund_receipts FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER refund_receipts_append_only BEFORE UPDATE OR DELETE ON refund_receipts FOR EACH STATEMENT EXECUTE FUNCTION append_only();
