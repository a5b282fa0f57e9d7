-- Notices to donors stand beside those to families; how far the trail of reservations was told is the house's own.
GRANT SELECT ON notices TO esa_donor;
CREATE POLICY notices_donor_select ON notices FOR SELECT TO esa_donor USING (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);

-- reservations_told: private
ALTER TABLE reservations_told ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON reservations_told TO esa_system;
CREATE POLICY reservations_told_system ON reservations_told FOR ALL TO esa_system USING (true) WITH CHECK (true);
