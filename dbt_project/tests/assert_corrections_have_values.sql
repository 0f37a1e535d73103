-- A correction with a value that does not fit its column would silently delete a figure.
select
    key,
    column_name,
    value
from {{ ref('corrections') }}
where
    case
        when column_name = 'is_counted' then coalesce(lower(cast(value as varchar)) not in ('true', 'false'), true)
        when column_name in ('count_low', 'count_best', 'count_high') then try_cast(cast(value as varchar) as integer) is null
        else false
    end
