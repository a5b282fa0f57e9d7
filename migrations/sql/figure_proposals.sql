-- figure_proposals: statewide. Who proposes writes only a proposal of their own; who decides writes only the decision,
-- in their own name, while it is open. The figures and what was shown cannot be changed.
ALTER TABLE figure_proposals ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON figure_proposals TO esa_state;
CREATE POLICY figure_proposals_state_select ON figure_proposals FOR SELECT TO esa_state USING (true);
GRANT SELECT, INSERT, UPDATE (standing, decided_by, decided_name, decided_at, reason, preview_confirmed) ON figure_proposals TO esa_treasury;
CREATE POLICY figure_proposals_treasury_select ON figure_proposals FOR SELECT TO esa_treasury USING (true);
CREATE POLICY figure_proposals_treasury_insert ON figure_proposals FOR INSERT TO esa_treasury WITH CHECK (standing = 'proposed' AND proposed_by = nullif(current_setting('esa.user_id', true), '')::uuid);
CREATE POLICY figure_proposals_treasury_update ON figure_proposals FOR UPDATE TO esa_treasury USING (standing = 'proposed') WITH CHECK (decided_by = nullif(current_setting('esa.user_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON figure_proposals TO esa_system;
CREATE POLICY figure_proposals_system ON figure_proposals FOR ALL TO esa_system USING (true) WITH CHECK (true);

-- A person enters a figure only out of a proposal that another confirmed, word for word, and changes none that stands
-- but to say that it was replaced. The program's own lists come by esa_system.
REVOKE UPDATE ON published_parameters FROM esa_treasury;
GRANT UPDATE (replaced_at) ON published_parameters TO esa_treasury;
CREATE FUNCTION figure_is_confirmed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'esa_treasury' AND NOT EXISTS (
    SELECT 1 FROM figure_proposals p
    WHERE p.id = NEW.proposal_id AND p.standing = 'confirmed' AND p.decided_by <> p.proposed_by
      AND p.proposed_by = NEW.entered_by AND p.source = NEW.source AND p.as_of = NEW.as_of
      AND EXISTS (
        SELECT 1 FROM jsonb_array_elements(p.figures) figure
        WHERE figure = jsonb_build_array(NEW.key, NEW.starts_on::text, NEW.ends_on::text, NEW.value, NEW.cite)
      )
  ) THEN
    RAISE EXCEPTION 'a figure needs a proposal that a second person confirmed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'published_parameters_confirmed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER published_parameters_confirmed BEFORE INSERT ON published_parameters
  FOR EACH ROW EXECUTE FUNCTION figure_is_confirmed();
