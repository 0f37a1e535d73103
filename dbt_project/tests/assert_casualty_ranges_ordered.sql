-- In each claim, vote and figure: 0 <= low <= best <= high, where known.
with ranges as (

    {% for mart, id, figure in [
        ('claims', 'claim_id', 'count_'),
        ('equipment_claims', 'claim_id', 'count_'),
        ('casualty_votes', 'event_id', ''),
        ('casualties', 'event_id', ''),
        ('casualties_by_rule', 'event_id', ''),
        ('casualties_by_side', 'event_id', ''),
        ('equipment_losses', 'event_id', ''),
        ('article_events', 'event_id', 'killed_'),
        ('article_events', 'event_id', 'wounded_'),
    ] %}
        select
            '{{ mart }}' as mart,
            {{ id }} as row_id,
            {{ figure }}low as range_low,
            {{ figure }}best as range_best,
            {{ figure }}high as range_high
        from {{ ref(mart) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from ranges
where
    range_low > range_best
    or range_best > range_high
    or range_low > range_high
    or least(range_low, range_best, range_high) < 0
