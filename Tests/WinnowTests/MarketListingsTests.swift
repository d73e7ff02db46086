import Foundation
import TestSupport
import Testing

/// The shipped task of classes in a tree, through the program; the tests know it as `Market`.
struct MarketListingsTests {
  private static let corpus = PackageFolder.path("Datasets/listings/listings.csv")

  private struct Level: Decodable {
    struct Labels: Decodable {
      var goldCount: Int
      var labeledCount: Int
      var correctCount: Int
    }

    var level: Int
    var labels: Labels
  }

  private struct Score: Decodable {
    var accuracy: Double
    var coverage: Double
    var logLoss: Double
    var hierarchicalPrecision: Double
    var hierarchicalF1: Double
    var classLabelShare: Double
    var levels: [Level]
  }

  private func winnow(_ words: String, in folder: ScratchFolder) throws -> CommandResult {
    try Workspace.shared().succeed(
      words.split(separator: " ").map { $0 == "CORPUS" ? Self.corpus : String($0) },
      in: folder
    )
  }

  private func score(_ labels: String, _ options: String, in folder: ScratchFolder) throws -> Score
  {
    let scored = try winnow("evaluate \(labels) --gold CORPUS --json \(options)", in: folder)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Score.self, from: Data(scored.outputBytes))
  }

  @Test func `labels that stop at groups are more often right, and say how much less they say`()
    throws
  {
    let folder = try ScratchFolder()
    _ = try winnow("label Market CORPUS -o fine.csv --save-model m.json", in: folder)
    _ = try winnow("label Market CORPUS -o coarse.csv --coarse-below 0.6", in: folder)
    let fine = try score("fine.csv", "--task Market", in: folder)
    let coarse = try score("coarse.csv", "--task Market", in: folder)
    #expect(fine.classLabelShare == 1 && coarse.classLabelShare < 0.9)
    #expect(coarse.accuracy > fine.accuracy + 0.1)
    #expect(coarse.hierarchicalPrecision > fine.hierarchicalPrecision)
    #expect(fine.levels.map(\.level) == [1, 2, 3])
    // Gold stops at a shelf or a department where nothing tells the item.
    let golds = fine.levels.map(\.labels.goldCount)
    #expect(golds[0] > golds[1] && golds[1] > golds[2] && golds[2] > 700)
    _ = try winnow("apply Market CORPUS -o v.votes", in: folder)
    _ = try winnow("predict v.votes --model m.json -o p.csv --coarse-below 0.6", in: folder)
    let (predicted, labeled) = (
      PlainCSV(try folder.text(of: "p.csv")), PlainCSV(try folder.text(of: "coarse.csv"))
    )
    #expect(predicted["label"] == labeled["label"])
    // A model knows the groups as the task does.
    let byModel = try score("coarse.csv", "--groups m.json", in: folder)
    #expect(byModel.hierarchicalF1 == coarse.hierarchicalF1)
    let table = try winnow("evaluate coarse.csv --gold CORPUS --task Market", in: folder).output
    #expect(
      table.contains("hierarchical precision ") && table.contains("of the labels are classes")
    )
  }

  @Test func `labels are better than those of majority vote`() throws {
    let folder = try ScratchFolder()
    _ = try winnow("label Market CORPUS -o l.csv", in: folder)
    _ = try winnow("apply Market CORPUS -o v.votes", in: folder)
    _ = try winnow("fit v.votes -o m.json --model majority-vote", in: folder)
    _ = try winnow("predict v.votes --model m.json -o p.csv", in: folder)
    let pooled = try score("l.csv", "--task Market", in: folder)
    let majority = try score("p.csv", "--task Market", in: folder)
    #expect(pooled.logLoss < majority.logLoss)
    #expect(pooled.coverage > majority.coverage)
    #expect(pooled.hierarchicalF1 > majority.hierarchicalF1)
  }

  @Test func `gold that stops at a group anchors the fit, in files, fields and shards`() throws {
    let folder = try ScratchFolder()
    _ = try winnow("label Market CORPUS --gold CORPUS -o g.csv --save-model g.json", in: folder)
    let table = PlainCSV(try folder.text(of: "g.csv"))
    let shelf = ["lamp", "chair", "shelf"]
    var count = 0
    for (label, gold) in zip(table["label"], table["gold"]) {
      if gold == "home/furniture" {
        count += 1
        #expect(label.isEmpty || shelf.contains(label), "\(label)")
      } else if gold.split(separator: "/").count == 3 {
        #expect(gold.hasSuffix("/" + label))
      }
    }
    #expect(count > 20)
    _ = try winnow("apply Market CORPUS -o v.votes", in: folder)
    _ = try winnow("fit v.votes --gold CORPUS -o f.json", in: folder)
    #expect(try folder.bytes(of: "f.json") == folder.bytes(of: "g.json"))
    _ = try winnow("stats v.votes --gold CORPUS -o s.json", in: folder)
    _ = try winnow("fit --stats s.json -o h.json", in: folder)
    #expect(try folder.bytes(of: "h.json") == folder.bytes(of: "g.json"))
    #expect(try winnow("model show g.json", in: folder).output.contains("sets of classes as gold"))
    let analyzed = try winnow("analyze Market CORPUS --gold-field gold", in: folder).output
    let again = try winnow("analyze Market CORPUS --gold-field gold", in: folder).output
    #expect(analyzed == again && analyzed.contains("belongs_to_audio"))
    let uncached = try winnow("analyze Market CORPUS --gold-field gold --no-cache", in: folder)
      .output
    #expect(analyzed == uncached)
  }

  private struct Shown: Decodable {
    var id: String
    var gold: String?
  }

  @Test func `documents show gold that is a set, and those without gold are found`() throws {
    let folder = try ScratchFolder()
    try folder.write(
      "id,text,price,gold\n1,Radio,5,audio\n2,A pan,5,kettle|pan\n3,A tent,5,!knife\n"
        + "4,Radio,5,home\n5,Lamp,5,home/furniture/lamp\n6,Lamp,5,\n",
      to: "c.csv"
    )
    func shown(_ options: String) throws -> [String: String?] {
      _ = try winnow("show Market c.csv --gold-field gold -o s.jsonl \(options)", in: folder)
      let rows = try folder.text(of: "s.jsonl").split(separator: "\n").map {
        try JSONDecoder().decode(Shown.self, from: Data($0.utf8))
      }
      return Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.gold) })
    }
    #expect(
      try shown("")
        == ["1": "audio", "2": "kettle|pan", "3": "!knife", "4": "home", "5": "lamp", "6": nil]
    )
    #expect(try shown("--bucket gold=none").keys.sorted() == ["6"])
    #expect(try shown("--bucket gold=lamp").keys.sorted() == ["5"])
    let text = try winnow("show Market c.csv --gold-field gold", in: folder).output
    for (line, isWrong) in [("1  gold audio,", false), ("4  gold home,", true)] {
      let heading = text.split(separator: "\n").first { $0.hasPrefix(line) } ?? ""
      #expect(!heading.isEmpty && heading.contains("  wrong") == isWrong, "\(text)")
    }
    _ = try winnow("show Market c.csv --gold-field gold -o s.html", in: folder)
    let page = try folder.text(of: "s.html")
    #expect(page.contains(">kettle|pan</span>") && page.contains(">audio</span>"))
  }

  private struct Figures: Decodable {
    struct Function: Decodable {
      var name: String
      var correctCount: Int
      var incorrectCount: Int
    }

    var functions: [Function]
  }

  @Test func `errors judges votes by gold that is a set, as analyze does`() throws {
    let folder = try ScratchFolder()
    let found = try winnow("errors Market CORPUS --gold-field gold --no-refit --json", in: folder)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let functions = try decoder.decode(Figures.self, from: Data(found.outputBytes)).functions
    let audio = try #require(functions.first { $0.name == "belongs_to_audio" })
    let table = try winnow("analyze Market CORPUS --gold-field gold", in: folder).output
    let row = table.split(separator: "\n").first { $0.hasPrefix("belongs_to_audio") } ?? ""
    let cells = row.split(separator: " ").map(String.init)
    #expect(cells.count > 7, "\(table)")
    #expect(cells.dropFirst(6).prefix(2) == ["\(audio.correctCount)", "\(audio.incorrectCount)"])
    #expect(audio.correctCount > 90)
  }

  @Test func `a wrong path is an error with its place`() throws {
    let folder = try ScratchFolder()
    try folder.write("id,label\nl0001,home/pan\n", to: "gold.csv")
    for line in [
      "label Market \(Self.corpus) --gold gold.csv -o l.csv",
      "analyze Market bad.csv --gold-field gold",
    ] {
      try folder.write("id,text,price,gold\nb1,A pan,5,home/pan\n", to: "bad.csv")
      let refused = try Workspace.shared().run(
        line.split(separator: " ").map(String.init),
        in: folder
      )
      #expect(refused.exitCode == 1, "\(refused.errors)")
      #expect(refused.errors.contains(".csv:2"), "\(refused.errors)")
      #expect(refused.errors.contains("does not lie directly in 'home'"), "\(refused.errors)")
      #expect(refused.errors.contains("help: write 'home/kitchen/pan'"), "\(refused.errors)")
    }
    let mapped = try Workspace.shared().run(
      ["analyze", "Market", "bad.csv", "--gold-field", "gold", "--gold-map", "x=home/pan"],
      in: folder
    )
    #expect(mapped.exitCode == 1 && mapped.errors.contains("help: write 'home/kitchen/pan'"))
    try folder.write("id,text,price,gold\nb1,A pan,5,homee/pan\n", to: "bad.csv")
    let misspelled = try Workspace.shared().run(
      ["analyze", "Market", "bad.csv", "--gold-field", "gold"],
      in: folder
    )
    #expect(misspelled.errors.contains("did you mean 'home'?"), "\(misspelled.errors)")
  }

  @Test func `looking into labels, reports and sessions take the tree`() throws {
    let folder = try ScratchFolder()
    _ = try winnow("label Market CORPUS --gold-field gold --gold CORPUS -o r.csv", in: folder)
    _ = try winnow("report r.csv -o r.html", in: folder)
    #expect(try folder.text(of: "r.html").contains("headphones|radio|speaker"))
    let errors = try winnow("errors Market CORPUS --gold-field gold", in: folder).output
    #expect(errors.contains("runs_on_power"))
    _ = try winnow("show Market CORPUS --gold-field gold --conflicting --count 3", in: folder)
    _ = try winnow(
      "session start \(Self.corpus) --task Market --hide gold --no-ask -o a.session",
      in: folder
    )
    #expect(try winnow("session status a.session", in: folder).output.contains("1600"))
  }
}
