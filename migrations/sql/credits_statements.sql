-- A donor's year as it was stated: read by the donor and the state, made by the house itself, changed by nobody.

-- gift_statements: donor, append-only
ALTER TABLE gift_statements ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON gift_statements TO esa_donor;
CREATE POLICY gift_statements_donor_select ON gift_statements FOR SELECT TO esa_donor USING (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);
GRANT SELECT ON gift_statements TO esa_state;
CREATE POLICY gift_statements_state_select ON gift_statements FOR SELECT TO esa_state USING (true);
GRANT SELECT ON gift_statements TO esa_treasury;
CREATE POLICY gift_statements_treasury_select ON gift_statements FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON gift_statements TO esa_system;
CREATE POLICY gift_statements_system ON gift_statements FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER gift_statements_append_only BEFORE UPDATE OR DELETE ON gift_statements FOR EACH STATEMENT EXECUTE FUNCTION append_only();
