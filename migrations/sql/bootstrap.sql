-- What a database administrator does once for a cluster: roles and the database. Run as a superuser.
-- esa_owner migrates and owns every table; esa_app is what the application signs in as. It has no rows of its own:
-- each transaction takes one of the roles below by SET LOCAL ROLE, and each of these has one plain policy a table.
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['esa_public', 'esa_family', 'esa_donor', 'esa_payee', 'esa_organization',
                                'esa_state', 'esa_treasury', 'esa_system'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', name);
        END IF;
    END LOOP;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'esa_owner') THEN
        CREATE ROLE esa_owner LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'esa_app') THEN
        CREATE ROLE esa_app LOGIN NOINHERIT;
    END IF;
    GRANT esa_public, esa_family, esa_donor, esa_payee, esa_organization, esa_state, esa_treasury, esa_system TO esa_app;
END $$;
