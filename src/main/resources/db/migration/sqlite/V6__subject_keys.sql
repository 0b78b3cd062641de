-- subject_key: the id of the key that all subjects of a retired request were hashed with; null before, and where it is not
-- one key for all. Hashes of another key than the present one can be compared with nothing.
alter table requests add column subject_key text;
