import Foundation
import TestSupport
import Testing

/// What one command writes, every other reads: labels, votes and gold labels in all formats.
struct LabelExchangeTests {
  private static let formats = ["csv", "tsv", "jsonl", "xml", "csv.gz", "jsonl.gz", "xml.gz"]

  /// Comments with fields that are called as those of labels are.
  private static let corpus: String = {
    let comments = CommentCorpus(count: 120, seed: 5).comments.enumerated()
    return comments.reduce(into: "id,text,p_value,gold,vote_count,p_other\n") { text, comment in
      let (index, comment) = (comment.offset, comment.element)
      var words = comment.text.replacing("\"", with: "").replacing("\n", with: " ")
      // One is long enough that every function votes.
      if index == 0 { words += String(repeating: " and so on", count: 30) }
      text += "\(comment.id),\"\(words)\",0.\(index % 9),\(comment.gold),\(index),1\n"
    }
  }()

  private func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.write(Self.corpus, to: "c.csv")
    return folder
  }

  private func run(_ arguments: [String], in folder: ScratchFolder) throws -> CommandResult {
    let result = try Workspace.shared().run(arguments, in: folder)
    try #require(result.exitCode == 0, "\(arguments): \(result.errors)")
    return result
  }

  private func record(_ format: String) -> [String] {
    format.hasPrefix("xml") ? ["--record", "document"] : []
  }

  /// What each command makes of labels, without the names of files.
  private func readings(
    of labels: String,
    _ format: String,
    prefix: String,
    in folder: ScratchFolder
  ) throws -> [String: String] {
    let prefixed = prefix.isEmpty ? [] : ["--prefix", prefix]
    var read: [String: String] = [:]
    read["evaluate"] =
      try run(
        ["evaluate", labels, "--gold", "c.csv", "--gold-columns", "id,gold", "--json"] + prefixed,
        in: folder
      )
      .output
    _ = try run(
      ["train", labels, "--gold-field", "gold", "-o", "m.endmodel", "--quiet"] + prefixed
        + record(format),
      in: folder
    )
    read["train"] = "\(try folder.bytes(of: "m.endmodel").hashValue)"
    let labelPrefix = prefix.isEmpty ? [] : ["--label-prefix", prefix]
    _ = try run(
      ["sample", labels, "--count", "9", "--uncertainty", "-o", "s.csv"] + labelPrefix
        + record(format),
      in: folder
    )
    read["sample"] = PlainCSV(try folder.text(of: "s.csv"))["id"].joined(separator: ",")
    let session = "\(UUID().uuidString).session"
    let started = try run(
      ["session", "start", labels, "--no-ask", "-o", session] + prefixed + record(format),
      in: folder
    )
    read["session"] = started.errorLines.last?.components(separatedBy: " → ").first
    _ = try run(
      ["simulate", labels, "--gold", "gold", "--budget", "4", "--repeats", "2", "--json"]
        + record(format),
      in: folder
    )
    _ = try run(["fit", labels, "-o", "m.json", "--no-checks"], in: folder)
    _ = try run(["predict", labels, "--model", "m.json", "-o", "again.csv"], in: folder)
    read["fit"] = PlainCSV(try folder.text(of: "again.csv"))["label"].joined(separator: ",")
    return read
  }

  @Test(arguments: ["", "w_"])
  func `every command reads the labels of every format alike`(prefix: String) throws {
    let folder = try folder()
    var first: [String: String]?
    for format in Self.formats {
      let labels = "l.\(format)"
      let prefixed = prefix.isEmpty ? [] : ["--prefix", prefix]
      _ = try run(
        ["label", "Comments", "c.csv", "-o", labels, "--provenance", "--quiet"] + prefixed,
        in: folder
      )
      let read = try readings(of: labels, format, prefix: prefix, in: folder)
      #expect(read["session"]?.hasPrefix("120 documents; ham, spam; votes of 12 functions") == true)
      for (command, result) in read where first != nil {
        #expect(result == first?[command], "\(command) of \(format)")
      }
      first = first ?? read
    }
  }

  @Test func `votes of every format are fitted alike`() throws {
    let folder = try folder()
    var labels: Set<String> = []
    for name in Self.formats.map({ "v.\($0)" }) + ["v.votes", "v.votes.gz"] {
      _ = try run(["apply", "Comments", "c.csv", "-o", name], in: folder)
      _ = try run(["fit", name, "-o", "m.json", "--no-checks"], in: folder)
      _ = try run(["predict", name, "--model", "m.json", "-o", "l.csv"], in: folder)
      labels.insert(PlainCSV(try folder.text(of: "l.csv"))["label"].joined(separator: ","))
    }
    #expect(labels.count == 1)
  }

  @Test func `gold labels of every format anchor and judge alike`() throws {
    let folder = try folder()
    _ = try run(["label", "Comments", "c.csv", "-o", "l.csv", "--quiet"], in: folder)
    let gold = CommentCorpus(count: 120, seed: 5).comments.prefix(40)
    try folder.write("id,label\n" + gold.map { "\($0.id),\($0.gold)\n" }.joined(), to: "g.csv")
    var read: Set<[String]> = []
    for format in Self.formats {
      _ = try run(
        ["convert", "g.csv", "g.\(format)-"] + [
          "--output-format", String(format.prefix { $0 != "." }),
        ],
        in: folder
      )
      try FileManager.default.moveItem(
        atPath: "\(folder.path)/g.\(format)-",
        toPath: "\(folder.path)/gold.\(format.replacing(".gz", with: ""))"
      )
      let name = "gold.\(format.replacing(".gz", with: ""))"
      let evaluated = try run(["evaluate", "l.csv", "--gold", name, "--json"], in: folder).output
      _ = try run(
        ["label", "Comments", "c.csv", "--gold", name, "-o", "anchored.csv", "--quiet"],
        in: folder
      )
      let shown = try run(["errors", "Comments", "c.csv", "--gold", name, "--json"], in: folder)
      read.insert([evaluated, try folder.text(of: "anchored.csv"), shown.output])
      try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
    }
    #expect(read.count == 1)
  }

  @Test func `both answers of one annotator go out and come back`() throws {
    let folder = try ScratchFolder()
    try folder.write(
      "item,worker,label\n1,ann,x\n1,ann,y\n1,bob,x\n2,ann,y\n2,bob,y\n2,cy,x\n3,cy,x\n3,bob,x\n",
      to: "v.csv"
    )
    _ = try run(["fit", "v.csv", "-o", "m.json"], in: folder)
    for format in Self.formats {
      let labels = "l.\(format)"
      _ = try run(
        ["predict", "v.csv", "--model", "m.json", "--provenance", "-o", labels],
        in: folder
      )
      _ = try run(["predict", labels, "--model", "m.json", "-o", "again.csv"], in: folder)
      _ = try run(["predict", "v.csv", "--model", "m.json", "-o", "once.csv"], in: folder)
      #expect(try folder.text(of: "again.csv") == folder.text(of: "once.csv"), "\(format)")
    }
    #expect(
      try folder.text(of: "l.jsonl").contains("\"votes\":{\"ann\":[\"x\",\"y\"],\"bob\":\"x\"}")
    )
    #expect(try folder.text(of: "l.csv").contains("\"[\"\"x\"\",\"\"y\"\"]\""))
  }
}
