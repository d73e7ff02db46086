import Foundation
import TestSupport
import Testing

/// `winnow train` and `winnow classify` on labels of several classes a document.
struct MultiLabelEndModelTests {
  private let workspace: Workspace
  private let folder: ScratchFolder

  init() throws {
    workspace = try Workspace.shared()
    folder = try ScratchFolder()
    try folder.write(MailCorpus.jsonl, to: "mails.jsonl")
  }

  @discardableResult
  private func succeed(_ line: String) throws -> CommandResult {
    try workspace.succeed(line.split(separator: " ").map(String.init), in: folder)
  }

  private func failure(_ line: String, exitCode: Int32 = 1) throws -> String {
    let result = try workspace.run(line.split(separator: " ").map(String.init), in: folder)
    #expect(result.exitCode == exitCode, "\(line): \(result.output) \(result.errors)")
    return result.errors
  }

  @Test func `what cannot be learned from is told apart from what has no labels`() throws {
    try folder.write("id,text,topics\na,hello,[]\nb,hi,[]\n", to: "none.csv")
    try folder.write("id,text,topics\na,hello,\nb,hi,\n", to: "open.csv")
    let train = "--label-field topics --labels several -o m.endmodel"
    #expect(try failure("train none.csv \(train)").contains("no labeled document has a class"))
    #expect(try failure("train open.csv \(train)").contains("there is no labeled document"))
  }

  @Test(arguments: ["billing,login", "billing; login", "billing/login"])
  func `gold labels that list classes with other signs are told how to`(written: String) throws {
    try folder.write("id,label\nm0,\"\(written)\"\nm1,billing\n", to: "gold.csv")
    let help = "help: where a document may have several classes, write 'billing+login'"
    #expect(try failure("label Tags mails.jsonl --gold gold.csv -o l.csv").contains(help))
    try succeed("label Tags mails.jsonl -o l.csv")
    #expect(try succeed("evaluate l.csv --gold gold.csv").errors.contains(help))
  }

  @Test func `labels in any format give the same model, and it labels other documents`() throws {
    for suffix in ["jsonl", "csv", "xml"] {
      try succeed("label Tags mails.jsonl -o l.\(suffix) --model majority-vote --quiet")
      let record = suffix == "xml" ? " --record document" : ""
      let trained = try succeed(
        "train l.\(suffix) --gold-field tags -o \(suffix).endmodel\(record)"
      )
      #expect(trained.output.contains("end model, held out"), "\(trained.output)")
      #expect(trained.output.contains("labels learned from"))
      #expect(trained.output.contains("micro-F1") && trained.output.contains("label cardinality"))
      #expect(trained.errors.contains("20 documents without a label") == false)
    }
    let model = try folder.bytes(of: "jsonl.endmodel")
    #expect(try model == folder.bytes(of: "csv.endmodel"))
    #expect(try model == folder.bytes(of: "xml.endmodel"))
    try folder.write(
      #"{"id":"x","text":"a refund for the blocked account","tags":"billing+login"}"# + "\n"
        + #"{"id":"y","text":"thank you","tags":["praise"]}"# + "\n",
      to: "new.jsonl"
    )
    let report = try succeed(
      "classify new.jsonl --model csv.endmodel --gold-field tags -o out.jsonl --json"
    )
    let lines = try folder.text(of: "out.jsonl").split(separator: "\n")
    #expect(lines[0].contains(#""labels":["billing","login"],"probabilities":{"billing":0."#))
    #expect(lines[1].contains(#""labels":["praise"]"#), "\(lines[1])")
    #expect(report.output.contains(#""micro_f1" : 1"#), "\(report.output)")
    try succeed("classify new.jsonl --model csv.endmodel -o out.csv --prefix m_")
    let table = PlainCSV(try folder.text(of: "out.csv"))
    #expect(table.header.suffix(4) == ["m_labels", "m_p_billing", "m_p_login", "m_p_praise"])
    #expect(table.rows[0].contains("billing+login"))
    let refusal = try failure(
      "classify new.jsonl --model csv.endmodel -o o.csv --ties first",
      exitCode: 64
    )
    #expect(refusal.contains("'--ties' is for one class a document"), "\(refusal)")
    let foreign = try succeed(
      "classify mails.jsonl --model csv.endmodel --gold-field text -o o.jsonl"
    )
    #expect(foreign.errors.contains("forgot my password"), "\(foreign.errors)")
  }

  @Test func `gold labels alone teach too`() throws {
    let text = try succeed(
      "train mails.jsonl --label-field tags --labels several -o g.endmodel --json"
    )
    #expect(text.output.contains(#""name" : "login""#) && text.output.contains(#""gold" : 140"#))
    let report = try succeed("classify mails.jsonl --model g.endmodel --gold-field tags -o o.csv")
    #expect(report.output.contains("subset accuracy"), "\(report.output)")
    #expect(try folder.text(of: "o.csv").contains(",[],"))
    let one = try succeed("train mails.jsonl --label-field tags -o g.endmodel")
    #expect(one.output.contains("classes [], billing, billing+login"), "\(one.output)")
  }

  @Test func `thresholds are what separates the labels`() throws {
    var table = "id,text,labels,p_a,p_b,p_c\n"
    for row in 0..<40 {
      let isHigh = row % 2 == 0
      table += "d\(row),\(isHigh ? "red" : "blue") thing \(row),"
      table += isHigh ? "a+b+c,0.35,0.9,0.1\n" : "[],0.25,0.2,0.9\n"
    }
    try folder.write(table, to: "l.csv")
    let result = try succeed("train l.csv -o m.endmodel --json")
    let object = try JSONSerialization.jsonObject(with: Data(result.outputBytes))
    let classes = try #require((object as? [String: Any])?["classes"] as? [[String: Any]])
    // Of c the labels contradict the probabilities, as labels corrected by hand do.
    #expect(classes.map { $0["threshold"] as? Double } == [0.3, 0.5, 0.5])
    #expect(result.errors.contains("neither judged nor calibrated"))
    try succeed("classify l.csv --model m.endmodel -o o.csv --prefix own_")
    let rows = PlainCSV(try folder.text(of: "o.csv")).rows
    #expect(rows[0].contains("a+b") && rows[1].contains("c"), "\(rows[0])")
  }

  @Test func `labels without what is learned from are refused, with advice that works`() throws {
    try folder.write("id,text,labels\na,red,x+y\nb,blue,[]\nc,red,x\n", to: "bare.csv")
    let bare = try failure("train bare.csv -o m.endmodel")
    #expect(bare.contains("no probabilities") && bare.contains("with '--label-field'"), "\(bare)")
    try succeed("train bare.csv --label-field labels -o m.endmodel")
    try folder.write("id,text,labels,p_x\na,red,x,0.9\nb,blue,[],1.5\n", to: "odd.csv")
    let odd = try failure("train odd.csv -o n.endmodel")
    #expect(odd.hasPrefix("odd.csv:3: error: a labeled record has a probability from 0 to 1"))
    let none = try failure("train mails.jsonl --label-field tgas --labels several -o n.endmodel")
    #expect(none.contains("'tgas'"), "\(none)")
    #expect(throws: (any Error).self) { try folder.bytes(of: "n.endmodel") }
  }
}
