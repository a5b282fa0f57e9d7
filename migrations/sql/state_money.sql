
-- appropriations: statewide; the Treasurer's rows, which an EAO's acts move only by the house
ALTER TABLE appropriations ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON appropriations TO esa_organization;
CREATE POLICY appropriations_organization_select ON appropriations FOR SELECT TO esa_organization USING (true);
GRANT SELECT ON appropriations TO esa_state;
CREATE POLICY appropriations_state_select ON appropriations FOR SELECT TO esa_state USING (true);
GRANT SELECT, INSERT, UPDATE ON appropriations TO esa_treasury;
CREATE POLICY appropriations_treasury ON appropriations FOR ALL TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON appropriations TO esa_system;
CREATE POLICY appropriations_system ON appropriations FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- state_commitments: organization, append-only
ALTER TABLE state_commitments ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON state_commitments TO esa_organization;
CREATE POLICY state_commitments_organization_select ON state_commitments FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON state_commitments TO esa_state;
CREATE POLICY state_commitments_state_select ON state_commitments FOR SELECT TO esa_state USING (true);
GRANT SELECT ON state_commitments TO esa_treasury;
CREATE POLICY state_commitments_treasury_select ON state_commitments FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON state_commitments TO esa_system;
CREATE POLICY state_commitments_system ON state_commitments FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER state_commitments_append_only BEFORE UPDATE OR DELETE ON state_commitments FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- state_invoices: organization
ALTER TABLE state_invoices ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON state_invoices TO esa_organization;
CREATE POLICY state_invoices_organization_select ON state_invoices FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
CREATE POLICY state_invoices_organization_insert ON state_invoices FOR INSERT TO esa_organization WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON state_invoices TO esa_state;
CREATE POLICY state_invoices_state_select ON state_invoices FOR SELECT TO esa_state USING (true);
GRANT SELECT, UPDATE ON state_invoices TO esa_treasury;
CREATE POLICY state_invoices_treasury_select ON state_invoices FOR SELECT TO esa_treasury USING (true);
CREATE POLICY state_invoices_treasury_update ON state_invoices FOR UPDATE TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON state_invoices TO esa_system;
CREATE POLICY state_invoices_system ON state_invoices FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- state_invoice_lines: organization
ALTER TABLE state_invoice_lines ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON state_invoice_lines TO esa_organization;
CREATE POLICY state_invoice_lines_organization_select ON state_invoice_lines FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
CREATE POLICY state_invoice_lines_organization_insert ON state_invoice_lines FOR INSERT TO esa_organization WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON state_invoice_lines TO esa_state;
CREATE POLICY state_invoice_lines_state_select ON state_invoice_lines FOR SELECT TO esa_state USING (true);
GRANT SELECT, UPDATE ON state_invoice_lines TO esa_treasury;
CREATE POLICY state_invoice_lines_treasury_select ON state_invoice_lines FOR SELECT TO esa_treasury USING (true);
CREATE POLICY state_invoice_lines_treasury_update ON state_invoice_lines FOR UPDATE TO esa_treasury USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON state_invoice_lines TO esa_system;
CREATE POLICY state_invoice_lines_system ON state_invoice_lines FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- state_returns: organization, append-only
ALTER TABLE state_returns ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON state_returns TO esa_organization;
CREATE POLICY state_returns_organization_select ON state_returns FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
CREATE POLICY state_returns_organization_insert ON state_returns FOR INSERT TO esa_organization WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON state_returns TO esa_state;
CREATE POLICY state_returns_state_select ON state_returns FOR SELECT TO esa_state USING (true);
GRANT SELECT ON state_returns TO esa_treasury;
CREATE POLICY state_returns_treasury_select ON state_returns FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON state_returns TO esa_system;
CREATE POLICY state_returns_system ON state_returns FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER state_returns_append_only BEFORE UPDATE OR DELETE ON state_returns FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- What an EAO has asked stays as it was asked; a line is refused once, an invoice paid once.
CREATE FUNCTION state_invoices_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.standing IN ('paid', 'refused')
       OR (OLD.organization_id, OLD.year, OLD.due_by, OLD.lines, OLD.amount, OLD.sent_at)
          IS DISTINCT FROM (NEW.organization_id, NEW.year, NEW.due_by, NEW.lines, NEW.amount, NEW.sent_at) THEN
        RAISE EXCEPTION 'an invoice stays as it was sent'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'state_invoices_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER state_invoices_kept BEFORE UPDATE ON state_invoices
    FOR EACH ROW EXECUTE FUNCTION state_invoices_kept();

CREATE FUNCTION state_invoice_lines_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.refused <> '' OR (OLD.invoice_id, OLD.deposit_id, OLD.amount) IS DISTINCT FROM
                            (NEW.invoice_id, NEW.deposit_id, NEW.amount) THEN
        RAISE EXCEPTION 'a line of an invoice stays as it was sent'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'state_invoice_lines_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER state_invoice_lines_kept BEFORE UPDATE ON state_invoice_lines
    FOR EACH ROW EXECUTE FUNCTION state_invoice_lines_kept();
