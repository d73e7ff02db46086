import CorpusIO
import Foundation
import LabelStore
import LabelingCore
import Sessions
import Testing

/// What the files of other tools say, and what a session cannot hold of it.
struct ToolFileTests {
  private static func task(
    _ results: String,
    text: String = "the parcel came late",
    _ members: String = ""
  ) -> String {
    #"{"id":9,"data":{"text":"\#(text)"},"annotations":[{"completed_by":1,"#
      + #""created_at":"2024-05-01T10:00:00Z",\#(members)"result":[\#(results)]}]}"#
  }

  private static func choice(_ label: String, _ control: String = "s") -> String {
    #"{"from_name":"\#(control)","to_name":"t","type":"choices","value":{"choices":["\#(label)"]}}"#
  }

  /// Tries a file that is refused, and returns what is said.
  private static func refusal(
    _ files: [String: String],
    isStarted: Bool = true,
    _ change: (inout AnswerImport) -> Void = { _ in }
  ) throws -> String {
    let folder = try ImportFolder()
    if isStarted { try folder.start() }
    let error = #expect(throws: Diagnostic.self) { try folder.add(files, change) }
    if isStarted { #expect(try folder.answers() == []) }
    return error?.description ?? ""
  }

  // MARK: - Label Studio

  @Test func `a project with two questions is asked which one is meant`() throws {
    let files = [
      "e.json": "[" + Self.task(Self.choice("neg", "s") + "," + Self.choice("mail", "topic")) + ","
        + Self.task(Self.choice("mail", "topic"), text: "never again") + "]"
    ]
    let said = try Self.refusal(files)
    #expect(said.contains("choose one with '--control NAME'; controls are 's', 'topic'"))
    #expect(try Self.refusal(files) { $0.reading.control = "S" }.contains("did you mean 's'"))
    let folder = try ImportFolder()
    try folder.start()
    let outcome = try folder.add(files) { $0.reading.control = "s" }
    #expect(try folder.answers() == ["1 1 neg"])
    #expect(outcome.files[0].leftOut.losses == ["annotations without a class of 's'": 1])
    #expect(try folder.export("label-studio").text.contains("mail"), "the other answer is kept")
  }

  @Test func `a choice about a part of the text is no class of the document`() throws {
    let region =
      #"{"id":"r","from_name":"l","type":"labels","value":{"start":0,"end":3,"labels":["A"]}}"#
    let choice = #"{"id":"r","from_name":"p","type":"choices","value":{"choices":["neg"]}}"#
    #expect(
      try Self.refusal(["e.json": "[\(Self.task("\(region),\(choice)"))]"])
        .contains(
          "e.json:1: error: the record says nothing about a class: it has choices about parts"
        )
    )
  }

  @Test func `several classes of a document are refused, or left out`() throws {
    let files = [
      "e.json": "[" + Self.task(Self.choice(#"neg","pos"#)) + ",\n"
        + Self.task(Self.choice("pos"), text: "never again") + "]",
      "f.jsonl": #"{"text":"never again","annotations":[{"label":"neg","user":1},"#
        + #"{"label":"pos","user":1}]}"#,
      "g.csv": "id,text,label\n2,never again,neg#pos\n",
    ]
    #expect(try Self.refusal(files).contains("a document has one class, and here are 2"))
    let folder = try ImportFolder()
    try folder.start()
    let outcome = try folder.add(files) { $0.reading.errorPolicy = .skip }
    #expect(outcome.files.map(\.leftOut.count) == [1, 1, 1])
    #expect(outcome.files[0].leftOut.first.map { "\($0.location?.line ?? 0)" } == ["1"])
    #expect(try folder.answers() == ["5 1 pos"])
    #expect(throws: Diagnostic.self) { try folder.add(files) { $0.reading.errorPolicy = .upTo(0) } }
  }

  @Test(arguments: [(false, false), (true, false), (true, true)])
  func `ground truths settle where they single annotations out`(
    first: Bool,
    second: Bool
  ) throws {
    let folder = try ImportFolder()
    try folder.start()
    let outcome = try folder.add([
      "e.json": "["
        + Self.task(Self.choice("neg"), #""ground_truth":\#(first),"#) + ","
        + Self.task(Self.choice("pos"), text: "never again", #""ground_truth":\#(second),"#) + "]"
    ])
    let isMeant = first && !second
    #expect(outcome.settledCount == (isMeant ? 1 : 0))
    #expect(try folder.settled() == (isMeant ? ["1": "neg"] : [:]))
  }

  @Test func `a text under another name is named`() throws {
    let file = [
      "e.json": "[" + Self.task(Self.choice("neg")).replacing("\"text\"", with: "\"q\"") + "]"
    ]
    #expect(
      try Self.refusal(file, isStarted: false)
        .contains("name its field with '--text-field NAME'; fields are 'q'")
    )
    let folder = try ImportFolder()
    try folder.start()
    try folder.add(file) { $0.reading.textField = "q" }
    #expect(try folder.answers() == ["1 1 neg"])
  }

  @Test func `what is written and rated beside a class comes out again`() throws {
    let folder = try ImportFolder()
    try folder.start()
    let text = #"{"from_name":"c","type":"textarea","value":{"text":["box was wet"]}}"#
    let rating = #"{"from_name":"r","type":"rating","value":{"rating":4}}"#
    let outcome = try folder.add([
      "e.json": "[\(Self.task("\(Self.choice("neg")),\(text),\(rating)"))]"
    ])
    #expect(outcome.remarkCount == 1)
    let out = try folder.export("label-studio").text
    for part in [text, rating, #""from_name":"s","to_name":"t""#, #""note":"box was wet""#] {
      #expect(out.contains(part), "\(part)")
    }
    let again = try folder.add(["f.json": out])
    #expect(again.addedCount == 0 && again.remarkCount == 0)
  }

  @Test func `tables of Label Studio are read by the column that is named`() throws {
    let header = "annotation_id,annotator,created_at,id,lead_time,s,text\n"
    let row = #"5,anna@x.test,2024-05-01T10:00:00Z,7,3.2,"{""choices"":[""neg""]}",never again"#
    let files = ["e.csv": header + row + "\n"]
    #expect(
      try Self.refusal(files).contains("name the column of the classes with '--control NAME'")
    )
    let folder = try ImportFolder()
    try folder.start()
    try folder.add(files) { $0.reading.control = "s" }
    #expect(
      try folder.export("csv").text.contains("5,anna@x.test,neg,,2024-05-01T10:00:00.000Z,3.2")
    )
  }

  // MARK: - Prodigy

  @Test func `who is asked class by class has the class that they accepted`() throws {
    let folder = try ImportFolder()
    let rows = [("T", "accept"), ("F", "reject"), ("C", "reject")].enumerated().map { index, row in
      #"{"text":"ball over the net","label":"\#(row.0)","answer":"\#(row.1)","#
        + #""_timestamp":171455760\#(index),"_annotator_id":"anna","_input_hash":-5}"#
    }
    let file = ["t.jsonl": rows.joined(separator: "\n")]
    #expect(try folder.add(file).files[0].impliedCount == 2)
    #expect(try folder.answers() == ["-5 anna T"])
    #expect(try folder.add(file).addedCount == 0)
    #expect(try folder.answers() == ["-5 anna T"])
  }

  @Test func `a refusal after a skip is not implied by what was accepted before`() throws {
    let folder = try ImportFolder()
    try folder.start()
    let rows = [("pos", "accept"), ("pos", "ignore"), ("neg", "reject")].enumerated()
    let lines = rows.map { index, row in
      #"{"text":"never again","label":"\#(row.0)","answer":"\#(row.1)","#
        + #""_timestamp":171455760\#(index),"_annotator_id":"anna"}"#
    }
    let outcome = try folder.add(["t.jsonl": lines.joined(separator: "\n")])
    #expect(outcome.files[0].impliedCount == 0)
    #expect(try folder.answers() == ["5 anna !neg"])
  }

  @Test func `a number stands for the text of its option`() throws {
    let folder = try ImportFolder()
    try folder.start()
    let line =
      #"{"text":"never again","options":[{"id":0,"text":"neg"},{"id":1,"text":"pos"}],"#
      + #""accept":[1],"answer":"accept","_annotator_id":"anna"}"#
    try folder.add(["c.jsonl": line])
    #expect(try folder.answers() == ["5 anna pos"])
    let again = try folder.add(["d.jsonl": folder.export("prodigy").text])
    #expect(again.addedCount == 0 && again.repeatedCount == 1)
  }

  // MARK: - doccano

  @Test func `every form of doccano is read`() throws {
    let record = #"{"id":101,"text":"never again","label":["neg"],"Comments":["wet"],"source":"x"}"#
    for (name, text) in [
      "a.jsonl": record, "a.json": "[\(record)]",
      "b.jsonl": record.replacing(#""label""#, with: #""cats""#),
      "a.csv": "id,text,label,Comments,source\n101,never again,neg,wet,x\n",
      "a.tsv": "id\ttext\tlabel\tComments\tsource\n101\tnever again\tneg\twet\tx\n",
    ] {
      let folder = try ImportFolder()
      try folder.start()
      let outcome = try folder.add([name: text])
      #expect(outcome.addedCount == 1 && outcome.remarkCount == 1, "\(name)")
      #expect(try folder.answers() == ["5 \(name.prefix(1)) neg"], "\(name)")
      let out = try folder.export(name.hasSuffix("sv") ? "prodigy" : "doccano").text
      #expect(out.contains(#""source":"x""#) && out.contains(#""note":"wet""#), "\(name)")
      #expect(try folder.add([name: text]).remarkCount == 0, "\(name)")
    }
  }

  @Test func `users whose names differ in how accents are written are two`() throws {
    let folder = try ImportFolder()
    try folder.start()
    try folder.add([
      "a.jsonl": #"{"text":"never again","annotations":[{"label":"neg","user":"Zo\u00eb"},"#
        + #"{"label":"pos","user":"Zoe\u0308"}]}"#
    ])
    #expect(try folder.answers() == ["5 Zo\u{EB} neg", "5 Zoe\u{308} pos"])
  }

  @Test func `a class with a number sign is a class`() throws {
    let folder = try ImportFolder()
    try folder.start(classes: ["C#", "a#b"])
    try folder.add(["a.csv": "text,label\nnever again,C#\nbroken on arrival,a#b\n"])
    #expect(try folder.answers() == ["3 a a#b", "5 a C#"])
  }

  // MARK: - All

  @Test func `a file whose first record is long is known all the same`() throws {
    let long = String(repeating: "word ", count: 40_000)
    for (format, line) in [
      ("doccano", #"{"text":"\#(long)","label":["a"]}"#),
      ("prodigy", #"{"label":"a","text":"\#(long)","answer":"accept"}"#),
      ("label-studio", "[" + Self.task(Self.choice("a"), text: long) + "]"),
    ] {
      let folder = try ImportFolder()
      #expect(try folder.add(["e.json": line]).format?.rawValue == format)
    }
  }

  @Test func `only suffixes of formats are cut off an annotator's name`() throws {
    let folder = try ImportFolder()
    try folder.start()
    for name in ["j.smith.jsonl", "v1.2.csv", "anna.json"] {
      let text =
        name.hasSuffix(".csv") ? "id,label\n1,neg\n" : #"{"text":"never again","label":["pos"]}"#
      try folder.add([name: text])
    }
    #expect(try folder.answers() == ["1 v1.2 neg", "5 j.smith pos", "5 anna pos"])
  }

  @Test(arguments: [
    ("l.csv", "id,text,label,confidence,p_neg,p_pos\n1,never again,neg,1.0,1.0,0.0\n"),
    ("g.csv", "id,label,source,answers\n1,neg,agreed,1\n"),
    (
      "l.jsonl",
      #"{"id":"1","text":"never again","label":"neg","confidence":1,"p_neg":1,"p_pos":0}"#
    ),
  ])
  func `labels that winnow made are nobody's answers`(name: String, text: String) throws {
    #expect(try Self.refusal([name: text]).contains("import what 'winnow session export SESSION"))
  }

  @Test(arguments: [
    ("a.csv", "item,worker,label\n1,anna,néga\n".data(using: .isoLatin1) ?? Data())
  ])
  func `another encoding is refused, or read as it is named`(name: String, data: Data) throws {
    let folder = try ImportFolder()
    try folder.start(classes: ["néga", "pos"])
    let path = "\(folder.path)/\(name)"
    try data.write(to: URL(filePath: path))
    var run = AnswerImport(path: path)
    let error = #expect(throws: Diagnostic.self) { try run.run(into: folder.session) }
    #expect(error?.location?.line == 2)
    run.reading.encoding = "windows-1252"
    #expect(try run.run(into: folder.session).addedCount == 1)
  }

  @Test func `a table's separator is that of its suffix, or the one that is named`() throws {
    let folder = try ImportFolder()
    try folder.start()
    try folder.add(["a.tsv": "item\tworker\tlabel\n1\tanna\tneg\n"])
    let file = ["b.csv": "item;worker;label\n2;anna;neg\n"]
    let error = #expect(throws: Diagnostic.self) { try folder.add(file) }
    #expect(error?.help == "pass '--separator' if fields are separated by ';'")
    try folder.add(file) { $0.reading.separator = UInt8(ascii: ";") }
    #expect(try folder.answers() == ["1 anna neg", "2 anna neg"])
  }

  @Test func `a row without a worker and a label says nothing`() throws {
    let folder = try ImportFolder()
    try folder.start()
    try folder.add(["a.csv": "item,worker,label\n1,,\n2,anna,\n3,,neg\n4,anna,pos\n"])
    #expect(try folder.answers() == ["2 anna -", "3 a neg", "4 anna pos"])
  }

  @Test(arguments: [false, true])
  func `a dry run says what would be added, and adds nothing`(isStarted: Bool) throws {
    let folder = try ImportFolder()
    if isStarted { try folder.start() }
    let files = [
      "a.jsonl": #"{"id":1,"text":"never again","label":["pos"]}"# + "\n"
        + #"{"id":2,"text":"broken on arrival","label":["neg"]}"#
    ]
    let planned = try folder.add(files) { $0.isDry = true }
    #expect(planned.isNew == !isStarted && planned.addedCount == 2)
    if isStarted { #expect(try folder.answers() == []) }
    #expect(FileManager.default.fileExists(atPath: folder.session) == isStarted)
    #expect(!FileManager.default.fileExists(atPath: folder.session + ".documents.jsonl"))
    #expect(try folder.add(files).addedCount == 2)
    #expect(try folder.add(files) { $0.isDry = true }.repeatedCount == 2)
  }

  @Test(arguments: [false, true])
  func `a dry run takes names as the import does`(isStarted: Bool) throws {
    let folder = try ImportFolder()
    if isStarted {
      try folder.start()
      try folder.add(["a.csv": "item,worker,label\n5,anna,pos\n"])
    }
    func line(_ name: String) -> String {
      #"{"text":"never again","label":"pos","answer":"accept","_annotator_id":"\#(name)"}"# + "\n"
    }
    let file = ["b.jsonl": line(" anna ")]
    let planned = try folder.add(file) { $0.isDry = true }
    #expect(planned.addedCount == (isStarted ? 0 : 1))
    #expect(planned.addedCount == (try folder.add(file).addedCount))
    let long = ["c.jsonl": line(String(repeating: "a", count: 101))]
    let errors = try [true, false].map { isDry in
      try #require(throws: Diagnostic.self) { try folder.add(long) { $0.isDry = isDry } }
    }
    #expect(errors[0].headline == errors[1].headline)
  }

  @Test(arguments: ["prodigy", "label-studio", "doccano"])
  func `documents without an answer are handed over, and answers come back to them`(
    name: String
  ) throws {
    let folder = try ImportFolder()
    try folder.start()
    try folder.add(["a.csv": "item,worker,label\n1,anna,neg\n"])
    let (text, outcome) = try folder.export(name) { $0.included = .unanswered }
    #expect(outcome.recordCount == 4)
    #expect(!text.contains("the parcel came late"))
    let none = try folder.add(["b.json": text])
    #expect(none.addedCount == 0 && none.unmatchedCount == 0)
    let answered =
      switch name {
      case "prodigy": text.replacing(#"{"text""#, with: #"{"label":"pos","answer":"accept","text""#)
      case "doccano": text.replacing(#""label":[]"#, with: #""label":["pos"]"#)
      default:
        text.replacing(
          #""annotations":[]"#,
          with: #""annotations":[{"completed_by":1,"id":7,"import_id":null,"result":["#
            + "\(Self.choice("pos"))]}]"
        )
      }
    #expect(try folder.add(["b.json": answered]).addedCount == 4)
    #expect(try folder.answers().count == 5)
  }
}
