internal import Foundation
internal import Synchronization

/// Counts what the server does, for Prometheus.
package final class ServerMetrics: Sendable {
  /// A series: a metric and its labels as they are written.
  private struct Series: Hashable, Comparable {
    var name: String
    var labels: String

    static func < (a: Series, b: Series) -> Bool { (a.name, a.labels) < (b.name, b.labels) }
  }

  private struct Histogram {
    var counts: [Int]
    var sum = 0.0
    var count = 0
  }

  private struct State {
    var counters: [Series: Double] = [:]
    var gauges: [Series: Double] = [:]
    var histograms: [Series: Histogram] = [:]
  }

  /// Upper bounds of the buckets of durations, in seconds.
  private static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]

  /// What each metric is, as the page says it.
  private static let helps: [String: String] = [
    "winnow_http_requests_total": "Requests by route, method and status.",
    "winnow_http_request_duration_seconds": "Time to answer, by route.",
    "winnow_http_requests_in_flight": "Requests being answered.",
    "winnow_labeled_documents_total": "Documents labeled online.",
    "winnow_labeling_faults_total": "Cells that failed, by function and cause.",
    "winnow_session_answers_total": "Answers taken from annotators, by kind.",
    "winnow_session_answered_documents": "Documents with an answer.",
    "winnow_session_documents": "Documents of the session.",
    "winnow_start_time_seconds": "When the server started, in seconds since 1970.",
  ]

  private let state = Mutex(State())

  /// Starts with nothing counted.
  package init() {
    set("winnow_start_time_seconds", to: Date().timeIntervalSince1970.rounded())
  }

  /// Adds to a counter.
  package func count(_ name: String, _ labels: KeyValuePairs<String, String> = [:], by: Int = 1) {
    let series = Series(name: name, labels: Self.text(of: labels))
    state.withLock { $0.counters[series, default: 0] += Double(by) }
  }

  /// Sets a gauge.
  package func set(
    _ name: String,
    _ labels: KeyValuePairs<String, String> = [:],
    to value: Double
  ) {
    let series = Series(name: name, labels: Self.text(of: labels))
    state.withLock { $0.gauges[series] = value }
  }

  /// Adds to a gauge.
  package func change(_ name: String, by amount: Double) {
    let series = Series(name: name, labels: "")
    state.withLock { $0.gauges[series, default: 0] += amount }
  }

  /// Puts a duration into its bucket.
  package func observe(
    _ name: String,
    _ labels: KeyValuePairs<String, String>,
    seconds: Double
  ) {
    let series = Series(name: name, labels: Self.text(of: labels))
    let bucket = Self.bounds.firstIndex { seconds <= $0 }
    state.withLock { state in
      var histogram =
        state.histograms[series] ?? Histogram(counts: Self.bounds.map { _ in 0 })
      if let bucket { histogram.counts[bucket] += 1 }
      histogram.sum += seconds
      histogram.count += 1
      state.histograms[series] = histogram
    }
  }

  /// Everything in Prometheus' text format, sorted.
  package var page: String {
    let state = self.state.withLock { $0 }
    var lines: [String] = []
    var announced = ""
    func announce(_ name: String, _ type: String) {
      guard name != announced else { return }
      announced = name
      lines.append("# HELP \(name) \(Self.helps[name] ?? "")")
      lines.append("# TYPE \(name) \(type)")
    }
    for (kind, values) in [("counter", state.counters), ("gauge", state.gauges)] {
      for (series, value) in values.sorted(by: { $0.key < $1.key }) {
        announce(series.name, kind)
        lines.append("\(series.name)\(Self.braced(series.labels)) \(Self.number(value))")
      }
    }
    for (series, histogram) in state.histograms.sorted(by: { $0.key < $1.key }) {
      announce(series.name, "histogram")
      var sum = 0
      for (bound, count) in zip(Self.bounds, histogram.counts) {
        sum += count
        let labels = series.labels + ",le=\"\(bound)\""
        lines.append("\(series.name)_bucket{\(labels)} \(sum)")
      }
      lines.append("\(series.name)_bucket{\(series.labels),le=\"+Inf\"} \(histogram.count)")
      lines.append("\(series.name)_sum{\(series.labels)} \(histogram.sum)")
      lines.append("\(series.name)_count{\(series.labels)} \(histogram.count)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(of labels: KeyValuePairs<String, String>) -> String {
    var text = ""
    for (name, value) in labels {
      if !text.isEmpty { text += "," }
      text += "\(name)=\"\(escaped(value))\""
    }
    return text
  }

  /// A label's value with what ends it escaped; most have nothing of the kind.
  private static func escaped(_ value: String) -> String {
    guard value.utf8.contains(where: { $0 == 0x5C || $0 == 0x22 || $0 == 0x0A }) else {
      return value
    }
    return value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n")
  }

  private static func braced(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}
