import Foundation
import Platform
import TestSupport
import Testing

/// What a task with several classes a document says is looked at, compared, reported and made
/// again.
struct SeveralInspectionTests {
  private let workspace: Workspace
  private let folder: ScratchFolder

  init() throws {
    workspace = try Workspace.shared()
    folder = try ScratchFolder()
    try folder.write(MailCorpus.jsonl, to: "mails.jsonl")
  }

  private func succeed(_ line: String) throws -> CommandResult {
    try workspace.succeed(line.split(separator: " ").map(String.init), in: folder)
  }

  private func object(_ result: CommandResult) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(result.outputBytes))
    return try #require(object as? [String: Any], "\(result.output)")
  }

  @Test(
    arguments: [
      ("--function angry", "m4 m11"), ("--function angry --vote -praise", "m4 m11"),
      ("--function angry --vote praise", ""), ("--vote -login", "m5 m12"),
      ("--uncovered", "m6 m13"),
      ("--bucket gold=billing", "m0 m1 m3 m7"), ("--bucket gold=billing+-login", "m1 m3 m8 m10"),
      ("--bucket gold=[]", "m6 m13"), ("--bucket gold=[],label=none", "m6 m13"),
      ("--bucket gold=none", ""), ("--bucket gold=[],gold=none", ""),
      ("--bucket gold=login,label=-praise,password=login", "m2 m4 m9 m11"),
      ("--bucket gold=login,label=-login", ""), ("--conflicting", ""),
    ]
  )
  func `documents are chosen by what is said of each class`(
    options: String,
    expected: String
  ) throws {
    let count = max(1, expected.split(separator: " ").count)
    let result = try succeed(
      "show Tags mails.jsonl --model majority-vote --gold-field tags --count \(count) "
        + "--output-format jsonl " + options
    )
    let ids = try LabeledRecords(result.outputBytes, suffix: "jsonl").records.map { $0["id"] ?? "" }
    #expect(ids.joined(separator: " ") == expected)
  }

  @Test func `documents are shown with their classes and statements`() throws {
    let show = "show Tags mails.jsonl --model majority-vote"
    let text = try succeed("\(show) --gold-field tags --id m0 --id m5 --id m6").output
    #expect(text.contains("m0  gold billing+login, label billing+login "), "\(text)")
    #expect(text.contains("short") && text.contains("praise+-billing+-login"), "\(text)")
    #expect(text.contains("m6  gold [], label none"), "\(text)")
    let record = try object(
      succeed("\(show) --gold-field tags --id m0 --output-format jsonl")
    )
    #expect(record["gold"] as? [String] == ["billing", "login"])
    #expect(record["label"] as? [String] == ["billing", "login"])
    #expect((record["votes"] as? [String: String])?["account_blocked"] == "billing+login")
    _ = try succeed("\(show) --gold-field tags --id m4 -o m4.html")
    let page = try folder.text(of: "m4.html")
    #expect(page.contains("-praise") && page.contains(">login</span>"), "\(page.suffix(900))")
    try folder.write("id,label\nm0,praise\n", to: "gold.csv")
    let judged = try succeed("\(show) --gold gold.csv --bucket gold=praise").output
    #expect(judged.contains("m0  gold praise, label billing+login") && judged.contains("wrong"))
    let refused = try workspace.run(
      ["show", "Tags", "mails.jsonl", "--vote", "-prase"],
      in: folder
    )
    #expect(refused.exitCode != 0 && refused.errors.contains("'prase'"), "\(refused.errors)")
  }

  @Test func `errors are what is missed and invented of each class`() throws {
    try folder.write(
      MailCorpus.jsonl.replacing(
        #""text":"please refund the invoice","tags":"billing""#,
        with: #""text":"please refund the invoice","tags":"login""#
      ),
      to: "mails.jsonl"
    )
    let line = "errors Tags mails.jsonl --gold-field tags --model majority-vote"
    let text = try succeed(line).output
    #expect(text.contains("missed") && text.contains("invented") && text.contains("micro-F1"))
    #expect(text.contains("see them: winnow show … --bucket gold="), "\(text)")
    let report = try object(succeed(line + " --json"))
    let classes = try #require(report["classes"] as? [[String: Any]])
    let billing = classes.first { $0["name"] as? String == "billing" }
    #expect(billing?["invented_count"] as? Int == 20 && billing?["missed_count"] as? Int == 0)
    let login = classes.first { $0["name"] as? String == "login" }
    #expect(login?["missed_count"] as? Int == 20 && login?["unspoken_count"] as? Int == 20)
    let functions = try #require(report["functions"] as? [[String: Any]])
    let money = functions.first { $0["name"] as? String == "money" }
    #expect(money?["incorrect_count"] as? Int == 20 && money?["wrong_label_count"] as? Int == 20)
    #expect(money?["log_loss_gain"] != nil)
    let buckets = try #require(report["buckets"] as? [[String: Any]])
    #expect(
      buckets.contains {
        $0["gold"] as? String == "-billing" && $0["label"] as? String == "billing"
          && $0["count"] as? Int == 20
      }
    )
    let shown = try succeed(
      "show Tags mails.jsonl --model majority-vote --gold-field tags --quiet --count 99 "
        + "--bucket gold=-billing,label=billing"
    )
    #expect(shown.output.split(separator: "\n").count { $0.contains("  wrong  ") } == 20)
  }

  @Test func `terms are suggested for classes that nobody speaks of`() throws {
    try folder.write(
      MailCorpus.jsonl.replacing("forgot my password", with: "cannot sign in again today"),
      to: "mails.jsonl"
    )
    let text = try succeed("suggest Tags mails.jsonl --gold-field tags --clusters 0").output
    #expect(text.contains("again today") && text.contains("vote: .login)"), "\(text)")
    #expect(!text.contains("\"password\""), "\(text)")
  }

  @Test func `votes are held to those on record`() throws {
    for file in ["r.votes", "r.csv"] {
      _ = try succeed("test Tags mails.jsonl --gold-field tags --record \(file)")
      let same = try succeed("test Tags mails.jsonl --check \(file)")
      #expect(same.output.contains("0 votes differ"), "\(same.output)")
    }
    let changed = try folder.text(of: "r.csv").replacing(
      "m5,,,,praise,,praise+-billing+-login",
      with: "m5,,,,praise,,praise+-billing"
    )
    try folder.write(changed, to: "r.csv")
    let result = try workspace.run(["test", "Tags", "mails.jsonl", "--check", "r.csv"], in: folder)
    #expect(result.exitCode == 1)
    #expect(result.output.contains("- recorded praise+-billing\n"), "\(result.output)")
    #expect(result.output.contains("+ votes praise+-billing+-login\n"))
  }

  @Test func `runs are kept, compared, made again and reported`() throws {
    let label = "label Tags mails.jsonl --gold-field tags --workspace ws -o"
    _ = try succeed("\(label) l.csv --model majority-vote")
    _ = try succeed("\(label) m.csv --save-model m.json")
    _ = try succeed("apply Tags mails.jsonl --workspace ws -o v.votes")
    _ = try succeed("analyze Tags mails.jsonl --gold-field tags --workspace ws")
    let run = try succeed("runs show 2 --workspace ws").output
    #expect(run.contains("subset accuracy ") && run.contains("micro-F1 "), "\(run)")
    #expect(run.contains("votes kept for 'winnow diff'"))
    let difference = try succeed("diff 1 2 --workspace ws")
    #expect(difference.output.contains("0 of 6 functions changed"), "\(difference.output)")
    #expect(difference.output.contains("subset accuracy "), "\(difference.output)")
    for file in ["l.csv", "m.csv", "m.json", "v.votes"] {
      #expect(try succeed("verify \(file) --workspace ws").output.contains("gives the same bytes"))
    }
    for run in ["m.csv", "last"] {
      _ = try succeed("report \(run) --workspace ws -o r.html")
      let page = try folder.text(of: "r.html")
      #expect(page.contains("What each function says of each class"))
      #expect(page.contains("label cardinality") && page.contains("Invented"))
      #expect(page.contains("-praise"))
    }
  }

  @Test func `a run is compared statement by statement with one of other functions`() throws {
    try folder.write("id,text,tags\na,thank you so much,praise\nb,a refund,billing\n", to: "c.csv")
    let line = "label Tags c.csv --gold-field tags --workspace ws -o l.csv"
    _ = try succeed(line)
    _ = try succeed(line + " --model majority-vote")
    let report = try object(succeed("diff --workspace ws --json"))
    let difference = try #require(report["difference"] as? [String: Any])
    let functions = try #require(difference["functions"] as? [[String: Any]])
    let thanks = functions.first { $0["name"] as? String == "thanks" }
    let statements = try #require(thanks?["statements"] as? [[String: Any]])
    #expect(statements.map { $0["statement"] as? String } == ["praise"])
    #expect(statements[0]["right_after"] as? Int == 1 && statements[0]["gained"] as? Int == 0)
    #expect(difference["accuracy"] != nil)
  }

  @Test func `drift compares the share of each class`() throws {
    let refunds = (0..<140).map { #"{"id":"n\#($0)","text":"please refund number \#($0)"}"# + "\n" }
    try folder.write(MailCorpus.jsonl + refunds.joined(), to: "new.jsonl")
    let same = try succeed("drift Tags mails.jsonl mails.jsonl")
    #expect(same.output.contains("nothing has shifted"), "\(same.output)")
    let text = try succeed("drift Tags mails.jsonl new.jsonl --plot d.svg").output
    #expect(text.contains("'billing', of covered: ") && text.contains("as a whole has shifted"))
    #expect(try folder.text(of: "d.svg").contains("Labels among covered documents"))
    for (corpus, votes) in [("mails", "a"), ("new", "b")] {
      _ = try succeed("apply Tags \(corpus).jsonl -o \(votes).votes --quiet")
      _ = try succeed("apply Tags \(corpus).jsonl -o \(votes).csv --quiet")
    }
    let report = try object(succeed("drift a.votes b.votes --labels several --json"))
    let drift = try #require(report["drift"] as? [String: Any])
    #expect((drift["class_shares"] as? [Any])?.count == 3 && drift["labels"] == nil)
    let table = try succeed("drift a.csv b.csv --labels several --classes billing,login,praise")
    #expect(table.output.contains("'billing', of covered: "))
    let refused = try workspace.run(["drift", "a.votes", "b.votes"], in: folder)
    #expect(refused.exitCode == 1 && refused.errors.contains("'--labels several'"))
  }

  @Test func `errors say that scores by gold of unequal chances are not corrected`() throws {
    try folder.write("id,labels,inclusion_probability\nm0,[],0.5\nm1,billing,1\n", to: "g.csv")
    let analysis = try succeed("errors Tags mails.jsonl --gold g.csv --no-refit")
    #expect(analysis.errors.contains("gold labels were not drawn with equal chances"))
  }

  @Test func `dev shows what each function says of each class`() throws {
    let running = try CommandLineTool.start(
      ["dev", "Tags", "mails.jsonl", "--gold-field", "tags", "--workspace", "ws"],
      in: folder,
      environment: workspace.environment
    )
    defer { running.send(.kill) }
    try running.wait(for: "functions ran")
    let lines = running.written.split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    #expect(lines.first?.prefix(3) == ["function", "says", "votes"], "\(running.written)")
    #expect(lines.contains { $0.starts(with: ["account_blocked", "billing", "20"]) })
    #expect(lines.contains { $0.starts(with: ["login", "20"]) })
    #expect(lines.contains { $0.starts(with: ["angry", "-praise", "20"]) })
    #expect(running.written.contains("spoken of: billing "))
  }
}
