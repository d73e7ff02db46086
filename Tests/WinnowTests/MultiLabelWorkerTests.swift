import Foundation
import TestSupport
import Testing

/// Tasks of several classes a document in pipes and bundles: the bytes of one machine.
struct MultiLabelWorkerTests {
  private let workspace: Workspace
  private let folder: ScratchFolder
  private let lines: [String]

  init() throws {
    workspace = try Workspace.shared()
    folder = try ScratchFolder()
    let letters = [
      "my account is blocked again", "please refund the invoice", "forgot my password",
      "thank you for the refund", "angry about my password", "thank you", "nothing to say of it",
    ]
    lines = (0..<210).map { row in
      #"{"id":"m\#(row)","text":"\#(letters[(row * 5 + row / 11) % letters.count])"}"#
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "mails.jsonl")
    let tags = ["billing+login", "billing", "login", "billing+praise", "login", "praise", "[]"]
    let gold = (0..<60).map { "m\($0),\(tags[($0 * 5 + $0 / 11) % tags.count])" }
    try folder.write((["id,label"] + gold).joined(separator: "\n") + "\n", to: "gold.csv")
  }

  @discardableResult
  private func succeed(_ line: String, input: String = "/dev/null") throws -> CommandResult {
    try workspace.succeed(line.split(separator: " ").map(String.init), in: folder, input: input)
  }

  private var mails: String { "\(folder.path)/mails.jsonl" }

  @Test func `labels are the lines that label writes, with thresholds and provenance`() throws {
    try succeed(
      "label Tags mails.jsonl -o l.jsonl --provenance --gold gold.csv --threshold-by f1 "
        + "--save-model m.json --quiet"
    )
    // Gold anchors the fit; labels of documents with gold are gold's, which a pipe does not have.
    let expected = try folder.text(of: "l.jsonl").split(separator: "\n").dropFirst(60)
    for workers in [1, 3] {
      let answered = try succeed(
        "worker Tags --mode label --model m.json --provenance --workers \(workers)",
        input: mails
      )
      let found = answered.output.split(separator: "\n")
      #expect(found.count == 210)
      #expect(found.dropFirst(60).elementsEqual(expected))
    }
    try succeed("label Tags mails.jsonl -o n.jsonl --save-model n.json --quiet --label-uncovered")
    let whole = try succeed(
      "worker Tags --mode label --model n.json --label-uncovered",
      input: mails
    )
    #expect(try whole.outputBytes == folder.bytes(of: "n.jsonl"))
    #expect(whole.output.contains(#""labels":["billing","praise"],"probabilities":{"billing":"#))
  }

  @Test func `votes and faults stand in the lines as everywhere`() throws {
    let votes = try succeed("worker Tags", input: mails).outputLines
    #expect(votes[0].contains(#""votes":{"account_blocked":"billing+login"}"#), "\(votes[0])")
    #expect(votes.contains { $0.contains(#""short":"praise+-billing+-login""#) })
    try folder.write("{\"text\":\"thank you\"}\nno JSON\n", to: "bad.jsonl")
    try succeed("label Tags mails.jsonl -o l.jsonl --save-model m.json --quiet")
    let marked = try succeed(
      "worker Tags --mode label --model m.json --prefix w_ --additions-only --on-error mark",
      input: "\(folder.path)/bad.jsonl"
    ).outputLines
    #expect(marked[0].hasPrefix(#"{"w_labels":["praise"],"w_probabilities":{"#), "\(marked)")
    #expect(marked[1].hasPrefix(#"{"w_error":"#), "\(marked)")
  }

  @Test func `a model of the other kind is refused, and options of one class`() throws {
    try folder.write("id,f,g\na,x,x\nb,y,x\n", to: "v.csv")
    try succeed("fit v.csv -o one.json")
    for line in [
      "worker Tags --mode label --model one.json", "bundle Tags --model one.json -o b.tar.gz",
    ] {
      let refused = try workspace.run(line.split(separator: " ").map(String.init), in: folder)
      #expect(refused.exitCode == 1)
      #expect(
        refused.errors == "error: the model is for one class a document, the task has several\n"
          + "help: fit the model to votes of the task's functions\n"
      )
    }
    try succeed("fit v.csv --labels several -o several.json")
    let other = try workspace.run(
      ["worker", "Comments", "--mode", "label", "--model", "several.json"],
      in: folder
    )
    #expect(other.errors.contains("for several classes a document, the task has one"))
    let ties = try workspace.run(
      ["worker", "Tags", "--mode", "label", "--model", "several.json", "--ties", "first"],
      in: folder
    )
    #expect(ties.exitCode == 64)
    #expect(ties.errors.hasSuffix("'--ties' is for one class a document\nhelp: leave it out\n"))
  }

  @Test func `statistics of parts are fitted to the model of the whole`() throws {
    try succeed("label Tags mails.jsonl -o l.jsonl --save-model whole.json --quiet")
    var statistics = ""
    for part in [lines[130...], lines[..<17], lines[17..<130]] {
      try folder.write(part.joined(separator: "\n"), to: "part.jsonl")
      statistics += try succeed("worker Tags --mode stats", input: "\(folder.path)/part.jsonl")
        .output
    }
    #expect(statistics.split(separator: "\n").count == 3)
    try folder.write(statistics, to: "stats.jsonl")
    try succeed("fit --stats stats.jsonl -o parts.json")
    #expect(try folder.bytes(of: "parts.json") == folder.bytes(of: "whole.json"))
  }

  @Test func `shards with gold labels are fitted to the model of all votes, thresholds too`() throws
  {
    try succeed("apply Tags mails.jsonl -o whole.csv --quiet")
    let fit = "--gold gold.csv --threshold-by f1"
    let read = "--labels several --classes billing,login,praise"
    try succeed("fit whole.csv \(read) \(fit) -o whole.json")
    let rows = try folder.text(of: "whole.csv").split(separator: "\n")
    var stats = ""
    for number in 0..<3 {
      let part = stride(from: 1 + number, to: rows.count, by: 3).map { rows[$0] }
      let text = ([rows[0]] + part).joined(separator: "\n") + "\n"
      try folder.write(text, to: "p\(number).csv")
      try succeed("stats p\(number).csv \(read) --gold gold.csv -o p\(number).json")
      stats += " --stats p\(number).json"
    }
    try succeed("fit\(stats) --threshold-by f1 -o parts.json")
    #expect(try folder.bytes(of: "parts.json") == folder.bytes(of: "whole.json"))
  }

  @Test func `a bundle labels where nothing else is, and says what it is of`() throws {
    try succeed(
      "label Tags mails.jsonl -o l.jsonl --gold gold.csv --threshold-by f1 --save-model m.json "
        + "--quiet"
    )
    try succeed("bundle Tags --model m.json --output a.tar.gz")
    try succeed("bundle Tags --model m.json --output b.tar.gz")
    #expect(try folder.bytes(of: "a.tar.gz") == folder.bytes(of: "b.tar.gz"))
    let expected = try succeed("worker Tags --mode label --model m.json", input: mails)
    let script = """
      mkdir -p "a folder" && tar -xzf a.tar.gz -C "a folder" || exit 1
      cmp m.json "a folder/model.json" || exit 2
      cd / && env -i PATH=/usr/bin:/bin "$OLDPWD/a folder/bin/winnow" worker --mode label \
        < "$OLDPWD/mails.jsonl"
      """
    let result = try CommandLineTool.shell(script, in: folder)
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.outputBytes == expected.outputBytes)
    // Versions before the second know one class a document.
    let manifest = try folder.text(of: "a folder/bundle.json")
    #expect(manifest.contains(#""labels" : "several""#) && manifest.contains(#""version" : 2"#))
    try succeed("bundle Comments --output c.tar.gz")
    let one = try CommandLineTool.shell("tar -xzOf c.tar.gz ./bundle.json", in: folder).output
    #expect(!one.contains("labels") && one.contains(#""version" : 1"#), "\(one)")
    let newer = manifest.replacing(#""version" : 2"#, with: #""version" : 3"#)
    try folder.write(newer, to: "a folder/bundle.json")
    let refused = try CommandLineTool.shell("'a folder/bin/winnow' worker", in: folder)
    #expect(refused.errors.contains("not the manifest of a bundle that this version"))
  }
}
