-- The joint cap (CAP-7): whoever grants, a student's total of the school year stays within the cap of the newest
-- grant. The function runs as the owner, so that one EAO's grant is held against another's without seeing it.

CREATE FUNCTION grants_joint_cap() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO grant_totals AS total (person_id, school_year, granted, cap)
    SELECT person_id, school_year, sum(amount), max(cap) FROM added
    WHERE ended_at IS NULL
    GROUP BY person_id, school_year ORDER BY person_id, school_year
    ON CONFLICT (person_id, school_year)
    DO UPDATE SET granted = total.granted + excluded.granted, cap = excluded.cap;
    RETURN NULL;
END $$;

CREATE TRIGGER grants_joint_cap AFTER INSERT ON grants
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION grants_joint_cap();

CREATE FUNCTION grants_ended() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL THEN
        UPDATE grant_totals SET granted = granted - NEW.amount
        WHERE person_id = NEW.person_id AND school_year = NEW.school_year;
    ELSIF (OLD.amount, OLD.person_id, OLD.school_year, OLD.cap) IS DISTINCT FROM
          (NEW.amount, NEW.person_id, NEW.school_year, NEW.cap) OR OLD.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'a grant is never changed, only ended'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'grant_unchanged';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER grants_ended BEFORE UPDATE ON grants FOR EACH ROW EXECUTE FUNCTION grants_ended();

-- What each of these students has been granted in the year by anybody, and whether it was granted the year before:
-- two sums and no name, which is all that a decision and a run need.
CREATE FUNCTION granted_by_anybody(persons uuid[], opens smallint)
    RETURNS TABLE (person_id uuid, granted bigint, granted_before boolean) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT asked.person_id,
           coalesce(this_year.granted, 0),
           coalesce(last_year.granted, 0) > 0
    FROM unnest(persons) AS asked(person_id)
    LEFT JOIN grant_totals this_year ON this_year.person_id = asked.person_id AND this_year.school_year = opens
    LEFT JOIN grant_totals last_year ON last_year.person_id = asked.person_id AND last_year.school_year = opens - 1
$$;
REVOKE ALL ON FUNCTION granted_by_anybody(uuid[], smallint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION granted_by_anybody(uuid[], smallint)
    TO esa_organization, esa_family, esa_state, esa_treasury, esa_system;
