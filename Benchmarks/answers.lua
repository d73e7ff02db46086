-- wrk script: POST /api/events with one answer after the other. Arguments: the token, then the
-- number of documents.
local token, documents, thread_count, number, count = "", 1, 0, 0, 0

function setup(thread)
  thread:set("number", thread_count)
  thread_count = thread_count + 1
end

function init(arguments)
  token, documents = arguments[1], tonumber(arguments[2])
end

function request()
  count = count + 1
  local name = string.format("load-%d-%d-%d", os.time(), number, count)
  local body = string.format(
    '{"request":"%s","kind":"answer","document":%d,"class_index":%d,"duration_ms":1200}',
    name, (count * 7919) % documents, count % 2)
  return wrk.format("POST", "/api/events", {
    ["Authorization"] = "Bearer " .. token,
    ["Content-Type"] = "application/json",
  }, body)
end

function done(summary, latency)
  io.write(string.format(
    'RESULT {"requests": %d, "seconds": %.6f, "failed": %d, "lost": %d, "p50": %.3f, "p90": %.3f, "p99": %.3f, "max": %.3f}\n',
    summary.requests, summary.duration / 1e6, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(90) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3))
end
