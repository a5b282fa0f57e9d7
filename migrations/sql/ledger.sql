-- The books hold themselves: a line may only come with its whole entry, an entry sums to zero, nothing posted changes.

-- As the owner, so that a row-level condition on tables without statistics cannot mislead the planner; what it lets in
-- was admitted by the policies of the tables, and every line is held against its entry's organization here.
CREATE FUNCTION ledger_lines_check() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    faulty boolean;
BEGIN
    -- By EXECUTE, so that each statement is planned for the lines that came: a plan kept from a posting of two lines
    -- into fourteen accounts takes an hour over a quarter's deposits.
    -- All lines of an entry come in one statement, so the count that the entry declared tells a late line.
    EXECUTE 'SELECT EXISTS (
        SELECT FROM (SELECT DISTINCT entry_id FROM added) touched
        JOIN ledger_entries entry ON entry.id = touched.entry_id
        JOIN ledger_lines line ON line.entry_id = entry.id
        JOIN ledger_accounts account ON account.id = line.account_id
        GROUP BY entry.id, entry.line_count, entry.organization_id
        HAVING count(*) <> entry.line_count OR sum(line.amount) <> 0
            OR bool_or(account.organization_id <> entry.organization_id)
            OR bool_or(line.organization_id <> entry.organization_id)
    )' INTO faulty;
    IF faulty THEN
        RAISE EXCEPTION 'an entry must sum to zero and come whole, in one organization''s accounts'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_balanced';
    END IF;
    -- Locked in the order of ids, so that two postings never wait for each other in a circle.
    EXECUTE 'SELECT FROM ledger_accounts
        WHERE id IN (SELECT account_id FROM added) ORDER BY id FOR NO KEY UPDATE';
    EXECUTE 'UPDATE ledger_accounts account
        SET balance = account.balance + moved.amount
        FROM (SELECT account_id, sum(amount)::bigint AS amount FROM added GROUP BY account_id) moved
        WHERE account.id = moved.account_id';
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_lines_check AFTER INSERT ON ledger_lines
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_lines_check();

-- As the owner and by the primary key: with the row-level condition, the planner reads all lines of an organization.
CREATE FUNCTION ledger_entry_whole() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM ledger_lines WHERE entry_id = NEW.id) THEN
        RAISE EXCEPTION 'an entry needs its lines'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_whole';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_entry_whole AFTER INSERT ON ledger_entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_whole();

-- A balance moves only by lines, in the trigger above; an account keeps its name and its guards.
CREATE FUNCTION ledger_accounts_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.balance <> OLD.balance AND pg_trigger_depth() < 2)
        OR (NEW.id, NEW.organization_id, NEW.path, NEW.source, NEW.credit_only, NEW.debit_only)
            IS DISTINCT FROM (OLD.id, OLD.organization_id, OLD.path, OLD.source, OLD.credit_only, OLD.debit_only) THEN
        RAISE EXCEPTION 'a balance moves only by lines, and an account stays what it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_account_kept';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER ledger_accounts_kept BEFORE UPDATE ON ledger_accounts
    FOR EACH ROW EXECUTE FUNCTION ledger_accounts_kept();
