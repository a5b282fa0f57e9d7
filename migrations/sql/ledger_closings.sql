-- ledger_closings: organization
ALTER TABLE ledger_closings ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON ledger_closings TO esa_organization;
CREATE POLICY ledger_closings_organization ON ledger_closings FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON ledger_closings TO esa_state;
CREATE POLICY ledger_closings_state_select ON ledger_closings FOR SELECT TO esa_state USING (true);
GRANT SELECT ON ledger_closings TO esa_treasury;
CREATE POLICY ledger_closings_treasury_select ON ledger_closings FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger_closings TO esa_system;
CREATE POLICY ledger_closings_system ON ledger_closings FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- No entry is dated in a closed period. As the owner, since whoever posts may not see the closings. A posting holds
-- its EAO's books with others, a closing holds them alone, so that nothing slips in while the balance is drawn.
CREATE FUNCTION ledger_period_open() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended(owner::text, 20251125))
    FROM (SELECT DISTINCT organization_id AS owner FROM added ORDER BY 1) owners;
    IF EXISTS (
        SELECT FROM (SELECT organization_id, min(entry_on) AS earliest FROM added GROUP BY 1) touched
        JOIN ledger_closings closing ON closing.organization_id = touched.organization_id
            AND closing.reopened_at IS NULL AND closing.last_on >= touched.earliest
    ) THEN
        RAISE EXCEPTION 'no entry is dated in a closed period'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_period_open';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_period_open AFTER INSERT ON ledger_entries
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_period_open();

-- What was closed stays as it was closed; only that it was opened again is added, once.
CREATE FUNCTION ledger_closings_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.reopened_at IS NOT NULL
        OR (NEW.id, NEW.organization_id, NEW.period, NEW.last_on, NEW.closed_at, NEW.closed_by, NEW.entries, NEW.trial,
            NEW.digest)
            IS DISTINCT FROM (OLD.id, OLD.organization_id, OLD.period, OLD.last_on, OLD.closed_at, OLD.closed_by,
            OLD.entries, OLD.trial, OLD.digest) THEN
        RAISE EXCEPTION 'a closing stays as it was closed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_closing_kept';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER ledger_closings_kept BEFORE UPDATE ON ledger_closings
    FOR EACH ROW EXECUTE FUNCTION ledger_closings_kept();
