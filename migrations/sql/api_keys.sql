-- api_callers: private
ALTER TABLE api_callers ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON api_callers TO esa_state;
CREATE POLICY api_callers_state_select ON api_callers FOR SELECT TO esa_state USING (true);
GRANT SELECT ON api_callers TO esa_treasury;
CREATE POLICY api_callers_treasury_select ON api_callers FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON api_callers TO esa_system;
CREATE POLICY api_callers_system ON api_callers FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- api_keys: private
ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON api_keys TO esa_state;
CREATE POLICY api_keys_state_select ON api_keys FOR SELECT TO esa_state USING (true);
GRANT SELECT ON api_keys TO esa_treasury;
CREATE POLICY api_keys_treasury_select ON api_keys FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON api_keys TO esa_system;
CREATE POLICY api_keys_system ON api_keys FOR ALL TO esa_system USING (true) WITH CHECK (true);
