internal import CorpusIO
internal import LabelStore
internal import LabelingCore

/// Sends what a session knows into a project of a running Label Studio or doccano.
///
/// What is there already is not sent again, so a command that has failed goes on when it is
/// repeated.
package struct AnswerSending {
  /// The session's file.
  package var session: String
  /// The program's format.
  package var format: ToolFormat
  /// Which documents it gets.
  package var included = AnswerExport.Inclusion.answered
  /// Its address.
  package var address: String
  /// The number of its project.
  package var project: Int
  /// The file of the token.
  package var tokenPath: String
  /// A table of its users, `annotator,user`; `nil` for none.
  package var usersPath: String?
  /// Whether users that it does not have are created.
  package var createsUsers = false

  /// Most documents, and bytes, of a request.
  private static let partLimit = (count: 500, bytes: 8 << 20)

  /// A user whom an annotator is there.
  package struct SentUser: Sendable, CustomStringConvertible {
    package let annotator: String
    /// The name or address to sign in with.
    package let name: String
    /// The password; `nil` where the program takes none.
    package let password: String?

    /// What to say of one who was created.
    package var description: String {
      "annotator '\(annotator)' is the new user '\(name)'"
        + (password.map { ", whose password is \($0)" } ?? "")
    }
  }

  /// What was sent.
  package struct Outcome: Sendable {
    /// What the program is called.
    package var tool: String
    /// What was sent and is seen there.
    package var shown: [(count: Int, noun: String)] = []
    /// What was sent and only an import by Winnow reads.
    package var kept: [(count: Int, noun: String)] = []
    /// The name of the member that it is in.
    package let keeper = OwnMember.name
    /// Documents that were there already.
    package var presentCount = 0
    /// Users that were created.
    package var created: [SentUser] = []
    /// Annotators who were users already.
    package var knownUserCount = 0
    /// What to say besides.
    package var remarks: [String] = []
    /// Documents with answers that amount to no class.
    package var openCount = 0
  }

  /// Prepares to send a session.
  package init(
    session: String,
    format: ToolFormat,
    address: String,
    project: Int,
    tokenPath: String
  ) {
    self.session = session
    self.format = format
    self.address = address
    self.project = project
    self.tokenPath = tokenPath
  }

  /// Whether a format is that of a program that takes exports.
  package static func canSend(_ format: ToolFormat) -> Bool { server(format) != nil }

  private static func server(_ format: ToolFormat) -> (any ToolServer.Type)? {
    switch format.rawValue {
    case "label-studio": LabelStudioServer.self
    case "doccano": DoccanoServer.self
    default: nil
    }
  }

  /// Checks the program, creates users, and sends the documents.
  ///
  /// - Parameter progress: Takes how many of how many documents have arrived.
  /// - Returns: What was sent.
  /// - Throws: A `Diagnostic` for what the program refuses, with what has arrived by then;
  ///   `StoreError`, what reading the session's corpus throws.
  package func run(_ progress: (Int, Int) -> Void = { _, _ in }) throws -> Outcome {
    guard let kind = Self.server(format) else {
      preconditionFailure("'\(format.rawValue)' is not the format of a program")
    }
    let engine = try SessionEngine(opening: session, for: .reading)
    defer { engine.close() }
    let server = try kind.init(
      at: try ToolAddress(address),
      project: project,
      token: try ToolToken(path: tokenPath)
    )
    do { return try run(engine, server, progress) } catch let refusal as ToolConnection.Refusal {
      throw server.connection.diagnostic(refusal)
    }
  }

  private func run(
    _ engine: SessionEngine,
    _ server: any ToolServer,
    _ progress: (Int, Int) -> Void
  ) throws -> Outcome {
    var outcome = Outcome(tool: server.connection.tool)
    let table = try usersPath.map { try ExportUsers.users(in: $0) } ?? [:]
    let all = try engine.exportedDocuments(included)
    let consensus = try engine.consensus(try engine.store.answers())
    outcome.openCount = consensus.values.count { $0.says == nil && $0.answerCount > 0 }
    outcome.remarks = try server.check(classes: engine.labelSpace.classes, labels: engine.labels)
    let session = try engine.originOfIDs()
    let present = try server.documents(of: session)
    let documents = all.filter { !present.contains(ExactString(engine.documents[$0.number].id)) }
    outcome.presentCount = all.count - documents.count
    // Whatever may fail here fails before something is done there.
    let corpus = try engine.corpus()
    let people = try engine.annotators().map(\.name)
    let users = try users(of: all, table, people, server, &outcome)
    let export = ExportedAnswers(
      engine: engine,
      session: session,
      documents: documents,
      consensus: consensus,
      corpus: corpus,
      users: users.compactMapValues { server.author($0) },
      table: .csv,
      escapesFormulas: false
    )
    try send(export, server, outcome.created, progress)
    let counts = server.counts(of: export)
    outcome.shown = counts.shown
    outcome.kept = counts.kept
    if let remark = counts.remark { outcome.remarks.append(remark) }
    return outcome
  }

  // MARK: - Users

  /// The users of the annotators who have answered, and of the table.
  private func users(
    of documents: [ExportedDocument],
    _ table: [ExactString: JSONValue],
    _ people: [String],
    _ server: any ToolServer,
    _ outcome: inout Outcome
  ) throws -> [ExactString: ToolUser] {
    guard createsUsers || !table.isEmpty else { return [:] }
    var names = Set(documents.flatMap(\.answers).map { ExactString($0.annotator) })
    if createsUsers { names.formUnion(table.keys) } else { names.formIntersection(table.keys) }
    var known = try server.users()
    var users: [ExactString: ToolUser] = [:]
    var missing: [(annotator: ExactString, name: String)] = []
    for annotator in names.sorted(by: { $0.string < $1.string }) {
      let wanted = table[annotator].flatMap { $0.name ?? $0["email"]?.name }
      let isTaken = people.contains {
        !$0.isExactly(annotator.string)
          && $0.lowercased().isExactly(annotator.string.lowercased())
      }
      let name = wanted ?? server.name(of: annotator.string, isTaken: isTaken)
      let user = wanted.map { known.user(meantBy: $0) } ?? known.user(called: name)
      users[annotator] = user
      if user == nil { missing.append((annotator, name)) }
    }
    outcome.knownUserCount = users.count
    if !createsUsers, let first = missing.first {
      throw Diagnostic(
        "\(server.connection.tool) has no user '\(first.name)', whom annotator "
          + "'\(first.annotator.string)' is in the table",
        help: "add '--create-users', or correct the table"
      )
    }
    if !missing.isEmpty { try server.checkCreation() }
    for (annotator, name) in missing { try server.check(name, of: annotator.string) }
    do {
      for (annotator, name) in missing {
        // A table may give several annotators one user.
        if let user = known.user(called: name) {
          users[annotator] = user
          continue
        }
        let user = try server.create(name, for: annotator.string)
        known.append(user)
        users[annotator] = user
        outcome.created.append(
          SentUser(
            annotator: annotator.string,
            name: user.names.first ?? name,
            password: user.password
          )
        )
      }
      try server.admit(users.sorted { $0.key.string < $1.key.string }.map(\.value))
    } catch {
      throw stopped(error, server, outcome.created, notes: ["no document was sent"])
    }
    return users
  }

  // MARK: - Documents

  private func send(
    _ export: ExportedAnswers,
    _ server: any ToolServer,
    _ created: [SentUser],
    _ progress: (Int, Int) -> Void
  ) throws {
    let count = export.documents.count
    var sent = 0
    var part: [[UInt8]] = []
    var byteCount = 0
    func flush() throws {
      if part.isEmpty { return }
      do { try server.send(part) } catch {
        throw stopped(
          error,
          server,
          created,
          notes: [
            "\(sent) of \(Formatting.count(count, "document")) "
              + "\(Formatting.verb(sent, "has", "have")) arrived; whether some of the next "
              + "\(part.count) have, the project shows"
          ]
        )
      }
      sent += part.count
      part = []
      byteCount = 0
      progress(sent, count)
    }
    for (index, document) in export.documents.enumerated() {
      var bytes: [UInt8] = []
      server.record(of: document, number: index + 1, export).append(to: &bytes)
      if part.count == Self.partLimit.count || byteCount + bytes.count > Self.partLimit.bytes {
        try flush()
      }
      byteCount += bytes.count
      part.append(bytes)
    }
    try flush()
  }

  /// The error of a command that has done a part of its work.
  private func stopped(
    _ error: any Error,
    _ server: any ToolServer,
    _ created: [SentUser],
    notes: [String]
  ) -> any Error {
    let found =
      (error as? ToolConnection.Refusal).map { server.connection.diagnostic($0) }
      ?? error as? Diagnostic
    guard var diagnostic = found else { return error }
    diagnostic.notes += created.map(\.description)
    diagnostic.notes += notes
    if diagnostic.help == nil {
      diagnostic.help = "repeat the command when that is put right: it sends what is missing"
    }
    return diagnostic
  }
}
