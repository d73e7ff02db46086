import CorpusIO
import Foundation
import Sessions

/// A folder with a small corpus, for sessions over it.
final class SessionFolder: Sendable {
  let path: String
  var corpus: String { "\(path)/corpus.csv" }
  var session: String { "\(path)/a.session" }

  init(documentCount: Int) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
    var text = "id,text\n"
    for number in 0..<documentCount {
      text += "d\(number),document number \(number) \(number % 3 == 0 ? "win money" : "hello")\n"
    }
    try text.write(toFile: corpus, atomically: true, encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Begins a session over the corpus.
  func start(
    classes: [String],
    strategy: String? = nil,
    _ change: (inout SessionSettings) -> Void = { _ in }
  ) throws -> SessionEngine {
    var start = SessionStart(source: CorpusSource(paths: [corpus]))
    start.classes = classes
    change(&start.settings)
    _ = try start.run(writingTo: session, strategy: strategy)
    return try SessionEngine(opening: session)
  }

  /// Writes a file and returns its path.
  func write(_ text: String, to name: String) throws -> String {
    try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
    return "\(path)/\(name)"
  }

  /// A file as text.
  func text(of name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }
}
