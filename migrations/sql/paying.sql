-- Row-level security of paying: what an EAO pays is the EAO's; a payee reads what is paid to it, the state reads all.

-- outgoing_items: organization, append-only
ALTER TABLE outgoing_items ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON outgoing_items TO esa_organization;
CREATE POLICY outgoing_items_organization ON outgoing_items FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON outgoing_items TO esa_payee;
CREATE POLICY outgoing_items_payee_select ON outgoing_items FOR SELECT TO esa_payee USING (payee_id = nullif(current_setting('esa.payee_id', true), '')::uuid);
GRANT SELECT ON outgoing_items TO esa_state;
CREATE POLICY outgoing_items_state_select ON outgoing_items FOR SELECT TO esa_state USING (true);
GRANT SELECT ON outgoing_items TO esa_treasury;
CREATE POLICY outgoing_items_treasury_select ON outgoing_items FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON outgoing_items TO esa_system;
CREATE POLICY outgoing_items_system ON outgoing_items FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER outgoing_items_append_only BEFORE UPDATE OR DELETE ON outgoing_items FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- outgoing_payments: organization
ALTER TABLE outgoing_payments ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON outgoing_payments TO esa_organization;
CREATE POLICY outgoing_payments_organization ON outgoing_payments FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON outgoing_payments TO esa_payee;
CREATE POLICY outgoing_payments_payee_select ON outgoing_payments FOR SELECT TO esa_payee USING (payee_id = nullif(current_setting('esa.payee_id', true), '')::uuid);
GRANT SELECT ON outgoing_payments TO esa_state;
CREATE POLICY outgoing_payments_state_select ON outgoing_payments FOR SELECT TO esa_state USING (true);
GRANT SELECT ON outgoing_payments TO esa_treasury;
CREATE POLICY outgoing_payments_treasury_select ON outgoing_payments FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON outgoing_payments TO esa_system;
CREATE POLICY outgoing_payments_system ON outgoing_payments FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- payee_bank_details: organization
ALTER TABLE payee_bank_details ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON payee_bank_details TO esa_organization;
CREATE POLICY payee_bank_details_organization ON payee_bank_details FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON payee_bank_details TO esa_state;
CREATE POLICY payee_bank_details_state_select ON payee_bank_details FOR SELECT TO esa_state USING (true);
GRANT SELECT ON payee_bank_details TO esa_treasury;
CREATE POLICY payee_bank_details_treasury_select ON payee_bank_details FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON payee_bank_details TO esa_system;
CREATE POLICY payee_bank_details_system ON payee_bank_details FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- payee_tax_forms: organization, append-only
ALTER TABLE payee_tax_forms ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON payee_tax_forms TO esa_organization;
CREATE POLICY payee_tax_forms_organization ON payee_tax_forms FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON payee_tax_forms TO esa_state;
CREATE POLICY payee_tax_forms_state_select ON payee_tax_forms FOR SELECT TO esa_state USING (true);
GRANT SELECT ON payee_tax_forms TO esa_treasury;
CREATE POLICY payee_tax_forms_treasury_select ON payee_tax_forms FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON payee_tax_forms TO esa_system;
CREATE POLICY payee_tax_forms_system ON payee_tax_forms FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER payee_tax_forms_append_only BEFORE UPDATE OR DELETE ON payee_tax_forms FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- paying_banks: organization
ALTER TABLE paying_banks ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON paying_banks TO esa_organization;
CREATE POLICY paying_banks_organization ON paying_banks FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON paying_banks TO esa_state;
CREATE POLICY paying_banks_state_select ON paying_banks FOR SELECT TO esa_state USING (true);
GRANT SELECT ON paying_banks TO esa_treasury;
CREATE POLICY paying_banks_treasury_select ON paying_banks FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON paying_banks TO esa_system;
CREATE POLICY paying_banks_system ON paying_banks FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- payment_batches: organization
ALTER TABLE payment_batches ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON payment_batches TO esa_organization;
CREATE POLICY payment_batches_organization ON payment_batches FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON payment_batches TO esa_state;
CREATE POLICY payment_batches_state_select ON payment_batches FOR SELECT TO esa_state USING (true);
GRANT SELECT ON payment_batches TO esa_treasury;
CREATE POLICY payment_batches_treasury_select ON payment_batches FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON payment_batches TO esa_system;
CREATE POLICY payment_batches_system ON payment_batches FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- payment_intents: organization
ALTER TABLE payment_intents ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON payment_intents TO esa_organization;
CREATE POLICY payment_intents_organization ON payment_intents FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON payment_intents TO esa_payee;
CREATE POLICY payment_intents_payee_select ON payment_intents FOR SELECT TO esa_payee USING (payee_id = nullif(current_setting('esa.payee_id', true), '')::uuid);
GRANT SELECT ON payment_intents TO esa_state;
CREATE POLICY payment_intents_state_select ON payment_intents FOR SELECT TO esa_state USING (true);
GRANT SELECT ON payment_intents TO esa_treasury;
CREATE POLICY payment_intents_treasury_select ON payment_intents FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON payment_intents TO esa_system;
CREATE POLICY payment_intents_system ON payment_intents FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- return_files: organization, append-only
ALTER TABLE return_files ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON return_files TO esa_organization;
CREATE POLICY return_files_organization ON return_files FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON return_files TO esa_state;
CREATE POLICY return_files_state_select ON return_files FOR SELECT TO esa_state USING (true);
GRANT SELECT ON return_files TO esa_treasury;
CREATE POLICY return_files_treasury_select ON return_files FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON return_files TO esa_system;
CREATE POLICY return_files_system ON return_files FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER return_files_append_only BEFORE UPDATE OR DELETE ON return_files FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- return_items: organization, append-only
ALTER TABLE return_items ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON return_items TO esa_organization;
CREATE POLICY return_items_organization ON return_items FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON return_items TO esa_state;
CREATE POLICY return_items_state_select ON return_items FOR SELECT TO esa_state USING (true);
GRANT SELECT ON return_items TO esa_treasury;
CREATE POLICY return_items_treasury_select ON return_items FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON return_items TO esa_system;
CREATE POLICY return_items_system ON return_items FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER return_items_append_only BEFORE UPDATE OR DELETE ON return_items FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- A payee reads what was written to it.
GRANT SELECT ON notices TO esa_payee;
CREATE POLICY notices_payee_select ON notices FOR SELECT TO esa_payee USING (payee_id = nullif(current_setting('esa.payee_id', true), '')::uuid);

-- What was approved stays what it is; only where it stands changes.
CREATE FUNCTION payment_intents_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.organization_id, NEW.reference, NEW.payee_id, NEW.amount, NEW.parts, NEW.account_number, NEW.household_id)
        IS DISTINCT FROM
        (OLD.id, OLD.organization_id, OLD.reference, OLD.payee_id, OLD.amount, OLD.parts, OLD.account_number, OLD.household_id) THEN
        RAISE EXCEPTION 'an approved amount stays what it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_intent_kept';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER payment_intents_kept BEFORE UPDATE ON payment_intents
    FOR EACH ROW EXECUTE FUNCTION payment_intents_kept();

-- Who prepared and who released a batch, its sum and its file stand for good.
CREATE FUNCTION payment_batches_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.organization_id, NEW.reference, NEW.total, NEW.payments, NEW.prepared_at, NEW.prepared_by)
        IS DISTINCT FROM
        (OLD.id, OLD.organization_id, OLD.reference, OLD.total, OLD.payments, OLD.prepared_at, OLD.prepared_by)
        OR (OLD.released_at IS NOT NULL AND (NEW.released_at, NEW.released_by, NEW.file_sha256, NEW.file_sealed)
        IS DISTINCT FROM (OLD.released_at, OLD.released_by, OLD.file_sha256, OLD.file_sealed)) THEN
        RAISE EXCEPTION 'a batch stays what was prepared and released'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_batch_kept';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER payment_batches_kept BEFORE UPDATE ON payment_batches
    FOR EACH ROW EXECUTE FUNCTION payment_batches_kept();
