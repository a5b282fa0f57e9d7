-- An EAO's manager enters its address and tax number; nothing else of the list of EAOs, and no other EAO's.
GRANT UPDATE (street, city, state, zip, tax_number) ON organizations TO esa_organization;
CREATE POLICY organizations_organization_update ON organizations FOR UPDATE TO esa_organization USING (id = nullif(current_setting('esa.organization_id', true), '')::uuid) WITH CHECK (id = nullif(current_setting('esa.organization_id', true), '')::uuid);
