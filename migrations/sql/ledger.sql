-- The books hold themselves: a line may only come with its whole entry, an entry sums to zero, nothing posted changes.

CREATE FUNCTION ledger_lines_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- All lines of an entry come in one statement, so the count that the entry declared tells a late line.
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT entry_id FROM added) touched
        JOIN ledger_entries entry ON entry.id = touched.entry_id
        JOIN ledger_lines line ON line.entry_id = entry.id
        JOIN ledger_accounts account ON account.id = line.account_id
        GROUP BY entry.id, entry.line_count, entry.organization_id
        HAVING count(*) <> entry.line_count OR sum(line.amount) <> 0
            OR bool_or(account.organization_id <> entry.organization_id)
            OR bool_or(line.organization_id <> entry.organization_id)
    ) THEN
        RAISE EXCEPTION 'an entry must sum to zero and come whole, in one organization''s accounts'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_balanced';
    END IF;
    -- Locked in the order of ids, so that two postings never wait for each other in a circle.
    PERFORM FROM ledger_accounts
    WHERE id IN (SELECT account_id FROM added) ORDER BY id FOR NO KEY UPDATE;
    UPDATE ledger_accounts account
    SET balance = account.balance + moved.amount
    FROM (SELECT account_id, sum(amount)::bigint AS amount FROM added GROUP BY account_id) moved
    WHERE account.id = moved.account_id;
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_lines_check AFTER INSERT ON ledger_lines
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_lines_check();

CREATE FUNCTION ledger_entry_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM ledger_lines WHERE entry_id = NEW.id) THEN
        RAISE EXCEPTION 'an entry needs its lines'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_whole';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_entry_whole AFTER INSERT ON ledger_entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_whole();
