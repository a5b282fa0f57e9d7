-- Searching for the same child across EAOs without showing one EAO another's rows: what goes in is what the EAO knows
-- of its own applications, what comes out is only which of them look like a child elsewhere, and why.

-- A name as it sounds and reads apart from its spelling: small letters, no accents of the Latin alphabet, no signs.
CREATE FUNCTION plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(
        translate(lower(name), 'áàâäãåçéèêëíìîïñóòôöõúùûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy'), '[^a-z]', '', 'g')
$$;
