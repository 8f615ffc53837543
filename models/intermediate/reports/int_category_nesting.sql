with

one_step as (
    select
        wider as wider_category_id,
        narrower as narrower_category_id
    from {{ ref('category_nesting') }}
),

-- What is nested twice is nested: three steps reach from people to girls.
two_steps as (
    select
        a.wider_category_id,
        b.narrower_category_id
    from one_step as a
    inner join one_step as b on a.narrower_category_id = b.wider_category_id
),

three_steps as (
    select
        a.wider_category_id,
        b.narrower_category_id
    from two_steps as a
    inner join one_step as b on a.narrower_category_id = b.wider_category_id
)

select * from one_step
union
select * from two_steps
union
select * from three_steps
