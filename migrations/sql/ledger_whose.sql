-- Whose an entry is: the household of the student's account that it is about reads it, with its lines.
GRANT SELECT ON ledger_entries TO esa_family;
CREATE POLICY ledger_entries_family_select ON ledger_entries FOR SELECT TO esa_family USING (household_id = nullif(current_setting('esa.household_id', true), '')::uuid);

-- Books that were kept before this say it from now on too; the lines' own words stay as they were.
UPDATE ledger_accounts ledger SET scholarship_account_id = account.id, household_id = account.household_id
FROM scholarship_accounts account
WHERE ledger.organization_id = account.organization_id
    AND ledger.path LIKE 'Liabilities:Account:%'
    AND split_part(ledger.path, ':', 3) = replace(account.number, '-', '');
ALTER TABLE ledger_entries DISABLE TRIGGER ledger_entries_append_only;
ALTER TABLE ledger_lines DISABLE TRIGGER ledger_lines_append_only;
UPDATE ledger_entries entry SET scholarship_account_id = found.scholarship_account_id, household_id = found.household_id
FROM (
    SELECT DISTINCT line.entry_id, account.scholarship_account_id, account.household_id
    FROM ledger_lines line JOIN ledger_accounts account ON account.id = line.account_id
    WHERE account.scholarship_account_id IS NOT NULL
) found
WHERE entry.id = found.entry_id;
UPDATE ledger_lines line SET household_id = entry.household_id
FROM ledger_entries entry WHERE entry.id = line.entry_id AND entry.household_id IS NOT NULL;
ALTER TABLE ledger_entries ENABLE TRIGGER ledger_entries_append_only;
ALTER TABLE ledger_lines ENABLE TRIGGER ledger_lines_append_only;

-- What has left an account of the household that asks and is not paid yet, by step. As the owner, since a family does
-- not read the EAO's own accounts, on which these lines are.
CREATE FUNCTION account_way(asked uuid) RETURNS TABLE (step text, amount bigint) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH steps AS MATERIALIZED (
        SELECT account.id, split_part(account.path, ':', 2) AS step
        FROM ledger_accounts account
        WHERE account.organization_id = (SELECT organization_id FROM scholarship_accounts WHERE id = asked)
          AND account.scholarship_account_id IS NULL
          AND split_part(account.path, ':', 2) IN ('Held', 'Payable', 'InTransit')
    )
    SELECT steps.step, -sum(line.amount)::bigint
    FROM ledger_entries entry
    JOIN ledger_lines line ON line.entry_id = entry.id
    JOIN steps ON steps.id = line.account_id
    WHERE entry.scholarship_account_id = asked
      AND entry.household_id = nullif(current_setting('esa.household_id', true), '')::uuid
    GROUP BY 1
$$;
REVOKE ALL ON FUNCTION account_way(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION account_way(uuid) TO esa_family;
