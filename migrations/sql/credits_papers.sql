-- Receipts and certificates: donors and their EAO read them (the EAO not those of donors who want to stay unnamed), only
-- the house itself makes and voids them, with the act that they prove; nobody changes one.

-- gift_papers: donor, append-only
ALTER TABLE gift_papers ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON gift_papers TO esa_organization;
CREATE POLICY gift_papers_organization_select ON gift_papers FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid AND names_donor);
GRANT SELECT ON gift_papers TO esa_donor;
CREATE POLICY gift_papers_donor_select ON gift_papers FOR SELECT TO esa_donor USING (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);
GRANT SELECT ON gift_papers TO esa_state;
CREATE POLICY gift_papers_state_select ON gift_papers FOR SELECT TO esa_state USING (true);
GRANT SELECT ON gift_papers TO esa_treasury;
CREATE POLICY gift_papers_treasury_select ON gift_papers FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON gift_papers TO esa_system;
CREATE POLICY gift_papers_system ON gift_papers FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER gift_papers_append_only BEFORE UPDATE OR DELETE ON gift_papers FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- gift_paper_voids: donor, append-only
ALTER TABLE gift_paper_voids ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON gift_paper_voids TO esa_organization;
CREATE POLICY gift_paper_voids_organization_select ON gift_paper_voids FOR SELECT TO esa_organization USING (organization_id = nullif(current_setting('esa.organization_id', true), '')::uuid);
GRANT SELECT ON gift_paper_voids TO esa_donor;
CREATE POLICY gift_paper_voids_donor_select ON gift_paper_voids FOR SELECT TO esa_donor USING (donor_id = nullif(current_setting('esa.donor_id', true), '')::uuid);
GRANT SELECT ON gift_paper_voids TO esa_state;
CREATE POLICY gift_paper_voids_state_select ON gift_paper_voids FOR SELECT TO esa_state USING (true);
GRANT SELECT ON gift_paper_voids TO esa_treasury;
CREATE POLICY gift_paper_voids_treasury_select ON gift_paper_voids FOR SELECT TO esa_treasury USING (true);
GRANT SELECT, INSERT ON gift_paper_voids TO esa_system;
CREATE POLICY gift_paper_voids_system ON gift_paper_voids FOR ALL TO esa_system USING (true) WITH CHECK (true);
CREATE TRIGGER gift_paper_voids_append_only BEFORE UPDATE OR DELETE ON gift_paper_voids FOR EACH STATEMENT EXECUTE FUNCTION append_only();
