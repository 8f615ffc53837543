-- The honest sum of counts with bounds: select tally(arrested_count, arrested_count_low,
-- arrested_count_high) from fct_arrests. A lower bound that is not known adds nothing; one upper
-- bound that is not known leaves the sum without one; `undecided` facts have no count.
create or replace macro tally(counts, lows, highs) as struct_pack(
    count := coalesce(sum(counts), 0)::bigint,
    low := coalesce(sum(coalesce(lows, 0)), 0)::bigint,
    high := (case when count(*) = count(highs) then coalesce(sum(highs), 0) end)::bigint,
    facts := count(*),
    undecided := count(*) - count(counts)
);
