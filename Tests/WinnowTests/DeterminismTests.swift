import TestSupport
import Testing

struct DeterminismTests {
  @Test func `bytes are the same for repeated runs and any number of workers`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 5000).csv, to: "c.csv")
    var seen: [String: [UInt8]] = [:]
    for options in [["--workers", "1"], ["--workers", "2"], ["--workers", "5"], []] {
      try workspace.succeed(
        [
          "label", "Comments", "c.csv", "-o", "l.csv", "--save-model", "m.json", "--provenance",
          "--no-cache",
        ] + options,
        in: folder
      )
      try workspace.succeed(
        ["apply", "Comments", "c.csv", "-o", "v.votes", "--no-cache"] + options,
        in: folder
      )
      for name in ["l.csv", "m.json", "v.votes"] {
        let bytes = try folder.bytes(of: name)
        #expect(seen[name] == nil || seen[name] == bytes, "\(name) with \(options)")
        seen[name] = bytes
      }
    }
  }

  @Test func `votes from the cache give the same bytes as fresh ones`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 3000, seed: 9).csv, to: "c.csv")
    let arguments = ["label", "Comments", "c.csv", "--provenance", "-o"]
    try workspace.succeed(arguments + ["fresh.csv", "--no-cache"], in: folder)
    try workspace.succeed(arguments + ["kept.csv"], in: folder)
    try workspace.succeed(arguments + ["known.csv"], in: folder)
    #expect(try folder.bytes(of: "kept.csv") == folder.bytes(of: "fresh.csv"))
    #expect(try folder.bytes(of: "known.csv") == folder.bytes(of: "fresh.csv"))
  }

  @Test func `a limit labels the first documents only`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    let corpus = CommentCorpus(count: 3000)
    for suffix in ["csv", "jsonl", "xml"] {
      try folder.write(corpus.text(as: suffix), to: "c.\(suffix)")
      try workspace.succeed(
        ["label", "Comments", "c.\(suffix)", "-o", "l.\(suffix)", "--limit", "1500"]
          + (suffix == "xml" ? ["--record", "comment"] : []),
        in: folder
      )
      let labeled = try LabeledRecords(folder.bytes(of: "l.\(suffix)"), suffix: suffix)
      #expect(labeled.records.map { $0["id"] } == corpus.comments.prefix(1500).map(\.id))
    }
  }
}
