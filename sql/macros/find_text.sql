-- question: Where do these words stand, in all documents?
-- grain: one row per place
-- parameters: the words, such as find_text('port authority')
-- caveat: Finds the words as they are written, inside longer words too, whatever their case; blank
--   space of any kind between them counts as one blank, straight and curly quotation marks and
--   apostrophes are alike. What cleaning removed is searched as well: zone tells. Reads every text,
--   so it takes as long as the corpus is large.
create or replace macro find_text(sought) as table
    with escaped as (
        select regexp_replace(trim(sought), '([!-/:-@\[-`{-~])', '\\\1', 'g') as pattern
        where trim(sought) != ''
    ),

    quoted as (
        select
            regexp_replace(
                regexp_replace(pattern, '\\''|[‘’]', '[''‘’]', 'g'),
                '\\"|[“”„«»]', '["“”„«»]', 'g'
            ) as pattern
        from escaped
    ),

    form as (
        select '(?i)' || regexp_replace(pattern, '\s+', '\\s+', 'g') as pattern from quoted
    ),

    holding as (
        select
            documents.document_id,
            documents.document_text,
            regexp_extract_all(documents.document_text, form.pattern) as founds,
            string_split_regex(documents.document_text, form.pattern) as gaps
        from core.documents as documents
        cross join form
        where regexp_matches(documents.document_text, form.pattern)
    ),

    numbered as (
        select
            document_id,
            document_text,
            unnest(founds) as found_text,
            unnest(list_slice(gaps, 1, len(founds))) as gap_text,
            unnest(range(len(founds))) as place_number
        from holding
    ),

    places as (
        select
            document_id,
            document_text,
            found_text,
            (
                sum(length(gap_text) + length(found_text)) over (
                    partition by document_id order by place_number
                    rows between unbounded preceding and current row
                )
            )::bigint as end_char
        from numbered
    ),

    spans as (
        select
            *,
            end_char - length(found_text) as start_char
        from places
    )

    select
        outlets.outlet_label,
        articles.title,
        articles.published_on,
        blocks.zone,
        trim(
            regexp_replace(
                substring(
                    spans.document_text,
                    greatest(spans.start_char - 60, 0) + 1,
                    spans.end_char + 60 - greatest(spans.start_char - 60, 0)
                ),
                '\s+', ' ', 'g'
            )
        ) as context_text,
        spans.found_text,
        documents.path,
        spans.document_id,
        spans.start_char,
        spans.end_char
    from spans
    inner join core.documents as documents on spans.document_id = documents.document_id
    inner join marts.outlet_index as outlets on documents.outlet_id = outlets.outlet_id
    left join core.articles as articles on spans.document_id = articles.document_id
    left join core.blocks as blocks
        on
            spans.document_id = blocks.document_id
            and spans.start_char >= blocks.start_char
            and spans.start_char < blocks.end_char
    order by outlets.outlet_label, documents.path, spans.document_id, spans.start_char
