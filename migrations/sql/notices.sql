-- notices: household
ALTER TABLE notices ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON notices TO esa_family;
CREATE POLICY notices_family_select ON notices FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON notices TO esa_system;
CREATE POLICY notices_system ON notices FOR ALL TO esa_system USING (true) WITH CHECK (true);
