internal import Logging

/// The server's log: a line per event on standard error, made harmless as all that is shown.
struct TerminalLog: LogHandler {
  let label: String
  var logLevel = Logger.Level.error
  var metadata: Logger.Metadata = [:]

  init(label: String) { self.label = label }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let facts = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
      .map { " \($0.key)=\($0.value)" }
    Terminal.note("\(event.level) \(label): \(event.message)\(facts.joined())")
  }
}
