
-- account_happenings: organization, append-only
ALTER TABLE account_happenings ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON account_happenings TO esa_organization;
CREATE POLICY account_happenings_organization_select ON account_happenings FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
CREATE POLICY account_happenings_organization_insert ON account_happenings FOR INSERT TO esa_organization WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON account_happenings TO esa_family;
CREATE POLICY account_happenings_family_select ON account_happenings FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);
GRANT SELECT ON account_happenings TO esa_state;
CREATE POLICY account_happenings_state_select ON account_happenings FOR SELECT TO esa_state USING (true);
GRANT SELECT ON account_happenings TO esa_treasury;
CREATE POLICY account_happenings_treasury_select ON account_happenings FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON account_happenings TO esa_system;
CREATE POLICY account_happenings_system ON account_happenings FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER account_happenings_append_only BEFORE UPDATE OR DELETE ON account_happenings FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- A grant is never changed, only given back: what will not be deposited leaves the student's joint cap.
CREATE OR REPLACE FUNCTION grants_ended() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF (OLD.amount, OLD.person_id, OLD.school_year, OLD.cap) IS DISTINCT FROM
       (NEW.amount, NEW.person_id, NEW.school_year, NEW.cap) OR OLD.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'a grant is never changed, only ended'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_unchanged';
    END IF;
    IF NEW.given_back <> OLD.given_back THEN
        UPDATE grant_totals SET granted = granted - (NEW.given_back - OLD.given_back)
        WHERE person_id = NEW.person_id AND school_year = NEW.school_year;
    END IF;
    RETURN NEW;
END $$;
