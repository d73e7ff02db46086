-- What a label model learns from, a line for each partition of a view 'messages', as text.
--
--   spark-sql --hivevar bundle=messages.tar.gz --hivevar statistics=statistics -f statistics.sql
--   cat statistics/part-* > statistics.jsonl
--   winnow fit --stats statistics.jsonl --output model.json

ADD ARCHIVE ${bundle}#bundle;

INSERT OVERWRITE DIRECTORY '${statistics}' USING text
SELECT TRANSFORM(to_json(struct(*)))
  USING './bundle/bin/winnow worker --mode stats --quiet' AS (json STRING)
FROM messages;
