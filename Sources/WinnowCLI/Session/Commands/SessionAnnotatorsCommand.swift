internal import ArgumentParser
internal import LabelStore
internal import LabelingCore
internal import OptionValues
internal import Sessions

/// `winnow session annotators`.
struct SessionAnnotatorsCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotators",
    abstract: "List the annotators of a session, and change what they may do.",
    usage: "winnow session annotators <session> [<options>]",
    discussion: """
      Everybody answers. Adjudicators also settle disagreements and flagged documents; managers \
      also see how each annotator does on check questions. While nobody has one of these roles \
      and each document is asked of one annotator, everybody settles. What others answered shows \
      to everybody in filters and exports, in a blind session only to adjudicators and managers. \
      Changes take effect at once, also while the session is served.

        winnow session annotators reviews.session
        winnow session annotators reviews.session --add eve --role adjudicator
        winnow session annotators reviews.session --role ada=manager --rename ben=benjamin
        winnow session annotators reviews.session --pause ben --revoke ben
        winnow session annotators reviews.session --remove bne
      """
  )

  @Argument(help: "The session's file.")
  var session: String

  @Option(help: "Add an annotator. May be repeated.")
  var add: [String] = []

  @Option(
    help: ArgumentHelp(
      "Give NAME this role, or without NAME those who are added: "
        + "\(AnnotatorRole.allCases.map(\.rawValue).joined(separator: ", ")). May be repeated.",
      valueName: "name=role"
    )
  )
  var role: [String] = []

  @Option(
    help: ArgumentHelp("Give an annotator another name. May be repeated.", valueName: "old=new")
  )
  var rename: [String] = []

  @Option(
    help: ArgumentHelp("Ask this annotator nothing for now. May be repeated.", valueName: "name")
  )
  var pause: [String] = []

  @Option(help: ArgumentHelp("Let a paused annotator go on. May be repeated.", valueName: "name"))
  var resume: [String] = []

  @Option(
    help: ArgumentHelp(
      "Make this annotator's token invalid. May be repeated.",
      valueName: "name"
    )
  )
  var revoke: [String] = []

  @Option(
    help: ArgumentHelp(
      "Remove an annotator who has done nothing here. May be repeated.",
      valueName: "name"
    )
  )
  var remove: [String] = []

  @Flag(help: .json)
  var json = false

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  private var changesNothing: Bool {
    [add, role, rename, pause, resume, revoke, remove].allSatisfy(\.isEmpty)
  }

  func validate() throws {
    let bare = role.filter { !$0.contains("=") }
    if add.isEmpty, let bare = bare.first {
      throw ValidationError("'--role \(bare)' goes with --add; of others write --role NAME=ROLE")
    }
    guard bare.count < 2 else {
      throw ValidationError(
        "those who are added have one role, and here are \(bare.count)\n"
          + "help: write --role NAME=ROLE for each of them"
      )
    }
    try Self.refuse(pause, with: resume, "--pause", "--resume")
    for (names, option) in [
      (add, "--add"), (pause, "--pause"), (resume, "--resume"), (revoke, "--revoke"),
    ] {
      try Self.refuse(remove, with: names, "--remove", option)
    }
  }

  /// Refuses two options of which one undoes what the other does.
  private static func refuse(
    _ names: [String],
    with others: [String],
    _ option: String,
    _ other: String
  ) throws {
    guard let name = names.first(where: others.containsExactly) else { return }
    throw ValidationError(
      "'\(option) \(name)' and '\(other) \(name)' exclude each other\nhelp: leave one of them out"
    )
  }

  func run() throws {
    let engine = try SessionEngine(opening: session, for: changesNothing ? .reading : .writing)
    defer { engine.close() }
    try change(engine)
    let withToken = Set(try engine.annotatorsWithToken())
    let rows = try engine.annotators().map {
      AnnotatorRow($0, hasToken: withToken.contains($0))
    }
    if json { return try Console.printJSON(rows) }
    var table = TextTable([
      ("name", .left), ("role", .left), ("token", .left), ("paused", .left),
    ])
    for row in rows {
      table.add([
        row.name, row.role, row.hasToken ? "yes" : "no", row.isPaused ? "yes" : "no",
      ])
    }
    Console.print(table.lines())
  }

  /// Makes the changes; who is named wrongly, twice, or as another, is told before any is made.
  private func change(_ engine: SessionEngine) throws {
    let newRole = try role.last { !$0.contains("=") }.map(Self.role(named:))
    var roles: [(name: String, role: AnnotatorRole)] = []
    for change in role where change.contains("=") {
      let (name, word) = try Self.halves(of: change, option: "--role", isWanted: { _ in true })
      roles.append((name, try Self.role(named: word)))
    }
    let names = Set(try engine.annotators().map { ExactString($0.name) })
    let renames = try rename.map { change in
      try Self.halves(of: change, option: "--rename") { names.contains(ExactString($0)) }
    }
    try Self.refuseTwice(roles.map(\.name), "--role")
    try Self.refuseTwice(renames.map(\.0), "--rename")
    for name in remove {
      for other in roles.map(\.name) + renames.map(\.0) where other.isExactly(name) {
        throw UsageError(
          "'--remove \(name)' goes without other changes of '\(name)'",
          help: "leave one of them out"
        )
      }
      try engine.checkRemovable(engine.annotator(known: name))
    }
    let added = Set(add.map { ExactString($0) })
    for name in roles.map(\.name) + renames.map(\.0) + pause + resume + revoke
    where !added.contains(ExactString(name)) {
      _ = try engine.annotator(known: name)
    }
    try engine.checkNames(removing: remove, adding: add, renaming: renames)
    for name in remove { try engine.remove(engine.annotator(known: name)) }
    for name in add {
      if names.contains(ExactString(name)) {
        Console.remark("annotator '\(name)' is in the session already")
      }
      let annotator = try engine.annotator(named: name)
      if let newRole { try engine.setRole(newRole, of: annotator) }
    }
    for (name, role) in roles { try engine.setRole(role, of: engine.annotator(known: name)) }
    for name in pause { try engine.setPaused(true, of: engine.annotator(known: name)) }
    for name in resume { try engine.setPaused(false, of: engine.annotator(known: name)) }
    for name in revoke { try engine.setTokenHash(nil, of: engine.annotator(known: name)) }
    for (old, new) in renames { try engine.rename(engine.annotator(known: old), to: new) }
  }

  /// Refuses two changes of one kind to one annotator, of which the last would stay.
  private static func refuseTwice(_ names: [String], _ option: String) throws {
    var seen: Set<ExactString> = []
    guard let name = names.first(where: { !seen.insert(ExactString($0)).inserted }) else { return }
    throw UsageError("'\(option)' names '\(name)' twice", help: "give the one that is meant")
  }

  private static func role(named name: String) throws -> AnnotatorRole {
    if let role = AnnotatorRole(rawValue: name) { return role }
    throw UsageError(
      value: name,
      of: "--role",
      help: Suggestion.help(
        for: name,
        among: AnnotatorRole.allCases.map(\.rawValue),
        kind: "roles"
      )
    )
  }

  /// What stands before and behind an equals sign: the first behind a name that is wanted, else
  /// the last.
  private static func halves(
    of text: String,
    option: String,
    isWanted: (String) -> Bool
  ) throws -> (String, String) {
    let signs = text.indices.filter { text[$0] == "=" }
    let sign = option == "--role" ? signs.last : signs.first { isWanted(String(text[..<$0])) }
    guard let sign = sign ?? signs.last, text.index(after: sign) < text.endIndex else {
      let example = option == "--role" ? "ada=\(AnnotatorRole.adjudicator.rawValue)" : "ada=eve"
      throw UsageError(value: text, of: option, help: "write it like this: \(option) \(example)")
    }
    return (String(text[..<sign]), String(text[text.index(after: sign)...]))
  }
}

/// An annotator as a row of the list, and as JSON.
private struct AnnotatorRow: Encodable {
  var name: String
  var role: String
  var hasToken: Bool
  var isPaused: Bool

  init(_ annotator: Annotator, hasToken: Bool) {
    name = annotator.name
    role = annotator.role.rawValue
    self.hasToken = hasToken
    isPaused = annotator.isPaused
  }
}
