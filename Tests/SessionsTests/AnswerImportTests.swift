import CorpusIO
import Foundation
import LabelStore
import LabelingCore
import Sessions
import Synchronization
import Testing

/// Answers that come from outside, and imports at the same time.
struct AnswerImportTests {
  private static let header = "item,worker,label,time,seconds,probability\n"

  @Test(
    arguments: [
      ("nan", "seconds"), ("inf", "seconds"), ("-inf", "seconds"), ("-5", "seconds"),
      ("1e300", "seconds"), ("soon", "seconds"), ("yesterday", "time"), ("1714557600", "time"),
      ("2024-02-30T00:00:00Z", "time"), ("2024-05-01T25:00:00Z", "time"), ("0000-01-01", "time"),
      ("2024-05-01T10:00:00+1", "time"), ("1.5", "probability"), ("nan", "probability"),
      ("-1", "probability"), ("half", "probability"),
    ]
  )
  func `a table's value that breaks its rule is an error with its line`(
    value: String,
    column: String
  ) throws {
    let folder = try SessionFolder(documentCount: 3)
    try folder.start(classes: ["ham", "spam"]).close()
    let columns = ["time", "seconds", "probability"].map { $0 == column ? value : "" }
    let rows = "d0,anna,ham,,,\nd1,anna,spam,\(columns.joined(separator: ","))\n"
    let file = try folder.write(Self.header + rows, to: "a.csv")
    let error = #expect(throws: Diagnostic.self) {
      try AnswerImport(path: file).run(into: folder.session)
    }
    let place = try #require(error?.location)
    #expect(place.path == file && place.line == 3)
    #expect(error?.headline.contains("'\(column)'") == true, "\(error?.headline ?? "")")
    #expect(try SessionEngine(opening: folder.session, for: .reading).status().answerCount == 0)
  }

  @Test(
    arguments: [
      #"{"text":"a","label":"x","answer":"accept","_timestamp":1e300}"#,
      #"{"text":"a","label":"x","answer":"accept","_timestamp":-1e300}"#,
      #"{"text":"a","label":"x","answer":"accept","_timestamp":1e999}"#,
      #"{"text":"a","label":"x","answer":"accept","_winnow":{"duration_ms":-1}}"#,
      #"{"text":"a","label":"x","answer":"accept","_winnow":{"duration_ms":1e30}}"#,
      #"{"text":"a","label":"x","answer":"accept","_winnow":{"time_ms":1e19}}"#,
      #"{"text":"a","label":"x","answer":"accept","_winnow":{"probability":7}}"#,
      #"{"id":1,"data":{"text":"a"},"annotations":[{"lead_time":-3,"result":[]}]}"#,
      #"{"id":1,"data":{"text":"a"},"annotations":[{"created_at":"once","result":[]}]}"#,
      #"{"id":1,"text":"a","annotations":[{"label":"x","user":1,"created_at":"once"}]}"#,
    ]
  )
  func `a number of another tool that breaks its rule is an error with its line`(
    line: String
  ) throws {
    let folder = try SessionFolder(documentCount: 1)
    let file = try folder.write("\n" + line + "\n", to: "a.jsonl")
    let error = #expect(throws: Diagnostic.self) {
      try AnswerImport(path: file).run(into: "\(folder.path)/x.session")
    }
    #expect(error?.location?.line == 2, "\(error?.description ?? "")")
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/x.session"))
  }

  @Test(
    arguments: [
      ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
      ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z"),
      ("2024-05-01", "2024-05-01T00:00:00.000Z"),
      ("2024-05-01 12:00", "2024-05-01T12:00:00.000Z"),
      ("2024-05-01T05:00:00.123456-05:00", "2024-05-01T10:00:00.123Z"),
      ("2024-05-01T12:00:00+0530", "2024-05-01T06:30:00.000Z"),
      ("2300-02-28T23:59:59.999Z", "2300-02-28T23:59:59.999Z"),
      ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
    ]
  )
  func `a time comes out as it went in, in UTC`(written: String, exported: String) throws {
    let folder = try SessionFolder(documentCount: 1)
    try folder.start(classes: ["ham", "spam"]).close()
    let file = try folder.write(Self.header + "d0,anna,ham,\(written),,\n", to: "a.csv")
    #expect(try AnswerImport(path: file).run(into: folder.session).addedCount == 1)
    try AnswerExport(session: folder.session, content: .answers(.csv))
      .write(to: "\(folder.path)/out.csv")
    #expect(try folder.text(of: "out.csv").contains(",\(exported),"))
    #expect(
      try AnswerImport(path: "\(folder.path)/out.csv").run(into: folder.session)
        .addedCount == 0
    )
  }

  @Test func `answers that are all about other documents are an error`() throws {
    let folder = try SessionFolder(documentCount: 1)
    try folder.start(classes: ["ham", "spam"]).close()
    let file = try folder.write(Self.header + "x,anna,ham,,,\ny,anna,ham,,,\n", to: "a.csv")
    let error = #expect(throws: Diagnostic.self) {
      try AnswerImport(path: file).run(into: folder.session)
    }
    #expect(error?.headline.contains("none of the 2 records") == true)
  }

  @Test func `one file that is imported twice at once is added once`() throws {
    for _ in 0..<5 {
      let folder = try SessionFolder(documentCount: 50)
      try folder.start(classes: ["ham", "spam"]).close()
      let rows = (0..<50).map { "d\($0),anna,ham,,,\n" }.joined()
      let file = try folder.write(Self.header + rows, to: "a.csv")
      let added = Mutex(0)
      DispatchQueue.concurrentPerform(iterations: 4) { _ in
        do {
          let outcome = try AnswerImport(path: file).run(into: folder.session)
          added.withLock { $0 += outcome.addedCount }
        } catch { Issue.record("\(error)") }
      }
      #expect(added.withLock { $0 } == 50)
      let engine = try SessionEngine(opening: folder.session, for: .reading)
      #expect(try engine.status().answerCount == 50)
    }
  }

  @Test func `imports that make one session at once lose no answer that they tell of`() throws {
    for round in 0..<6 {
      let folder = try SessionFolder(documentCount: 0)
      let session = "\(folder.path)/n.session"
      // In odd rounds the files are about the same documents.
      let files = try (0..<3).map { number in
        try folder.write(
          (0..<40).map { row in
            "{\"text\":\"\(round % 2 == 0 ? "\(number)" : "") \(row)\",\"label\":\"x\","
              + "\"answer\":\"accept\",\"_annotator_id\":\"p\(number)\"}\n"
          }.joined(),
          to: "\(number).jsonl"
        )
      }
      let told = Mutex((added: 0, new: 0))
      DispatchQueue.concurrentPerform(iterations: files.count) { number in
        do {
          let outcome = try AnswerImport(path: files[number]).run(into: session)
          told.withLock { $0 = ($0.added + outcome.addedCount, $0.new + (outcome.isNew ? 1 : 0)) }
        } catch let error as Diagnostic {
          #expect(error.headline.contains("none of the 40 records"))
        } catch { Issue.record("\(error)") }
      }
      let (added, new) = told.withLock { $0 }
      #expect(new == 1)
      #expect(added == (round % 2 == 0 ? 40 : 120))
      #expect(try SessionEngine(opening: session, for: .reading).status().answerCount == added)
    }
  }

  @Test func `documents that a killed import left are taken over, another's are not`() throws {
    let folder = try SessionFolder(documentCount: 0)
    let line = "{\"text\":\"hello\",\"label\":\"x\",\"answer\":\"accept\"}\n"
    let file = try folder.write(line, to: "a.jsonl")
    let session = "\(folder.path)/n.session"
    _ = try AnswerImport(path: file).run(into: session)
    try FileManager.default.removeItem(atPath: session)
    let documents = try folder.text(of: "n.session.documents.jsonl")
    #expect(try AnswerImport(path: file).run(into: session).isNew)
    try FileManager.default.removeItem(atPath: session)
    _ = try folder.write(documents + "{}\n", to: "n.session.documents.jsonl")
    let error = #expect(throws: Diagnostic.self) { try AnswerImport(path: file).run(into: session) }
    #expect(error?.headline.contains("there is a file where") == true)
    #expect(try folder.text(of: "n.session.documents.jsonl") == documents + "{}\n")
  }

  @Test func `a session that came into being while another was started stays`() throws {
    let folder = try SessionFolder(documentCount: 3)
    let first = try folder.start(classes: ["ham", "spam"])
    let anna = try first.annotator(named: "anna")
    try first.answer(0, as: Vote(classIndex: 0), by: anna)
    #expect(throws: (any Error).self) { try folder.start(classes: ["ham", "spam"]) }
    #expect(try first.status().answerCount == 1)
  }
}
