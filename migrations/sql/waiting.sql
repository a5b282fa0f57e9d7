-- How many children wait before each waiting child of the household that asks, in the newest released run that has the
-- child: one count and no name. The function runs as the owner, since a family sees neither runs nor others' places.
CREATE FUNCTION waiting_before() RETURNS TABLE (application_id uuid, before bigint) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT ON (mine.application_id)
           mine.application_id,
           (SELECT count(*) FROM award_places other
            WHERE other.organization_id = mine.organization_id AND other.run_id = mine.run_id
              AND other.outcome = 'waitlisted' AND other.sequence < mine.sequence)
    FROM award_places mine
    JOIN award_runs run ON run.id = mine.run_id AND run.standing = 'released'
    WHERE mine.household_id = nullif(current_setting('esa.household_id', true), '')::uuid
      AND mine.outcome = 'waitlisted'
    ORDER BY mine.application_id, run.released_at DESC
$$;
REVOKE ALL ON FUNCTION waiting_before() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION waiting_before() TO esa_family;
