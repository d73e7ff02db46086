import Foundation
import TestSupport
import Testing

/// Tasks whose functions say more than one class, or of several classes, through the binary.
struct BallotTaskTests {
  private let workspace: Workspace
  private let folder: ScratchFolder

  init() throws {
    workspace = try Workspace.shared()
    folder = try ScratchFolder()
    let words = [
      "purrs vet", "barks leash", "talks eats", "engine", "leash", "eats alive", "alive", "nothing",
    ]
    let scores = ["0.95", "0.55", "", "0.75", "", "0.65", "", ""]
    let golds = ["cat", "dog", "parrot", "car", "dog", "parrot", "cat", "car"]
    var animals = "id,text,score,gold\n"
    for row in 0..<240 {
      let kind = row % words.count
      animals += "a\(row),\(words[kind]) number \(row),\(scores[kind]),\(golds[kind])\n"
    }
    try folder.write(animals, to: "animals.csv")
    try folder.write(MailCorpus.jsonl, to: "mails.jsonl")
  }

  private func succeed(_ line: String) throws -> CommandResult {
    try workspace.succeed(line.split(separator: " ").map(String.init), in: folder)
  }

  @Test func `votes are the same bytes, with and without what is kept, in any number of workers`()
    throws
  {
    for suffix in ["votes", "csv", "jsonl", "xml"] {
      _ = try succeed("apply Animals animals.csv -o a.\(suffix) --no-cache --workers 1 --quiet")
      _ = try succeed("apply Animals animals.csv -o b.\(suffix) --workers 2 --quiet")
      _ = try succeed("apply Animals animals.csv -o c.\(suffix) --workers 2 --quiet")
      let bytes = try folder.bytes(of: "a.\(suffix)")
      #expect(try bytes == folder.bytes(of: "b.\(suffix)"))
      #expect(try bytes == folder.bytes(of: "c.\(suffix)"))
    }
    let table = try folder.text(of: "a.csv")
    #expect(table.contains("\na0,cat,,,,cat|dog,,,cat@0.95\n"), "\(table.prefix(300))")
    #expect(table.contains("\na5,,,,,,!car,!car,cat@0.65\n"))
  }

  @Test func `a model of the votes gives the labels of the corpus, in every format of votes`()
    throws
  {
    _ = try succeed("label Animals animals.csv -o l.csv --save-model m.json --quiet")
    let labels = PlainCSV(try folder.text(of: "l.csv"))
    let label = try #require(labels.header.firstIndex(of: "label"))
    for suffix in ["votes", "csv", "jsonl"] {
      _ = try succeed("apply Animals animals.csv -o v.\(suffix) --quiet")
      _ = try succeed("fit v.\(suffix) --classes cat,dog,parrot,car -o f.json --no-checks")
      _ = try succeed("predict v.\(suffix) --model f.json -o p.csv")
      let predicted = PlainCSV(try folder.text(of: "p.csv"))
      #expect(predicted.rows.map { $0[1] } == labels.rows.map { $0[label] }, "\(suffix)")
    }
    let shown = try succeed("model show m.json").output
    #expect(shown.contains("'score': "), "\(shown)")
    #expect(shown.contains("declared confidence is worth is told by the fit"), "\(shown)")
  }

  @Test func `commands speak of sets and confidences`() throws {
    let table = try succeed("analyze Animals animals.csv --gold-field gold").output
    #expect(table.contains("by chance") && table.contains("cat|dog"), "\(table)")
    #expect(try succeed("functions Animals").output.contains("cat|dog"))
    let shown = try succeed("show Animals animals.csv --id a0").output
    #expect(shown.contains("cat|dog") && shown.contains("cat@0.95"), "\(shown)")
    let errors = try succeed("errors Animals animals.csv --gold-field gold --buckets 50").output
    #expect(errors.contains("leash=cat|dog"), "\(errors)")
    _ = try succeed("session start animals.csv --task Animals -o s.session --no-ask --seed 1")
    #expect(try succeed("session status s.session").output.contains("240"))
    let drift = try succeed("drift Animals animals.csv animals.csv")
    #expect(drift.output.contains("stable"), "\(drift.output)")
  }

  @Test func `labels stop at a group where none of its classes is probable enough`() throws {
    _ = try succeed("label Animals animals.csv -o l.jsonl --coarse-below 0.6 --quiet")
    var labels: [String: String] = [:]
    for line in try folder.text(of: "l.jsonl").split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let id = try #require(object?["id"] as? String)
      labels[id] = object?["label"] as? String ?? "none"
    }
    #expect(labels["a0"] == "cat" && labels["a3"] == "car")
    #expect(labels["a4"] == "furry" && labels["a7"] == "none")
    let refused = try workspace.run(
      ["label", "Tags", "mails.jsonl", "-o", "t.jsonl", "--coarse-below", "0.6"],
      in: folder
    )
    let refusal = "error: '--coarse-below' is for one class a document\nhelp: leave it out\n"
    #expect(refused.exitCode == 64 && refused.errors.hasSuffix(refusal), "\(refused.errors)")
  }

  @Test func `a rule of thresholds is refused where documents have one class`() throws {
    let refused = try workspace.run(
      ["label", "Animals", "animals.csv", "-o", "l.csv", "--threshold-by", "f1", "--quiet"],
      in: folder
    )
    let refusal = "error: '--threshold-by' is for several classes a document\nhelp: leave it out\n"
    #expect(refused.exitCode == 64 && refused.errors == refusal, "\(refused.errors)")
    #expect(throws: (any Error).self) { try folder.text(of: "l.csv") }
  }

  private func labels(in name: String) throws -> [[String]] {
    try folder.text(of: name).split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return object?["labels"] as? [String] ?? ["none"]
    }
  }

  @Test func `a task of several labels is applied, analyzed and labeled`() throws {
    _ = try succeed("apply Tags mails.jsonl -o v.csv --quiet")
    let votes = try folder.text(of: "v.csv")
    #expect(votes.contains("\nm0,billing+login,,,,,\n"), "\(votes.prefix(200))")
    #expect(votes.contains("\nm4,,,login,,-praise,\n"))
    #expect(votes.contains("\nm5,,,,praise,,praise+-billing+-login\n"))
    let table = try succeed("analyze Tags mails.jsonl --gold-field tags").output
    #expect(table.contains("praise"), "\(table)")
    let report = try succeed("label Tags mails.jsonl -o l.jsonl --gold-field tags --provenance")
    #expect(report.output.contains("micro-F1"), "\(report.output)")
    let first = try #require(try folder.text(of: "l.jsonl").split(separator: "\n").first)
    #expect(first.contains(#""account_blocked":"billing+login""#))
    for suffix in ["votes", "csv"] {
      _ = try succeed("apply Tags mails.jsonl -o w.\(suffix) --quiet")
      _ = try succeed("fit w.\(suffix) --labels several -o m.json --classes billing,login,praise")
      _ = try succeed("predict w.\(suffix) --model m.json -o p.jsonl")
      #expect(try labels(in: "p.jsonl") == labels(in: "l.jsonl"), "\(suffix)")
    }
    #expect(try labels(in: "l.jsonl").contains(["praise"]))
    try folder.write("id,label\nm0,billing+login\nm6,[]\n", to: "gold.csv")
    let fit = "fit w.votes --labels several --gold gold.csv -o g.json --no-checks"
    #expect(try succeed(fit).errors.contains("error") == false)
    _ = try succeed("apply Tags mails.jsonl --gold-field tags -o w.csv --quiet")
    let misspelled = try workspace.run(
      ["label", "Tags", "mails.jsonl", "-o", "x.jsonl", "--gold-field", "tgas"],
      in: folder
    )
    #expect(misspelled.exitCode == 1 && misspelled.errors.contains("'tgas'"))
  }
}
