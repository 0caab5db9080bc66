-- 0016: the address a feed was given by, kept where it has moved: the operator's list goes on naming it by that.

ALTER TABLE feeds ADD COLUMN given TEXT;
