-- How many stand in line before each waiting reservation of the donor who asks, of the same year: one count and no
-- name. The function runs as the owner, since a donor does not see who else waits.
CREATE FUNCTION credits_before() RETURNS TABLE (reservation_id uuid, before bigint) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT mine.id,
           (SELECT count(*) FROM reservations other
            WHERE other.year = mine.year AND other.standing = 'waiting' AND other.sequence < mine.sequence)
    FROM reservations mine
    WHERE mine.donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid AND mine.standing = 'waiting'
$$;
REVOKE ALL ON FUNCTION credits_before() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION credits_before() TO esa_donor;
