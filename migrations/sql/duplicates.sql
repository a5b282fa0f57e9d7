-- Searching for the same child across EAOs without showing one EAO another's rows: what goes in is which EAO asks for
-- which year, what comes out is which of its own applications look like another one, how much, and why. No name leaves.

-- A name apart from its spelling: small letters, no accents of the Latin alphabet, no signs.
CREATE FUNCTION plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(
        translate(lower(name), 'áàâäãåçéèêëíìîïñóòôöõúùûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy'), '[^a-z]', '', 'g')
$$;

CREATE FUNCTION look_alikes(owner uuid, opens smallint)
    RETURNS TABLE (application_id uuid, other_application_id uuid, other_organization_id uuid, score int, reason text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH named AS MATERIALIZED (
        SELECT a.id, a.organization_id, a.household_id, a.person_id, a.birth_on, plain_name(a.given_name) AS given,
               plain_name(a.family_name) AS family, s.state_student_number AS number
        FROM applications a JOIN students s ON s.id = a.student_id WHERE a.school_year = opens
    ), paired AS (
        -- The same birthday, and a first letter in common in some order: nobody else is compared.
        SELECT mine.*, o.id AS other_id, o.organization_id AS other_organization, o.household_id AS other_household,
               o.given AS other_given, o.family AS other_family, o.number AS other_number, true AS same_day
        FROM named mine JOIN named o ON o.birth_on = mine.birth_on AND o.id <> mine.id AND o.person_id <> mine.person_id
        WHERE mine.organization_id = owner
          AND (left(o.given, 1) = left(mine.given, 1) OR left(o.family, 1) = left(mine.family, 1)
               OR left(o.given, 1) = left(mine.family, 1))
        UNION ALL
        -- The same names, and the day and month of the birthday exchanged.
        SELECT mine.*, o.id, o.organization_id, o.household_id, o.given, o.family, o.number, false
        FROM named mine JOIN named o ON o.given = mine.given AND o.family = mine.family AND o.person_id <> mine.person_id
        WHERE mine.organization_id = owner AND o.birth_on <> mine.birth_on
          AND extract(year FROM o.birth_on) = extract(year FROM mine.birth_on)
          AND extract(month FROM o.birth_on) = extract(day FROM mine.birth_on)
          AND extract(day FROM o.birth_on) = extract(month FROM mine.birth_on)
    ), compared AS (
        SELECT *, similarity(given, other_given) AS g, similarity(family, other_family) AS f,
               least(similarity(given, other_family), similarity(family, other_given)) AS exchanged,
               strict_word_similarity(family, other_family) AS part
        FROM paired
    ), judged AS (
        SELECT *, CASE
            WHEN number IS NOT NULL AND number = other_number THEN 'state student number'
            WHEN NOT same_day THEN 'day and month of birth exchanged'
            WHEN exchanged >= 0.6 THEN 'names in the other order'
            WHEN given = other_given AND family = other_family THEN 'same name and birthday'
            -- Twins share birthday and family name: inside one household the given names must be almost the same.
            WHEN household_id = other_household AND g < 0.6 THEN NULL
            WHEN g >= 0.99 AND (f >= 0.25 OR position(family IN other_family) > 0 OR position(other_family IN family) > 0)
                THEN 'family name written otherwise'
            WHEN f >= 0.99 AND g >= 0.3 AND household_id <> other_household THEN 'given name written otherwise'
            WHEN f >= 0.99 AND g >= 0.6 THEN 'given name written otherwise'
            WHEN g >= 0.4 AND f >= 0.4 THEN 'both names written otherwise'
        END AS why
        FROM compared
    )
    SELECT id, other_id, other_organization,
           (100 * greatest(exchanged, (g + f) / 2))::int, why
    FROM judged WHERE why IS NOT NULL
$$;
REVOKE ALL ON FUNCTION look_alikes(uuid, smallint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION look_alikes(uuid, smallint) TO esa_organization, esa_system;
