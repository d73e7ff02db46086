import Foundation
import TestSupport
import Testing

/// Options that several commands have: the same spelling, the same help, and a reason wherever a
/// command does without.
struct CommonOptionTests {
  /// An option, and what sets commands apart.
  struct Common: CustomTestStringConvertible, Sendable {
    /// The long name, with its dashes.
    var name: String
    /// The letter, with its dash.
    var short: String?
    /// The help, or how it begins and ends where what stands between is the command's own.
    var help: (start: String, end: String)
    /// Commands that do without, by the reason.
    var without: [String: [String]]
    /// Commands in which the option has another help, by the reason.
    var differing: [String: [String]] = [:]

    var testDescription: String { name }
  }

  // MARK: - Who does without, and why

  private static let readsNoCorpus = [
    "takes a task and no corpus": ["new", "tasks", "build", "functions", "cache", "bundle"],
    "takes votes, whose layout '--layout' and '--columns' tell": [
      "fit", "predict", "explain", "stats",
    ],
    "takes a model": ["model show"],
    "takes a session, which knows its corpus": [
      "session resume", "session status", "session export", "session annotators", "session set",
    ],
    "takes runs, and reads their corpus as they did": [
      "runs list", "runs show", "diff", "report", "verify", "workspace gc",
    ],
    "takes JSON Lines from a pipe": ["worker"],
    "takes documents from requests": ["serve"],
  ]
  private static let takesAnswers = ["takes answers of other tools": ["session import"]]
  private static let takesLabels = ["scores all labels of a file": ["evaluate"]]

  private static let common =
    [
      Common(
        name: "--quiet",
        help: ("Print no progress and no remarks.", ""),
        without: ["prints its tokens and its address, which are its result": ["serve"]]
      ),
      Common(
        name: "--json",
        help: ("Print the result as JSON.", ""),
        without: [
          "writes files, and prints what is in no other place only as remarks": [
            "new", "apply", "predict", "stats", "convert", "bundle", "report", "session export",
          ],
          "prints a path; 'functions --json' says what is in the plugin": ["build"],
          "writes JSON Lines with '--output-format jsonl'": ["show"],
          "writes into a session; 'session status --json' says what is in it": [
            "session start", "session resume", "session import", "session set",
          ],
          "talks with a person until it is ended": ["dev", "serve"],
          "writes JSON Lines": ["worker"],
        ]
      ),
      Common(
        name: "--output",
        short: "-o",
        help: ("Where ", "; '-' is standard output."),
        without: [
          "prints its result": [
            "tasks", "build", "functions", "errors", "suggest", "evaluate", "explain", "model show",
            "session status", "session annotators", "runs list", "runs show", "diff", "verify",
            "workspace gc", "drift",
            "cache",
          ],
          "writes the votes on record, which '--record' names": ["test"],
          "makes a folder, which '--path' names": ["new"],
          "talks with a person until it is ended": ["dev", "serve"],
          "writes into the session": ["session resume", "session import", "session set"],
          "writes to standard output, line by line": ["worker"],
        ],
        differing: [
          "makes a database, which is no stream": ["session start"],
          "writes several files into a folder": ["simulate"],
          "packs an archive whose suffix is said": ["bundle"],
        ]
      ),
      Common(
        name: "--strict",
        help: ("End with exit code 2 when records were bad or functions had faults.", ""),
        without: readsNoCorpus.merging(takesAnswers) { $1 }.merging(takesLabels) { $1 }
          .merging(["counts bad records before it asks": ["session start"]]) { $1 }
      ),
      Common(
        name: "--format",
        help: ("Format of the input: csv, tsv, jsonl or xml; by default the file's suffix.", ""),
        without: without(readsNoCorpus, but: ["session export", "diff", "fit", "predict"]),
        differing: [
          "names the format of votes on spans": ["fit", "predict"],
          "names the tool whose answers are written or taken": [
            "session export", "session import",
          ],
          "is the hidden old spelling of '--json'": ["diff"],
        ]
      ),
    ]
    + [
      ("--encoding", "Text encoding, such as windows-1252 or utf-16; by default UTF-8."),
      ("--separator", "The character between CSV fields; 'tab' for a tab."),
    ].map { name, help in Common(name: name, help: (help, ""), without: readsNoCorpus) }
    + [
      ("--quote", "The character around CSV fields; 'none' for none."),
      ("--no-header", "The CSV file has no header; fields are column1, column2 and so on."),
      ("--trim", "Drop blanks around unquoted CSV fields and header names."),
    ].map { name, help in
      Common(name: name, help: (help, ""), without: readsNoCorpus.merging(takesAnswers) { $1 })
    }
    + [
      Common(
        name: "--record",
        help: ("XML: the elements that are records, by name or path (", ")."),
        without: readsNoCorpus.merging(takesAnswers) { $1 },
        differing: ["records votes; '--record-element' names the elements": ["test"]]
      ),
      Common(
        name: "--limit",
        help: ("Read at most this many documents, to try something out.", ""),
        without: without(readsNoCorpus, but: ["diff", "runs list"])
          .merging(takesAnswers) { $1 }.merging(takesLabels) { $1 },
        differing: ["bounds a list, as nothing else is read": ["diff", "runs list"]]
      ),
      Common(
        name: "--on-error",
        help: ("Bad records: fail, skip, or the greatest number to skip.", ""),
        without: without(readsNoCorpus, but: ["worker"]).merging(takesLabels) { $1 },
        differing: ["owes a line for each line, so it cannot skip one": ["worker"]]
      ),
      Common(
        name: "--rejects",
        help: ("Where bad records are written (JSON Lines); by default nowhere.", ""),
        without: readsNoCorpus.merging(takesAnswers) { $1 }.merging(takesLabels) { $1 }
          .merging(["reads two corpora, whose bad records do not belong into one file": ["drift"]])
        {
          $1
        }
      ),
      Common(
        name: "--text-field",
        help: ("Name or path of the text field (text, post.body, passage/text, @Body).", ""),
        without: without(readsNoCorpus, but: ["worker", "serve"])
          .merging(["looks at no text": ["evaluate", "convert"]]) { $1 },
        differing: ["names a member of other tools' records": ["session import"]]
      ),
      Common(
        name: "--id-field",
        help: ("Name or path of the id field; by default id, else file and record number.", ""),
        without: without(readsNoCorpus, but: ["worker", "serve"])
          .merging(takesAnswers) { $1 }
          .merging([
            "looks at no id": ["convert"], "names the ids with '--columns'": ["evaluate"],
          ]) { $1 },
        differing: ["has no file that could name a document": ["worker", "serve"]]
      ),
      Common(
        name: "--seed",
        help: ("Seed of the random choices.", ""),
        without: [
          "chooses nothing at random": [
            "new", "tasks", "build", "functions", "test", "dev", "label", "apply", "analyze",
            "errors", "fit", "predict", "evaluate", "explain", "model show", "stats", "train",
            "classify", "session resume", "session status", "session export", "session import",
            "session annotators", "session set", "serve", "runs list", "runs show", "diff",
            "verify", "workspace gc", "convert", "drift",
            "cache", "worker", "bundle",
          ]
        ]
      ),
    ]

  /// Reasons without some commands.
  private static func without(
    _ reasons: [String: [String]],
    but commands: [String]
  ) -> [String: [String]] {
    reasons.mapValues { $0.filter { !commands.contains($0) } }
  }

  @Test(arguments: common)
  func `an option is the same in every command that can have it`(option: Common) throws {
    let catalogue = try CommandCatalogue()
    let without = option.without.values.flatMap { $0 }
    let differing = option.differing.values.flatMap { $0 }
    var texts: Set<String?> = []
    for words in catalogue.commands {
      let command = words.joined(separator: " ")
      let found = catalogue.optionsOfCommands[command, default: []].first { $0.name == option.name }
      if without.contains(command) {
        #expect(found == nil, "\(command) has \(option.name)")
        continue
      }
      guard let found else {
        Issue.record("\(command) lacks \(option.name), without a reason")
        continue
      }
      #expect(found.short == option.short, "\(command)")
      guard !differing.contains(command) else { continue }
      #expect(
        found.abstract.hasPrefix(option.help.start) && found.abstract.hasSuffix(option.help.end),
        "\(command): \(found.abstract)"
      )
      texts.insert(found.valueName)
    }
    #expect(texts.count == 1, "the value has one name: \(texts)")
    // Each reason is about a command that there is.
    let commands = Set(catalogue.commands.map { $0.joined(separator: " ") })
    #expect(Set(without + differing).subtracting(commands).isEmpty)
  }

  @Test func `commands keep to their result with --quiet, and print JSON with --json`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 400).csv, to: "c.csv")
    try folder.write(CommentCorpus(count: 400, seed: 2).csv, to: "d.csv")
    let gold = CommentCorpus(count: 400).comments.map { "\($0.id),\($0.gold)\n" }
    try folder.write("id,label\n" + gold.joined(), to: "gold.csv")
    // Whether the result is a file, which leaves nothing to print.
    for (line, writesFile) in [
      ("label Comments c.csv -o l.csv --gold-field gold --save-model m.json --workspace w", true),
      ("apply Comments c.csv -o v.csv", true),
      ("analyze v.csv --gold gold.csv", false),
      ("analyze Comments c.csv --gold-field gold", false),
      ("show Comments c.csv --count 2", false),
      ("errors Comments c.csv --gold-field gold", false),
      ("suggest Comments c.csv --gold-field gold", false),
      ("functions Comments", false), ("tasks", false), ("test Comments", false),
      ("build Comments", false),
      ("test Comments c.csv --record r.csv", false),
      ("test Comments c.csv --check r.csv", false),
      ("fit v.csv -o f.json", true), ("predict v.csv --model f.json -o p.csv", true),
      ("evaluate l.csv --gold gold.csv --plots plots", false),
      ("explain c1 v.csv --model f.json", false), ("model show f.json", false),
      ("stats v.csv -o s.json", true),
      ("train l.csv --gold-field gold -o e.endmodel", true),
      ("classify c.csv --model e.endmodel -o k.csv --gold-field gold", true),
      ("session start c.csv --classes ham,spam -o a.session --no-ask", true),
      ("session import a.session r.csv --format csv", true),
      ("session status a.session", false), ("session export a.session -o x.csv", true),
      ("session resume a.session --lines", false),
      ("session annotators a.session --add eve --role adjudicator", false),
      ("session set a.session --overlap 2", true),
      ("session set a.session --guidelines g.md", true),
      ("simulate c.csv --gold gold --repeats 1 --budget 20 --strategies random -o sim", false),
      ("runs list --workspace w", false), ("runs show last --workspace w", false),
      ("diff 1 1 --workspace w", false), ("report last --workspace w -o page.html", true),
      ("verify l.csv --workspace w", false), ("workspace gc --workspace w", false),
      ("convert c.csv c.jsonl", true), ("convert c.csv -o c.xml", true),
      ("sample c.csv --count 9 -o y.csv", true), ("drift Comments c.csv d.csv", false),
      ("drift v.csv v.csv --format json", false),
      ("cache Comments", false), ("bundle Comments -o b.tar.gz", true),
      ("new Fresh2 --classes a,b --path fresh", false),
    ] {
      let arguments = line.split(separator: " ").map(String.init)
      if line.hasPrefix("session set") { try folder.write("# How\n", to: "g.md") }
      if line.hasPrefix("session import") {
        try folder.write("item,worker,label\nc1,ada,ham\nc2,ada,spam\n", to: "r.csv")
      }
      let quiet = try workspace.run(arguments + ["--quiet"], in: folder)
      #expect(quiet.exitCode == 0, "\(line): \(quiet.errors)")
      #expect(quiet.errors.isEmpty, "\(line): \(quiet.errors)")
      #expect(!writesFile || quiet.outputBytes.isEmpty, "\(line): \(quiet.output)")
      #expect(writesFile || arguments.contains("--record") || !quiet.outputBytes.isEmpty, "\(line)")
      guard Self.hasJSON(arguments), arguments[0] != "new" else { continue }
      let json = try workspace.run(arguments + ["--json", "--quiet"], in: folder)
      #expect(json.exitCode == 0 && json.errors.isEmpty, "\(line): \(json.errors)")
      #expect(throws: Never.self, "\(line): \(json.output)") {
        _ = try JSONSerialization.jsonObject(
          with: Data(json.outputBytes),
          options: .fragmentsAllowed
        )
      }
    }
  }

  /// Whether the command of these arguments has `--json`.
  private static func hasJSON(_ arguments: [String]) -> Bool {
    guard let json = common.first(where: { $0.name == "--json" }) else { return false }
    let without = json.without.values.flatMap { $0 }
    return !without.contains(arguments[0])
      && !without.contains(arguments.prefix(2).joined(separator: " "))
  }

  @Test func `warnings about what did not count stay when remarks go`() throws {
    let folder = try ScratchFolder()
    try folder.write("id,text\na,hello\nb,\"open\n", to: "c.csv")
    let result = try Workspace.shared().succeed(
      ["convert", "c.csv", "--output", "c.jsonl", "--on-error", "skip", "--quiet"],
      in: folder
    )
    #expect(result.errors.hasPrefix("warning: 1 bad record was left out\n"))
  }

  @Test(arguments: [
    ["drift", "v.csv", "v.csv", "--format", "json"], ["drift", "v.csv", "v.csv", "--json"],
  ])
  func `old spellings still work`(arguments: [String]) throws {
    let folder = try ScratchFolder()
    try folder.write("id,f,g\n" + (0..<40).map { "d\($0),a,b\n" }.joined(), to: "v.csv")
    let result = try Workspace.shared().succeed(arguments, in: folder)
    #expect(result.output.hasPrefix("{"))
  }
}
