-- The documents of a view 'messages' with their votes, as a view 'votes'.
--
--   spark-sql --hivevar bundle=messages.tar.gz -f votes.sql
--
-- Send JSON, not columns: Spark's own text format loses line feeds. A map holds the votes by
-- function, without those that abstain; 'faults' is null where none failed.

ADD ARCHIVE ${bundle}#bundle;

CREATE OR REPLACE TEMPORARY VIEW votes AS
SELECT document.*
FROM (
  SELECT from_json(
    json,
    'id STRING, text STRING, votes MAP<STRING, STRING>, faults MAP<STRING, STRING>'
  ) AS document
  FROM (
    SELECT TRANSFORM(to_json(struct(*)))
      USING './bundle/bin/winnow worker --quiet' AS (json STRING)
    FROM messages
  )
);
