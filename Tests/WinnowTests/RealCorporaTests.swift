import Foundation
import FoundationXML
import TestSupport
import Testing

/// Public corpora as their authors left them, counted by other means.
@Suite(.needsSharedCorpora)
struct RealCorporaTests {
  @Test func `youtube comments are labeled in one command`() throws {
    let folder = try ScratchFolder()
    let files = try SharedCorpora.files(of: "youtube-spam-csv")
    #expect(files.count == 5)
    let result = try Workspace.shared().succeed(
      ["label", "Comments"] + files + [
        "-o", "l.csv", "--text-field", "CONTENT", "--gold-field", "CLASS", "--gold-map",
        "0=ham,1=spam", "--json",
      ],
      in: folder
    )
    let tables = try files.map { PlainCSV(String(decoding: try FileBytes.read($0), as: UTF8.self)) }
    let labels = PlainCSV(try folder.text(of: "l.csv"))
    #expect(labels.rows.count == 1956)
    for column in tables[0].header {
      #expect(labels[column] == tables.flatMap { $0[column] }, "\(column)")
    }
    // The score is counted again, over the comments that got a label.
    let pairs = zip(labels["label"], labels["CLASS"]).filter { !$0.0.isEmpty }
    let correct = pairs.count { ($0 == "spam") == ($1 == "1") }
    let accuracy = Double(correct) / Double(pairs.count)
    #expect(accuracy >= 0.85)
    let json = try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any]
    let score = json?["score"] as? [String: Any]
    #expect(abs((score?["accuracy"] as? Double ?? 0) - accuracy) < 1e-12)
  }

  @Test func `ids that occur twice in the youtube comments are found`() throws {
    let folder = try ScratchFolder()
    let files = try SharedCorpora.files(of: "youtube-spam-csv")
    let tables = try files.map { PlainCSV(String(decoding: try FileBytes.read($0), as: UTF8.self)) }
    let counts = Dictionary(grouping: tables.flatMap { $0["COMMENT_ID"] }, by: \.self)
    let repeated = counts.values.count { $0.count > 1 }
    let result = try Workspace.shared().run(
      ["label", "Comments"] + files
        + ["-o", "l.csv", "--text-field", "CONTENT", "--id-field", "COMMENT_ID"],
      in: folder
    )
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("identifiers are unique, but \(repeated) occur more than once"))
    #expect(try folder.names().isEmpty)
  }

  @Test func `short messages without ids are labeled`() throws {
    let folder = try ScratchFolder()
    let file = try SharedCorpora.files(of: "sms-spam-csv")[0]
    let arguments = [
      "label", "Comments", file, "-o", "l.csv", "--text-field", "v2", "--gold-field", "v1",
    ]
    try Workspace.shared().succeed(arguments, in: folder)
    let source = PlainCSV(String(decoding: try FileBytes.read(file), as: UTF8.self))
    let labels = PlainCSV(try folder.text(of: "l.csv"))
    #expect(labels.rows.count == source.rows.count)
    #expect(labels["v2"] == source["v2"])
  }

  @Test func `every bad record of a dirty corpus is listed and no good one lost`() throws {
    let folder = try ScratchFolder()
    let file = try SharedCorpora.files(of: "dirty-csv")[0]
    let arguments = [
      "label", "Comments", file, "--gold-field", "label", "--gold-map", "0=ham,1=spam",
      "--prefix", "w_", "-o", "l.csv",
    ]
    let strict = try Workspace.shared().run(arguments, in: folder)
    #expect(strict.exitCode == 1)
    #expect(strict.errors.hasPrefix("\(file):"))
    let result = try Workspace.shared().succeed(
      arguments + ["--on-error", "skip", "--rejects", "bad.jsonl"],
      in: folder
    )
    // By another reading: a good record has all fields, is UTF-8, and says 0, 1 or nothing.
    let bytes = try FileBytes.read(file)
    let source = PlainCSV(String(decoding: bytes, as: UTF8.self))
    let gold = try #require(source.header.firstIndex(of: "label"))
    let good = source.rows.filter { row in
      row.count == source.header.count && ["0", "1", ""].contains(row[gold])
        && !row.contains { $0.contains("\u{FFFD}") }
    }
    let labels = PlainCSV(try folder.text(of: "l.csv"))
    #expect(labels.rows.map { Array($0.prefix(source.header.count)) } == good)
    let rejects = try folder.text(of: "bad.jsonl").split(separator: "\n")
    #expect(rejects.count == source.rows.count - good.count)
    #expect(
      result.errors.contains(
        "\(rejects.count) bad record\(rejects.count == 1 ? " was" : "s were") left out"
      )
    )
    for reject in rejects {
      let object = try JSONSerialization.jsonObject(with: Data(reject.utf8)) as? [String: Any]
      #expect(object?["line"] is Int && object?["rule"] is String)
    }
  }

  @Test func `census rows are labeled by their numbers`() throws {
    let folder = try ScratchFolder()
    let file = try SharedCorpora.files(of: "adult-csv")[0]
    let result = try Workspace.shared().succeed(
      [
        "label", "Income", file, "--format", "csv", "--trim", "--gold-field", "classification",
        "-o", "l.csv", "--provenance",
      ],
      in: folder
    )
    #expect(!result.errors.contains("faults"))
    let lines = String(decoding: try FileBytes.read(file), as: UTF8.self).split(separator: "\n")
    let rows = lines.dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let labels = PlainCSV(try folder.text(of: "l.csv"))
    #expect(labels.rows.count == 16_281)
    #expect(labels.rows.map { Array($0.prefix(15)) } == rows)
    #expect(labels["vote_young"] == rows.map { (Int($0[0]) ?? 0) < 25 ? "<=50K" : "" })
    #expect(labels["vote_degree"] == rows.map { (Int($0[4]) ?? 0) >= 13 ? ">50K" : "" })
    #expect(labels["vote_gains"] == rows.map { (Double($0[10]) ?? 0) > 5000 ? ">50K" : "" })
  }

  @Test(arguments: [
    ("stackexchange-xml", "posts/row", "@Body", "@Id"),
    ("absa-xml", "sentence", "text", "@id"),
    ("bioc-xml", "document", "passage/text", "id"),
    ("bioc-xml", "passage", "text", nil),
  ])
  func `XML comes in with field paths, record by record`(
    corpus: String,
    record: String,
    text: String,
    id: String?
  ) throws {
    let folder = try ScratchFolder()
    let file = try SharedCorpora.files(of: corpus)[0]
    let element = String(record.split(separator: "/").last ?? "")
    let bytes = String(decoding: try FileBytes.read(file), as: UTF8.self)
    let count =
      bytes.components(separatedBy: "<\(element) ").count
      + bytes.components(separatedBy: "<\(element)>").count - 2
    let options = ["--record", record]
    try Workspace.shared().succeed(
      ["label", "Topics", file, "--text-field", text, "-o", "l.jsonl"] + options
        + (id.map { ["--id-field", $0] } ?? []),
      in: folder
    )
    let labeled = try folder.text(of: "l.jsonl").split(separator: "\n")
    #expect(count > 100)
    #expect(labeled.count == count)
    try Workspace.shared().succeed(["convert", file, "c.jsonl"] + options, in: folder)
    let converted = try folder.text(of: "c.jsonl").split(separator: "\n")
    #expect(converted.count == count)
    // The labeled record begins with the record as it was.
    for (line, original) in zip(labeled, converted) where !line.hasPrefix(original.dropLast()) {
      Issue.record("\(original.prefix(80))")
      break
    }
  }
}
