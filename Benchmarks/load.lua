-- wrk script: POST /v1/label with one document after the other. Arguments: the token, then texts.
local requests, next_request = {}, 0

function init(arguments)
  for index = 2, #arguments do
    local body = '{"document": {"text": "' .. arguments[index] .. '", "hour": 3}}'
    requests[index - 1] = wrk.format("POST", "/v1/label", {
      ["Authorization"] = "Bearer " .. arguments[1],
      ["Content-Type"] = "application/json",
    }, body)
  end
end

function request()
  next_request = next_request % #requests + 1
  return requests[next_request]
end

function done(summary, latency)
  io.write(string.format(
    'RESULT {"requests": %d, "seconds": %.6f, "failed": %d, "lost": %d, "p50": %.3f, "p90": %.3f, "p99": %.3f, "max": %.3f}\n',
    summary.requests, summary.duration / 1e6, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(90) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3))
end
