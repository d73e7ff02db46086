import CorpusIO
import Sessions
import TestSupport

/// A folder with a small corpus, for sessions over it.
struct SessionFolder {
  private let scratch: ScratchFolder
  var path: String { scratch.path }
  var corpus: String { scratch.file("corpus.csv") }
  var session: String { scratch.file("a.session") }

  init(documentCount: Int) throws {
    scratch = try ScratchFolder()
    var text = "id,text\n"
    for number in 0..<documentCount {
      text += "d\(number),document number \(number) \(number % 3 == 0 ? "win money" : "hello")\n"
    }
    try scratch.write(text, to: "corpus.csv")
  }

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
    try scratch.write(text, to: name)
  }

  /// A file as text.
  func text(of name: String) throws -> String {
    try scratch.text(of: name)
  }
}
