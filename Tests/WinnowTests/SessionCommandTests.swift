import Foundation
import TestSupport
import Testing

/// Sessions through the command line: where they begin, and what comes out.
struct SessionCommandTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func succeed(_ arguments: [String], input: String = "/dev/null") throws -> CommandResult {
    let result = try CommandLineTool.run(arguments, in: folder, input: input)
    try #require(result.exitCode == 0, "\(result.errors)")
    return result
  }

  private func status(_ session: String) throws -> [String: Any] {
    let result = try succeed(["session", "status", session, "--json"])
    let json = try JSONSerialization.jsonObject(with: Data(result.outputBytes))
    return try #require(json as? [String: Any])
  }

  @Test(.needsSharedCorpora)
  func `the 42 annotators of a public Prodigy file come in, agree so far, and are settled`()
    throws
  {
    let files = try SharedCorpora.files(of: "prodigy-jsonl")
    let file = try #require(files.first { $0.hasSuffix("pydata-ams-2023.jsonl") })
    _ = try succeed(["session", "import", "p.session", file])
    let again = try succeed(["session", "import", "p.session", file])
    #expect(again.errors.contains("0 answers added, 3372 known already"))
    let facts = try status("p.session")
    #expect(facts["documents"] as? Int == 117)
    #expect((facts["annotators"] as? [Any])?.count == 42)
    let agreement = try #require(facts["agreement"] as? [String: Any])
    let alpha = try #require(agreement["krippendorff_alpha"] as? Double)
    #expect(alpha > 0.3 && alpha < 0.9)
    let disputed = try #require(facts["disagreements"] as? Int)
    #expect(disputed > 50)
    try folder.write("1\n2\nu\nq\n", to: "input")
    let settled = try succeed(
      ["session", "resume", "p.session", "--adjudicate", "--annotator", "judge"],
      input: "\(folder.path)/input"
    )
    #expect(settled.output.contains(" says "))
    #expect(try status("p.session")["settled_disagreements"] as? Int == 1)
    let gold = try succeed(["session", "export", "p.session", "-o", "gold.csv"])
    #expect(gold.errors.contains("records → gold.csv"))
    let labels = PlainCSV(try folder.text(of: "gold.csv"))
    #expect(Set(labels["label"]) == ["new-dataset", "not new-dataset"])
    #expect(labels["source"].filter { $0 == "adjudicated" }.count == 1)
    // Answers leave as votes of people, which the other commands know.
    _ = try succeed(["session", "export", "p.session", "--answers", "-o", "answers.csv"])
    let analysis = try succeed(["analyze", "answers.csv"])
    #expect(analysis.output.contains("alpha"))
  }

  @Test func `an import says of each file what became of it, and a dry run says it beforehand`()
    throws
  {
    let corpus = ["late", "lovely", "broken", "twice", "twice"].enumerated().map { index, text in
      #"{"id":"\#(index + 1)","text":"\#(text)"}"# + "\n"
    }
    try folder.write(corpus.joined(), to: "c.jsonl")
    _ = try succeed([
      "session", "start", "c.jsonl", "--classes", "neg,pos", "--no-ask", "-o", "a.session",
    ])
    try folder.write("item,worker,label,time\n1,anna,neg,2024-05-01T10:00:00Z\n", to: "a.csv")
    _ = try succeed(["session", "import", "a.session", "a.csv"])
    try folder.write(
      "item,worker,label,time\n1,anna,neg,2024-05-01T10:00:00Z\n1,anna,pos,2024-05-02T10:00:00Z\n"
        + "1,anna,neg,2024-04-01T10:00:00Z\n2,ben,pos,\n7,ben,pos,\n2,cleo,pos,soon\n",
      to: "b.csv"
    )
    try folder.write(
      #"{"id":9,"text":"twice","label":["pos"],"Comments":["why?"]}"# + "\n"
        + #"{"id":8,"text":"broken","label":["pos"]}"# + "\n",
      to: "d.jsonl"
    )
    let arguments = ["session", "import", "a.session", "b.csv", "d.jsonl", "--on-error", "skip"]
    let planned = try succeed(arguments + ["--dry-run"])
    let done = try succeed(arguments)
    let summary =
      "b.csv (csv): 1 answer added, 1 changed, 1 older than the answer that stands, "
      + "1 known already, 1 unmatched, 1 left out"
    let plan =
      "b.csv (csv): 1 answer would be added, 1 would be changed, 1 older than the answer that "
      + "stands, 1 known already, 1 unmatched, 1 would be left out; nothing was written"
    #expect(planned.errors.contains(plan + "\n"), "\(planned.errors)")
    #expect(done.errors.contains(summary + "\n"), "\(done.errors)")
    #expect(
      done.errors.contains("d.jsonl (doccano): 1 answer added, 0 known already, 1 unmatched")
    )
    for line in [
      "warning: 1 record is about a document that the session does not have\nnote: b.csv:6\n",
      "warning: 1 record may be about several documents with one text\nnote: d.jsonl:1\n",
      "note: b.csv:7: 'soon' in 'time' is not a time\n",
    ] {
      #expect(done.errors.contains(line), "\(done.errors)")
    }
    let answers = try succeed(["session", "export", "a.session", "--answers", "-o", "-"])
    #expect(answers.outputLines.map { $0.prefix(9) }.contains("1,anna,po"))
  }

  @Test func `a session begins from labels, with their votes and probabilities`() throws {
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 80).csv, to: "c.csv")
    for (suffix, options) in [("csv", ["--provenance"]), ("jsonl", [])] {
      let labels = "labels.\(suffix)"
      try workspace.succeed(["label", "Comments", "c.csv", "-o", labels] + options, in: folder)
      let result = try CommandLineTool.run(
        ["session", "start", labels, "-o", "\(suffix).session", "--no-ask"],
        in: folder
      )
      #expect(result.exitCode == 0, "\(result.errors)")
      let source = options.isEmpty ? "probabilities of the labels" : "votes of"
      #expect(result.errors.contains(source), "\(result.errors)")
      #expect(result.errors.contains("80 documents; ham, spam"))
      try folder.write("1\nq\n", to: "input")
      let asked = try succeed(
        ["session", "resume", "\(suffix).session"],
        input: "\(folder.path)/input"
      )
      #expect(asked.output.contains("model: "))
    }
  }

  @Test func `a session asks about the ids of a table, in their order`() throws {
    try folder.write(CommentCorpus(count: 20).csv, to: "c.csv")
    try folder.write("id,label\nc7,\nc3,\nc5,ham\nc11,\n", to: "ask.csv")
    let alone = try CommandLineTool.run(
      ["session", "start", "ask.csv", "--classes", "ham,spam", "-o", "a.session"],
      in: folder
    )
    #expect(alone.exitCode == 1)
    #expect(
      alone.errors.contains("help: name the corpus that the ids are from with '--corpus FILE'")
    )
    _ = try succeed([
      "session", "start", "ask.csv", "--corpus", "c.csv", "--classes", "ham,spam", "-o",
      "a.session", "--no-ask",
    ])
    try folder.write("1\n2\n1\nq\n", to: "input")
    let asked = try succeed(["session", "resume", "a.session"], input: "\(folder.path)/input")
    let answers = asked.outputLines.filter { $0.contains(" is ") && $0.hasPrefix("c") }
    #expect(answers.prefix(3) == ["c7 is ham", "c3 is spam", "c11 is ham"])
  }

  @Test func `a field to hide has to be there`() throws {
    try folder.write(CommentCorpus(count: 20).csv, to: "c.csv")
    let result = try CommandLineTool.run(
      ["session", "start", "c.csv", "--classes", "ham,spam", "--hide", "golf", "-o", "a.session"],
      in: folder
    )
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("there is no field 'golf' to hide"))
    #expect(result.errors.contains("did you mean 'gold'?"))
    #expect(throws: (any Error).self) { try folder.bytes(of: "a.session") }
  }

  @Test func `answers anchor a fit as gold labels, from the session itself`() throws {
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 60).csv, to: "c.csv")
    try workspace.succeed(["apply", "Comments", "c.csv", "-o", "v.csv"], in: folder)
    try workspace.succeed(
      ["session", "start", "c.csv", "--task", "Comments", "-o", "a.session", "--no-ask"],
      in: folder
    )
    try folder.write(String(repeating: "1\n2\n", count: 12), to: "input")
    try workspace.succeed(
      ["session", "resume", "a.session"],
      in: folder,
      input: "\(folder.path)/input"
    )
    let result = try succeed(["fit", "v.csv", "--gold", "a.session", "-o", "model.json"])
    #expect(result.output.contains("gold") || result.errors.contains("gold"))
    try workspace.succeed(
      ["label", "Comments", "c.csv", "--gold", "a.session", "-o", "labels.csv"],
      in: folder
    )
    // A report fits as the run did.
    try workspace.succeed(["report", "labels.csv", "-o", "r.html"], in: folder)
  }

  @Test func `labels of all documents come out of a session, to train with`() throws {
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 80).csv, to: "c.csv")
    try workspace.succeed(
      ["session", "start", "c.csv", "--task", "Comments", "-o", "a.session", "--no-ask"],
      in: folder
    )
    try folder.write("1\n2\n1\nq\n", to: "input")
    try workspace.succeed(
      ["session", "resume", "a.session"],
      in: folder,
      input: "\(folder.path)/input"
    )
    _ = try succeed(["session", "export", "a.session", "-o", "gold.csv"])
    _ = try succeed(["session", "export", "a.session", "--labels", "-o", "labels.csv"])
    let gold = PlainCSV(try folder.text(of: "gold.csv"))
    let labels = PlainCSV(try folder.text(of: "labels.csv"))
    #expect(labels["id"].count == 80 && labels["p_ham"].count == 80)
    let answered = Dictionary(uniqueKeysWithValues: zip(gold["id"], gold["label"]))
    #expect(answered.count == 3)
    for (row, id) in labels["id"].enumerated() {
      let (ham, spam) = (Double(labels["p_ham"][row]) ?? 0, Double(labels["p_spam"][row]) ?? 0)
      #expect(abs(ham + spam - 1) < 1e-9)
      guard let label = answered[id] else {
        #expect(max(ham, spam) < 1)
        continue
      }
      #expect(labels["label"][row] == label && (label == "ham" ? ham : spam) == 1)
    }
    _ = try succeed(["train", "labels.csv", "-o", "a.endmodel"])
    let refused = try CommandLineTool.run(
      ["session", "export", "a.session", "--labels", "--format", "prodigy", "-o", "x"],
      in: folder
    )
    #expect(refused.exitCode == 64)
  }

  @Test(arguments: ["random", "margin"])
  func `documents that a strategy chose are no random sample to a fit`(strategy: String) throws {
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 120).csv, to: "c.csv")
    try workspace.succeed(["apply", "Comments", "c.csv", "-o", "v.csv"], in: folder)
    try workspace.succeed(
      [
        "session", "start", "c.csv", "--task", "Comments", "-o", "a.session", "--no-ask",
        "--strategy", strategy,
      ],
      in: folder
    )
    try folder.write(String(repeating: "1\n2\n", count: 15) + "q\n", to: "input")
    try workspace.succeed(
      ["session", "resume", "a.session"],
      in: folder,
      input: "\(folder.path)/input"
    )
    _ = try succeed(["session", "export", "a.session", "-o", "gold.csv"])
    // A table does not say how its documents came to be known.
    for gold in ["a.session", "gold.csv"] {
      _ = try succeed(["fit", "v.csv", "--gold", gold, "-o", "\(gold).json", "--no-checks"])
    }
    let areSame = try folder.text(of: "a.session.json") == folder.text(of: "gold.csv.json")
    #expect(areSame == (strategy == "random"))
  }

  @Test func `a table of questions that asks nothing starts no session`() throws {
    try folder.write("id,text\n1,hello\n2,bye\n", to: "c.csv")
    for (table, words) in [
      ("id,label\n1,a\n", "q.csv: error: every row has a label"),
      ("id,label\n1\n", "q.csv:2: error: a row has an id and a label"),
    ] {
      try folder.write(table, to: "q.csv")
      let result = try CommandLineTool.run(
        ["session", "start", "q.csv", "--corpus", "c.csv", "--classes", "a,b", "-o", "x.session"],
        in: folder
      )
      #expect(result.exitCode == 1)
      #expect(result.errors.contains(words), "\(result.errors)")
      #expect(try folder.names() == ["c.csv", "q.csv"])
    }
  }

  @Test func `what a new session is made with has no effect on one that is there`() throws {
    try folder.write("id,text\n1,hello\n2,bye\n", to: "c.csv")
    _ = try succeed([
      "session", "start", "c.csv", "--classes", "a,b", "-o", "s.session", "--no-ask",
    ])
    try folder.write("item,worker,label\n1,ada,a\n", to: "answers.csv")
    for option in [["--classes", "a,b"], ["--overlap", "2"]] {
      let arguments = ["session", "import", "s.session", "answers.csv"] + option
      let result = try CommandLineTool.run(arguments, in: folder)
      #expect(result.exitCode == 64)
      #expect(result.errors.contains("'\(option[0])' has no effect here"), "\(result.errors)")
    }
  }

  @Test func `answers without their documents make no session`() throws {
    try folder.write("item,worker,label\nd1,ada,a\nd2,ada,b\n", to: "answers.csv")
    let result = try CommandLineTool.run(
      ["session", "import", "x.session", "answers.csv"],
      in: folder
    )
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("the answers come without their documents"), "\(result.errors)")
    #expect(try folder.names() == ["answers.csv"])
  }

  @Test(
    arguments: [
      (["start", "c.csv", "-o", "x"], 1, "the classes of the session are not known"),
      (["start", "c.csv", "--classes", "a", "-o", "x"], 1, "at least two classes"),
      (["start", "-", "--classes", "a,b", "-o", "x"], 1, "cannot start from standard input"),
      (
        ["start", "/dev/stdin", "--classes", "a,b", "-o", "x"], 1,
        "/dev/stdin: error: a session cannot start from standard input, a pipe or a device"
      ),
      (["start", "c.csv", "--classes", "a,b", "-o", "c.csv"], 1, "a file with this name exists"),
      (
        ["start", "c.csv", "--classes", "a,b", "-o", "x", "--strategy", "margn"], 1,
        "did you mean 'margin'"
      ),
      (["resume", "nowhere.session"], 1, "there is no such file"),
      (["resume", "c.csv"], 1, "not a session file"),
      (["export", "nowhere.session", "-o", "x.csv"], 1, "there is no such file"),
      (["start", "c.csv", "--classes", "a,b", "-o", "x", "--overlap", "0"], 64, "for '--overlap'"),
    ] as [([String], Int32, String)]
  )
  func `a mistake is told and leaves nothing behind`(
    arguments: [String],
    code: Int32,
    words: String
  ) throws {
    try folder.write("id,text,label\n1,hello,a\n2,bye,b\n", to: "c.csv")
    let result = try CommandLineTool.run(["session"] + arguments, in: folder)
    #expect(result.exitCode == code, "\(result.errors)")
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(try folder.names() == ["c.csv"])
  }
}
