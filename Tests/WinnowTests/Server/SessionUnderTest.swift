import CorpusIO
import Foundation
import LabelingCore
import Sessions
import TestSupport

/// A session over documents that are made for tests.
struct SessionUnderTest {
  /// The folder of the session and its corpus.
  let folder: ScratchFolder
  /// Name of the session's file in the folder.
  let name = "reviews.session"

  /// Where the session's file is.
  var path: String { "\(folder.path)/\(name)" }

  /// Documents full of markup, scripts, quotes and right-to-left text.
  static let texts = [
    "<script>document.title = 'owned'; fetch('/logout', {method: 'POST'})</script>",
    "<img src=x onerror=\"document.title='owned'\"> & &amp; &lt;b&gt;",
    "'; DROP TABLE event; -- \" onmouseover=\"alert(1)",
    "خدمة ممتازة وسريعة، أنصح بها الجميع",
    "שירות איטי ומאכזב, לא אחזור לכאן",
    "Delivered two days early, and the lid fits better than the old one ever did.",
    "The handle broke on the second morning. I wrote to them twice & heard nothing.",
  ]

  /// Makes a session.
  ///
  /// - Parameters:
  ///   - count: Number of documents.
  ///   - overlap: Answers per document.
  ///   - isBlind: Whether votes are hidden.
  ///   - hasVotes: Whether the documents come with votes, or with probabilities where they may have
  ///     several classes.
  ///   - classes: The classes of documents without votes.
  ///   - labels: How many of them a document has.
  ///   - texts: The texts, which are taken in turn.
  ///   - guidelines: What annotators are told, Markdown.
  /// - Throws: What making the session throws.
  init(
    count: Int,
    overlap: Int = 1,
    isBlind: Bool = false,
    hasVotes: Bool = false,
    classes: [String] = ["negative", "positive", "neither"],
    labels: LabelKind = .one,
    texts: [String] = Self.texts,
    guidelines: String? = nil
  ) throws {
    folder = try ScratchFolder()
    var lines = ""
    for index in 0..<count {
      var record: [String: Any] = [
        "id": "r\(index)", "text": texts[index % texts.count], "stars": index % 5 + 1,
        "shop": "<b>Mill & Co</b>",
      ]
      let share = Double(index % 9 + 1) / 10
      if hasVotes, labels == .several {
        record["labels"] = share < 0.5 ? ["positive"] : ["negative"]
        record["probabilities"] = ["negative": share, "positive": 1 - share]
      } else if hasVotes {
        record["label"] = share < 0.5 ? "positive" : "negative"
        record["confidence"] = max(share, 1 - share)
        record["probabilities"] = ["negative": share, "positive": 1 - share]
        record["votes"] = ["has_praise": "positive", "low_stars": "negative"]
      }
      let data = try JSONSerialization.data(withJSONObject: record, options: .sortedKeys)
      lines += String(decoding: data, as: UTF8.self) + "\n"
    }
    try folder.write(lines, to: "reviews.jsonl")
    var start = SessionStart(source: CorpusSource(paths: ["\(folder.path)/reviews.jsonl"]))
    start.classes = hasVotes ? nil : classes
    start.guidelines = guidelines
    start.settings.labels = labels
    start.settings.overlap = overlap
    start.settings.isBlind = isBlind
    _ = try start.run(writingTo: path, strategy: "random")
  }

  /// Serves the session to annotators.
  func serve(
    _ annotators: [String] = ["ada", "ben"],
    port: Int = 0,
    options: [String] = []
  ) throws -> ServerUnderTest {
    let names = annotators.flatMap { ["--annotator", $0] }
    return try ServerUnderTest([name] + names + options, port: port, in: folder)
  }
}
