-- Row-level security of payments: one plain policy for each role and table; whoever gives reads and begins, the EAO
-- enters and asks, and only the house itself takes what the processor says.

-- bank_lines: organization
ALTER TABLE bank_lines ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON bank_lines TO esa_organization;
CREATE POLICY bank_lines_organization_select ON bank_lines FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
CREATE POLICY bank_lines_organization_insert ON bank_lines FOR INSERT TO esa_organization WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
CREATE POLICY bank_lines_organization_update ON bank_lines FOR UPDATE TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON bank_lines TO esa_state;
CREATE POLICY bank_lines_state_select ON bank_lines FOR SELECT TO esa_state USING (true);
GRANT SELECT ON bank_lines TO esa_treasury;
CREATE POLICY bank_lines_treasury_select ON bank_lines FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON bank_lines TO esa_system;
CREATE POLICY bank_lines_system ON bank_lines FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- inbox_messages: private
ALTER TABLE inbox_messages ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON inbox_messages TO esa_state;
CREATE POLICY inbox_messages_state_select ON inbox_messages FOR SELECT TO esa_state USING (true);
GRANT SELECT ON inbox_messages TO esa_treasury;
CREATE POLICY inbox_messages_treasury_select ON inbox_messages FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON inbox_messages TO esa_system;
CREATE POLICY inbox_messages_system ON inbox_messages FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- payment_refunds: donor
ALTER TABLE payment_refunds ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON payment_refunds TO esa_organization;
CREATE POLICY payment_refunds_organization_select ON payment_refunds FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
CREATE POLICY payment_refunds_organization_insert ON payment_refunds FOR INSERT TO esa_organization WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON payment_refunds TO esa_donor;
CREATE POLICY payment_refunds_donor_select ON payment_refunds FOR SELECT TO esa_donor USING (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);
GRANT SELECT ON payment_refunds TO esa_state;
CREATE POLICY payment_refunds_state_select ON payment_refunds FOR SELECT TO esa_state USING (true);
GRANT SELECT ON payment_refunds TO esa_treasury;
CREATE POLICY payment_refunds_treasury_select ON payment_refunds FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON payment_refunds TO esa_system;
CREATE POLICY payment_refunds_system ON payment_refunds FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- payment_steps: donor, append-only
ALTER TABLE payment_steps ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON payment_steps TO esa_organization;
CREATE POLICY payment_steps_organization_select ON payment_steps FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
CREATE POLICY payment_steps_organization_insert ON payment_steps FOR INSERT TO esa_organization WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT ON payment_steps TO esa_donor;
CREATE POLICY payment_steps_donor_select ON payment_steps FOR SELECT TO esa_donor USING (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);
CREATE POLICY payment_steps_donor_insert ON payment_steps FOR INSERT TO esa_donor WITH CHECK (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);
GRANT SELECT ON payment_steps TO esa_state;
CREATE POLICY payment_steps_state_select ON payment_steps FOR SELECT TO esa_state USING (true);
GRANT SELECT ON payment_steps TO esa_treasury;
CREATE POLICY payment_steps_treasury_select ON payment_steps FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON payment_steps TO esa_system;
CREATE POLICY payment_steps_system ON payment_steps FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER payment_steps_append_only BEFORE UPDATE OR DELETE ON payment_steps FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- payments: donor
ALTER TABLE payments ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON payments TO esa_organization;
CREATE POLICY payments_organization_select ON payments FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
CREATE POLICY payments_organization_insert ON payments FOR INSERT TO esa_organization WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
CREATE POLICY payments_organization_update ON payments FOR UPDATE TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT ON payments TO esa_donor;
CREATE POLICY payments_donor_select ON payments FOR SELECT TO esa_donor USING (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);
CREATE POLICY payments_donor_insert ON payments FOR INSERT TO esa_donor WITH CHECK (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);
GRANT SELECT ON payments TO esa_state;
CREATE POLICY payments_state_select ON payments FOR SELECT TO esa_state USING (true);
GRANT SELECT ON payments TO esa_treasury;
CREATE POLICY payments_treasury_select ON payments FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON payments TO esa_system;
CREATE POLICY payments_system ON payments FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- processor_movements: organization
ALTER TABLE processor_movements ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON processor_movements TO esa_organization;
CREATE POLICY processor_movements_organization_select ON processor_movements FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON processor_movements TO esa_state;
CREATE POLICY processor_movements_state_select ON processor_movements FOR SELECT TO esa_state USING (true);
GRANT SELECT ON processor_movements TO esa_treasury;
CREATE POLICY processor_movements_treasury_select ON processor_movements FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON processor_movements TO esa_system;
CREATE POLICY processor_movements_system ON processor_movements FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- processor_payouts: organization
ALTER TABLE processor_payouts ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON processor_payouts TO esa_organization;
CREATE POLICY processor_payouts_organization_select ON processor_payouts FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON processor_payouts TO esa_state;
CREATE POLICY processor_payouts_state_select ON processor_payouts FOR SELECT TO esa_state USING (true);
GRANT SELECT ON processor_payouts TO esa_treasury;
CREATE POLICY processor_payouts_treasury_select ON processor_payouts FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON processor_payouts TO esa_system;
CREATE POLICY processor_payouts_system ON processor_payouts FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- What a payment is stays what it is: its amount, whose it is, and the processor's ids, which fill once.
CREATE FUNCTION payments_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.reference, NEW.organization_id, NEW.donor_id, NEW.reservation_id, NEW.amount, NEW.opened_at)
        IS DISTINCT FROM (OLD.id, OLD.reference, OLD.organization_id, OLD.donor_id, OLD.reservation_id, OLD.amount, OLD.opened_at)
        OR (OLD.checkout IS NOT NULL AND NEW.checkout IS DISTINCT FROM OLD.checkout)
        OR (OLD.processor_payment IS NOT NULL AND NEW.processor_payment IS DISTINCT FROM OLD.processor_payment) THEN
        RAISE EXCEPTION 'a payment stays what it is, and the processor''s ids fill once'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_kept';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER payments_kept BEFORE UPDATE ON payments FOR EACH ROW EXECUTE FUNCTION payments_kept();

-- A message that was handled stays handled, with its outcome.
CREATE FUNCTION inbox_messages_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.handled_at IS NOT NULL AND (NEW.handled_at, NEW.outcome) IS DISTINCT FROM (OLD.handled_at, OLD.outcome) THEN
        RAISE EXCEPTION 'a message is handled once'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'message_handled_once';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER inbox_messages_kept BEFORE UPDATE ON inbox_messages
    FOR EACH ROW EXECUTE FUNCTION inbox_messages_kept();
