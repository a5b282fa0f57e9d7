-- Papers by post: a donor asks and withdraws, the EAO says when it sent them.

-- paper_posts: donor
ALTER TABLE paper_posts ENABLE ROW LEVEL SECURITY;
GRANT SELECT, UPDATE (sent_on, sent_by) ON paper_posts TO esa_organization;
CREATE POLICY paper_posts_organization ON paper_posts FOR ALL TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE (withdrawn_at) ON paper_posts TO esa_donor;
CREATE POLICY paper_posts_donor ON paper_posts FOR ALL TO esa_donor USING (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid) WITH CHECK (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);
GRANT SELECT ON paper_posts TO esa_state;
CREATE POLICY paper_posts_state_select ON paper_posts FOR SELECT TO esa_state USING (true);
GRANT SELECT ON paper_posts TO esa_treasury;
CREATE POLICY paper_posts_treasury_select ON paper_posts FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON paper_posts TO esa_system;
CREATE POLICY paper_posts_system ON paper_posts FOR ALL TO esa_system USING (true) WITH CHECK (true);
