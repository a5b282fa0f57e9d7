-- Searching for the same child across EAOs without showing one EAO another's rows: the functions run as the owner for
-- whichever EAO the transaction acts for; what comes out is which of its own applications look like another one, how
-- much, and why. No name of another EAO's child leaves.

-- A name apart from its spelling: small Latin letters without accents or signs.
CREATE FUNCTION plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(normalize(translate(lower(name), 'łđøıßæ', 'ldoisa'), NFKD), '[^a-z]', '', 'g')
$$;

-- The parts of a name, as it is written with spaces or hyphens.
CREATE FUNCTION plain_parts(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_remove(ARRAY(SELECT plain_name(part) FROM regexp_split_to_table(name, '[\s-]+') AS part), '')
$$;

-- The letters of a name in the order of the alphabet: two names that only exchange letters have the same ones.
CREATE FUNCTION letters_of(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT string_agg(letter, '' ORDER BY letter) FROM regexp_split_to_table(name, '') AS letter
$$;

-- Whether one name is the other with a slip of the keyboard: one letter, in longer names two, or two exchanged.
CREATE FUNCTION is_slip(one text, other text, letters text, other_letters text)
    RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT least(length(one), length(other)) >= 2 AND (letters = other_letters OR levenshtein_less_equal(one, other, 2)
        <= CASE WHEN least(length(one), length(other)) >= 5 THEN 2 ELSE 1 END)
$$;

-- Whether two given names are said for one another though neither begins the other.
CREATE FUNCTION is_short_for(one text, other text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (least(one, other), greatest(one, other)) IN (
        ('abby', 'abigail'), ('alejandro', 'alex'), ('alexander', 'sasha'), ('andrew', 'drew'), ('anthony', 'tony'),
        ('becky', 'rebecca'), ('bella', 'isabella'), ('beth', 'elizabeth'), ('bill', 'will'), ('bill', 'william'),
        ('bob', 'robert'), ('bobby', 'robert'), ('charles', 'charlie'), ('charles', 'chuck'), ('dick', 'richard'),
        ('eddie', 'edward'), ('edward', 'ted'), ('elizabeth', 'liz'), ('elizabeth', 'lizzie'), ('francisco', 'paco'),
        ('guadalupe', 'lupita'), ('harry', 'henry'), ('jack', 'john'), ('jacob', 'jake'), ('james', 'jim'),
        ('james', 'jimmy'), ('jennifer', 'jenny'), ('joey', 'joseph'), ('jose', 'pepe'), ('kate', 'katherine'),
        ('katherine', 'kathy'), ('katherine', 'katie'), ('kathryn', 'katie'), ('lucho', 'luis'),
        ('maddie', 'madison'), ('maggie', 'margaret'), ('margaret', 'peggy'), ('michael', 'mike'),
        ('nate', 'nathaniel'), ('nicholas', 'nick'), ('richard', 'rick'), ('ted', 'theodore'), ('vicky', 'victoria'))
$$;

CREATE FUNCTION look_alikes(opens smallint)
    RETURNS TABLE (application_id uuid, other_application_id uuid, other_organization_id uuid, score int, reason text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH written AS MATERIALIZED (
        SELECT a.id, a.organization_id, a.household_id, a.person_id, a.birth_on, plain_name(a.given_name) AS given,
               plain_name(a.family_name) AS family, plain_parts(a.given_name) AS givens,
               plain_parts(a.family_name) AS families, s.state_student_number AS number,
               nullif(lower(h.email), '') AS email, nullif(right(regexp_replace(h.phone, '\D', '', 'g'), 10), '') AS phone
        FROM applications a JOIN students s ON s.id = a.student_id JOIN households h ON h.id = a.household_id
        WHERE a.school_year = opens AND a.status <> 'withdrawn'
    ), usual AS MATERIALIZED (
        -- What several children are called is a name and no slip of the keyboard.
        SELECT given FROM written GROUP BY given
        HAVING count(DISTINCT person_id) >= greatest(5, (SELECT count(*) FROM written) / 2000)
    ), named AS MATERIALIZED (
        SELECT written.*, letters_of(written.given) AS given_letters, letters_of(written.family) AS family_letters,
               usual.given IS NOT NULL AS is_usual
        FROM written LEFT JOIN usual USING (given)
    ), paired AS (
        -- The same birthday, and a first letter in common in some order: nobody else is compared.
        SELECT mine, other, true AS same_day
        FROM named mine JOIN named other ON other.birth_on = mine.birth_on
        WHERE left(other.given, 1) = left(mine.given, 1) OR left(other.family, 1) = left(mine.family, 1)
              OR left(other.given, 1) = left(mine.family, 1) OR other.number = mine.number
        UNION ALL
        -- The same names, and the birthday written with day and month exchanged, or with one figure wrong.
        SELECT mine, other, false
        FROM named mine JOIN named other ON other.given = mine.given AND other.family = mine.family
        WHERE other.birth_on <> mine.birth_on AND (
              to_char(other.birth_on, 'YYYYMMDD') = to_char(mine.birth_on, 'YYYYDDMM')
              OR (other.email = mine.email OR other.phone = mine.phone) AND other.household_id <> mine.household_id
                 AND levenshtein(to_char(other.birth_on, 'YYYYMMDD'), to_char(mine.birth_on, 'YYYYMMDD')) = 1)
    ), compared AS (
        SELECT (mine).id, (other).id AS other_id, (other).organization_id AS other_organization, same_day,
               (mine).number = (other).number AS same_number,
               coalesce((mine).email = (other).email, false) OR coalesce((mine).phone = (other).phone, false) AS reached_alike,
               (mine).given = (other).given AS same_given, (mine).family = (other).family AS same_family,
               (mine).givens[1] = (other).givens[1]
                   OR length((mine).given) >= 3 AND starts_with((other).given, (mine).given)
                   OR length((other).given) >= 3 AND starts_with((mine).given, (other).given)
                   OR is_short_for((mine).givens[1], (other).givens[1]) AS short_given,
               -- Two names that are both usual, like Jayden and Jaylen, are two children and no slip.
               NOT ((mine).is_usual AND (other).is_usual) AND is_slip(
                   (mine).given, (other).given, (mine).given_letters, (other).given_letters) AS near_given,
               cardinality((mine).families || (other).families) > 2 AND (mine).families && (other).families AS part_family,
               is_slip((mine).family, (other).family, (mine).family_letters, (other).family_letters) AS near_family,
               is_slip((mine).given, (other).family, (mine).given_letters, (other).family_letters)
                   AND is_slip((mine).family, (other).given, (mine).family_letters, (other).given_letters) AS exchanged
        FROM paired
        WHERE (mine).organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid
              AND (mine).person_id <> (other).person_id
              -- Inside one EAO each pair stands once.
              AND ((other).organization_id <> (mine).organization_id OR (mine).id < (other).id)
    ), judged AS (
        SELECT *, CASE
            WHEN same_number THEN 'state student number'
            WHEN NOT same_day THEN 'birthday written otherwise'
            WHEN same_given AND same_family THEN 'same name and birthday'
            WHEN exchanged THEN 'names in the other order'
            WHEN same_given AND (part_family OR near_family) THEN 'family name written otherwise'
            WHEN same_given AND reached_alike THEN 'another family name, the same household'
            WHEN same_family AND (short_given OR near_given) THEN 'given name written otherwise'
            WHEN (short_given OR near_given) AND (part_family OR near_family) THEN 'both names written otherwise'
        END AS why
        FROM compared
    )
    SELECT id, other_id, other_organization, CASE why
               WHEN 'state student number' THEN 100 WHEN 'same name and birthday' THEN 98
               WHEN 'names in the other order' THEN 92 WHEN 'family name written otherwise' THEN 90
               WHEN 'given name written otherwise' THEN 85 WHEN 'birthday written otherwise' THEN 80
               WHEN 'another family name, the same household' THEN 75 ELSE 70 END, why
    FROM judged WHERE why IS NOT NULL
$$;
REVOKE ALL ON FUNCTION look_alikes(smallint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION look_alikes(smallint) TO esa_organization, esa_system;

-- Makes the two children of a pair one person, of whichever EAO they are, so that the joint cap (CAP-7) and a renewal
-- (ORD-a) hold over both; answers false, changing nothing, where both have grants: a grant keeps its student.
CREATE FUNCTION join_persons(pair uuid) RETURNS boolean LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    mine uuid;
    other uuid;
BEGIN
    SELECT a.person_id, o.person_id INTO STRICT mine, other
    FROM duplicate_pairs p JOIN applications a ON a.id = p.application_id
    JOIN applications o ON o.id = p.other_application_id
    WHERE p.id = pair AND p.organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid;
    IF mine = other THEN
        RETURN true;
    END IF;
    -- A release holds what it awards until it ends, and waits for us: nobody grants to either person in between.
    PERFORM 1 FROM applications WHERE person_id IN (mine, other) ORDER BY id FOR UPDATE;
    IF EXISTS (SELECT FROM grants WHERE person_id = mine AND ended_at IS NULL) THEN
        IF EXISTS (SELECT FROM grants WHERE person_id = other AND ended_at IS NULL) THEN
            RETURN false;
        END IF;
        UPDATE students SET person_id = mine WHERE person_id = other;
        UPDATE applications SET person_id = mine WHERE person_id = other;
    ELSE
        UPDATE students SET person_id = other WHERE person_id = mine;
        UPDATE applications SET person_id = other WHERE person_id = mine;
    END IF;
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION join_persons(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION join_persons(uuid) TO esa_organization, esa_system;
