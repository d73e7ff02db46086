import Foundation
import LabelStore
import LabelingCore
import Sessions
import Testing

/// Which document an imported answer is about.
struct AnswerMatchingTests {
  @Test func `the row ids of another tool's database are not the corpus' ids`() throws {
    let folder = try ImportFolder()
    try folder.start()
    let rows = ImportFolder.texts.enumerated().map { index, text in
      #"{"id":\#(index + 3),"text":"\#(text)","label":["\#(index % 2 == 0 ? "neg" : "pos")"]}"#
    }
    let outcome = try folder.add(["anna.jsonl": rows.joined(separator: "\n")])
    #expect(outcome.addedCount == 5)
    #expect(
      try folder.answers() == [
        "1 anna neg", "2 anna pos", "3 anna neg", "4 anna pos", "5 anna neg",
      ]
    )
  }

  @Test func `ids count in a table of answers, and texts in a table that has them`() throws {
    let folder = try ImportFolder()
    try folder.start()
    try folder.add(["a.csv": "item,worker,label\n4,anna,pos\n"])
    try folder.add(["b.csv": "id,text,label\n4,never again,neg\n"])
    #expect(try folder.answers() == ["4 anna pos", "5 b neg"])
  }

  @Test func `a record that the session exported is found again though its text was edited`()
    throws
  {
    let folder = try ImportFolder()
    try folder.start()
    try folder.add(["a.csv": "item,worker,label\n2,anna,pos\n"])
    for name in ["prodigy", "label-studio", "doccano"] {
      let text = try folder.export(name).text.replacing("lovely tea", with: "lovely  tea")
      let outcome = try folder.add(["b.json": text])
      #expect(outcome.repeatedCount == 1 && outcome.unmatchedCount == 0, "\(name)")
    }
    #expect(try folder.answers() == ["2 anna pos"])
  }

  @Test func `ids that another session exported do not count, and its texts do`() throws {
    let (first, second) = (try ImportFolder(), try ImportFolder())
    try first.start()
    try first.add(["a.csv": "item,worker,label\n1,anna,pos\n"])
    try second.start(texts: ImportFolder.texts.reversed())
    try second.add(["b.jsonl": first.export("prodigy").text])
    #expect(try second.answers() == ["5 anna pos"])
  }

  @Test func `of documents with one text the id chooses, then the order, then nothing`() throws {
    let folder = try ImportFolder()
    try folder.start(texts: ["ok", "ok", "no"])
    let byID = #"{"id":2,"text":"ok","label":["pos"]}"#
    try folder.add(["a.jsonl": byID])
    #expect(try folder.answers() == ["2 a pos"])
    let inOrder =
      #"{"id":11,"text":"ok","label":["neg"]}"# + "\n"
      + #"{"id":12,"text":"ok","label":["pos"]}"#
    try folder.add(["b.jsonl": inOrder])
    #expect(try folder.answers() == ["1 b neg", "2 a pos", "2 b pos"])
    let one =
      #"{"id":11,"text":"ok","label":["neg"]}"# + "\n"
      + #"{"id":13,"text":"no","label":["neg"]}"#
    let outcome = try folder.add(["c.jsonl": one])
    #expect(outcome.addedCount == 1)
    #expect(outcome.files[0].unmatched.map(\.isAmbiguous) == [true])
    #expect(outcome.files[0].unmatched.map(\.place.line) == [1])
  }

  @Test func `records that may all be about several documents are told how to tell them`() throws {
    let folder = try ImportFolder()
    try folder.start(texts: ["ok", "ok", "no"])
    let line = #"{"text":"ok","label":["neg"]}"#
    let error = try #require(throws: Diagnostic.self) { try folder.add(["a.jsonl": line]) }
    #expect(error.headline == "the record is not about one document: several have its text")
    #expect(error.help == "give each of these records the id of its document")
    let unknown = ["a.jsonl": #"{"text":"new","label":["neg"]}"#]
    let other = try #require(throws: Diagnostic.self) { try folder.add(unknown) }
    #expect(other.headline == "the record is not about a document of the session")
    #expect(other.help?.contains("texts must be the same") == true)
  }

  @Test(arguments: [
    (AnswerReading.Match.id, ["2 a pos"]), (.text, ["1 a pos"]), (.both, []),
  ])
  func `who says how to match is obeyed`(match: AnswerReading.Match, answers: [String]) throws {
    let folder = try ImportFolder()
    try folder.start()
    let line =
      #"{"id":2,"text":"the parcel came late","label":["pos"]}"# + "\n"
      + #"{"id":3,"text":"broken on arrival","label":[]}"#
    let files = ["a.jsonl": line]
    if answers.isEmpty {
      #expect(throws: Diagnostic.self) { try folder.add(files) { $0.reading.match = match } }
    } else {
      try folder.add(files) { $0.reading.match = match }
    }
    #expect(try folder.answers() == answers)
  }

  @Test func `tasks with one text stay two in a new session`() throws {
    let folder = try ImportFolder()
    let lines = ["ok", "ok", "no", "", ""].enumerated().map { index, text in
      #"{"id":\#(index + 11),"text":"\#(text)","label":["\#(index % 2 == 0 ? "pos" : "neg")"]}"#
    }
    try folder.add(["a.jsonl": lines.joined(separator: "\n")])
    #expect(
      try folder.answers() == ["11 a pos", "12 a neg", "13 a pos", "14 a neg", "15 a pos"]
    )
    #expect(try folder.add(["a.jsonl": lines.joined(separator: "\n")]).addedCount == 0)
  }

  @Test func `projects whose ids are the same stay apart`() throws {
    let folder = try ImportFolder()
    let files = [
      "p1.jsonl": #"{"id":1,"text":"alpha","label":["pos"]}"# + "\n"
        + #"{"id":2,"text":"beta","label":["neg"]}"#,
      "p2.jsonl": #"{"id":1,"text":"gamma","label":["neg"]}"# + "\n"
        + #"{"id":3,"text":"delta","label":["pos"]}"#,
    ]
    let outcome = try folder.add(files) { $0.annotator = "anna" }
    #expect(outcome.addedCount == 4)
    #expect(
      try folder.answers() == ["p1/1 anna pos", "2 anna neg", "p2/1 anna neg", "3 anna pos"]
    )
    #expect(try folder.add(files) { $0.annotator = "anna" }.repeatedCount == 4)
  }

  @Test func `a user's file is about the documents of another user's`() throws {
    let folder = try ImportFolder()
    let line = { (label: String) in #"{"id":7,"text":"alpha","label":["\#(label)"]}"# }
    try folder.add(["j.doe.jsonl": line("neg"), "j.smith.jsonl": line("pos")])
    #expect(try folder.answers() == ["7 j.doe neg", "7 j.smith pos"])
  }

  @Test func `sentences that have their document's id are documents`() throws {
    let folder = try ImportFolder()
    let lines = ["It came late.", "The tea is lovely."].enumerated().map { index, text in
      #"{"text":"\#(text)","meta":{"id":"doc-7"},"label":"BAD","_input_hash":\#(index),"#
        + #""answer":"\#(index == 0 ? "accept" : "reject")"}"#
    }
    try folder.add(["a.jsonl": lines.joined(separator: "\n")])
    #expect(try folder.answers() == ["doc-7 a BAD", "doc-7-2 a !BAD"])
  }

  @Test func `a text whose accents are written otherwise is the same text`() throws {
    let folder = try ImportFolder()
    try folder.start(texts: ["cafe\u{301}", "tea"])
    try folder.add(["a.jsonl": #"{"id":9,"text":"caf\#u{e9}","label":["pos"]}"#])
    #expect(try folder.answers() == ["1 a pos"])
  }

  @Test func `what matches nothing is listed and the rest is added`() throws {
    let folder = try ImportFolder()
    try folder.start()
    let outcome = try folder.add([
      "a.jsonl": #"{"id":1,"text":"elsewhere","label":["pos"]}"# + "\n"
        + #"{"id":9,"text":"never again","label":["pos"]}"#
    ])
    #expect(outcome.files[0].unmatched.map(\.place.line) == [1])
    #expect(outcome.files[0].unmatched.map(\.isAmbiguous) == [false])
    #expect(try folder.answers() == ["5 a pos"])
  }
}
