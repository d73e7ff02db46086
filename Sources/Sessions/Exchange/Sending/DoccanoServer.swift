internal import LabelingCore
internal import Platform

/// A project of a running doccano.
final class DoccanoServer: ToolServer {
  let connection: ToolConnection
  private let project: Int
  private let token: ToolToken
  private let format = DoccanoFormat()
  /// How long doccano may take for one part of the documents.
  var patience = Duration.seconds(900)
  /// Users that work in the project already, by number.
  private var members: Set<String> = []
  private var account: JSONValue = .null

  init(at address: ToolAddress, project: Int, token: ToolToken) throws {
    connection = try ToolConnection(to: "doccano", at: address)
    self.project = project
    self.token = token
  }

  // MARK: - Before anything is sent

  /// Whether a program answers as doccano does.
  static func answers(_ connection: ToolConnection) throws -> Bool {
    do { return try connection.json("GET", "/v1/me")?["username"] != nil } catch let refusal
      as ToolConnection.Refusal
    { return refusal.isForbidden && refusal.hasDetail }
  }

  func check(classes: [String], labels: LabelKind) throws -> [String] {
    guard try Self.answers(connection) else {
      let version = try? connection.json("GET", "/api/version")
      if version?["label-studio-os-package"] != nil {
        throw Diagnostic(
          "\(connection.address.text) is Label Studio, not doccano",
          help: "name it with '--format label-studio', or write the address of doccano"
        )
      }
      throw Diagnostic(
        "\(connection.address.text) is not the address of doccano",
        help: "write it as the browser shows its start page, such as http://localhost:8000"
      )
    }
    try signIn()
    let found = try readProject()
    let kind = found["project_type"]?.string ?? ""
    guard kind == "DocumentClassification" else {
      throw Diagnostic(
        "project \(project) of doccano is of the type '\(kind)', and sessions classify texts",
        help: "send to a project of the type 'DocumentClassification' (Text Classification)"
      )
    }
    guard labels == .one || found["single_class_classification"]?.isTrue != true else {
      throw Diagnostic(
        "project \(project) of doccano takes one label a document, and a document of the session "
          + "has several",
        help: "send to a project that was created without 'Allow single label'"
      )
    }
    let health = try? connection.json("GET", "/v1/health/")
    let queue = health?.members.first { $0.name.hasPrefix("CeleryHealthCheck") }?.value.string
    if let queue, queue != "OK", queue != "working" {
      throw Diagnostic(
        "the queue of doccano, which imports documents, does not answer: \(queue)",
        help: "start it with 'doccano task', or wait until it has done what it is at"
      )
    }
    return []
  }

  /// Shows the token, or gets one for a name and a password.
  private func signIn() throws {
    do {
      if let login = token.login {
        let made = try connection.value(
          "POST",
          "/v1/auth/login/",
          .object(of: [("username", .string(login.name)), ("password", .string(login.password))])
        )
        connection.authorization = "Token \(made["key"]?.string ?? "")"
      } else {
        connection.authorization = "Token \(token.text)"
      }
      account = try connection.value("GET", "/v1/me")
    } catch let refusal as ToolConnection.Refusal where refusal.isForbidden || refusal.status == 400
    {
      let what = token.login == nil ? "token" : "name and password"
      throw Diagnostic(
        at: SourceLocation(token.path),
        "doccano refuses the \(what) (\(refusal.status)\(refusal.reason))",
        help: "write NAME:PASSWORD of an account there into the file, or the key of its API"
      )
    }
  }

  private func readProject() throws -> JSONValue {
    do {
      let found = try connection.value("GET", "/v1/projects/\(project)")
      let all = try connection.value("GET", "/v1/projects/\(project)/members").elements ?? []
      members = Set(all.compactMap { $0["user"]?.name })
      return found
    } catch let refusal as ToolConnection.Refusal where refusal.status == 404 {
      let all = try connection.value("GET", "/v1/projects?limit=10")
      throw ToolProjects(all["results"], title: "name").missing(project, in: connection.tool)
    } catch let refusal as ToolConnection.Refusal where refusal.isForbidden {
      throw Diagnostic(
        "project \(project) of doccano has '\(accountName)' not among its administrators",
        help: "use an account that is a project_admin there, on the project's page Members"
      )
    }
  }

  private var accountName: String { account["username"]?.string ?? "" }

  func documents(of session: String) throws -> Set<ExactString> {
    var found: Set<ExactString> = []
    var offset = 0
    while true {
      let path = "/v1/projects/\(project)/examples?limit=500&offset=\(offset)"
      let answer = try connection.value("GET", path)
      let examples = answer["results"]?.elements ?? []
      for example in examples {
        guard let own = example["meta"]?[OwnMember.name], let id = own["id"]?.string,
          own["session"]?.string?.isExactly(session) ?? false
        else { continue }
        found.insert(ExactString(id))
      }
      offset += examples.count
      let total = answer["count"]?.number.flatMap { Int(checking: $0) } ?? 0
      if examples.isEmpty || offset >= total { return found }
    }
  }

  // MARK: - Users

  func users() throws -> [ToolUser] {
    (try connection.value("GET", "/v1/users").elements ?? []).compactMap { Self.user($0) }
  }

  private static func user(_ value: JSONValue, password: String? = nil) -> ToolUser? {
    guard let number = value["id"]?.name, let name = value["username"]?.string else { return nil }
    return ToolUser(number: number, names: [name], password: password)
  }

  func checkCreation() throws {
    guard account["is_staff"]?.isTrue != true else { return }
    throw Diagnostic(
      "doccano lets only its staff create users, and '\(accountName)' is not among them",
      help: "use an account of the staff, or leave '--create-users' out: who answered travels in "
        + "'\(OwnMember.name)'"
    )
  }

  func name(of annotator: String, isTaken: Bool) -> String {
    UserName.name(of: annotator, isTaken: isTaken, where: Self.isAllowed)
  }

  func check(_ name: String, of annotator: String) throws {
    guard !name.unicodeScalars.allSatisfy(Self.isAllowed) else { return }
    throw Diagnostic(
      "'\(name)' cannot be a user of doccano",
      help: "write the user of annotator '\(annotator)' with letters, digits and @.+-_ alone"
    )
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || "_.@+-".unicodeScalars.contains(scalar)
  }

  func create(_ name: String, for annotator: String) throws -> ToolUser {
    let password = UserName.password()
    let wish = JSONValue.object(of: [
      ("username", .string(name)), ("password1", .string(password)),
      ("password2", .string(password)),
    ])
    let made = try connection.value("POST", "/v1/users/create", wish)
    guard let user = Self.user(made, password: password) else {
      throw Diagnostic("doccano does not say which number the user '\(name)' has")
    }
    return user
  }

  func admit(_ users: [ToolUser]) throws {
    let missing = users.filter { !members.contains($0.number) }
    if missing.isEmpty { return }
    let roles = try connection.value("GET", "/v1/roles").elements ?? []
    let role = roles.first { $0["name"]?.string == "annotator" }?["id"]
    for user in missing {
      let wish = JSONValue.object(of: [("user", .number(user.number)), ("role", role)])
      _ = try connection.value("POST", "/v1/projects/\(project)/members", wish)
      members.insert(user.number)
    }
  }

  func author(_ user: ToolUser) -> JSONValue? { nil }

  // MARK: - Sending

  func record(of document: ExportedDocument, number: Int, _ export: ExportedAnswers) -> JSONValue {
    format.record(of: document, number: number, export)
  }

  func send(_ records: [[UInt8]]) throws {
    let upload = try upload(Array(records.joined(separator: [0x0A])))
    let wish = JSONValue.object(of: [
      ("format", .string("JSONL")), ("task", .string("DocumentClassification")),
      ("uploadIds", .array([.string(upload)])), ("column_data", .string("text")),
      ("column_label", .string("label")), ("encoding", .string("utf_8")),
    ])
    let path = "/v1/projects/\(project)/upload"
    guard let task = try connection.value("POST", path, wish)["task_id"]?.name else {
      throw Diagnostic("doccano does not say which task imports the documents")
    }
    let deadline = ContinuousClock.now + patience
    var pause = Duration.milliseconds(20)
    while true {
      let status = try connection.value("GET", "/v1/tasks/status/\(task)")
      if status["ready"]?.isTrue == true { return try accept(status) }
      guard .now < deadline else {
        throw Diagnostic(
          "doccano has not imported the documents within \(patience.components.seconds) s",
          help: "see that its queue, 'doccano task', runs; the documents wait in it"
        )
      }
      SystemClock.sleep(for: pause)
      pause = min(pause * 2, .seconds(1))
    }
  }

  /// Sends a file, which doccano keeps until it is imported; returns its name there.
  private func upload(_ bytes: [UInt8]) throws -> String {
    let mark = "winnow-\(UserName.password())"
    let head =
      "--\(mark)\r\nContent-Disposition: form-data; name=\"filepond\"; filename=\"winnow.jsonl\"\r\n"
      + "Content-Type: application/json\r\n\r\n"
    return try connection.answer(
      "POST",
      "/v1/fp/process/",
      Array(head.utf8) + bytes + Array("\r\n--\(mark)--\r\n".utf8),
      as: "multipart/form-data; boundary=\(mark)"
    )
  }

  private func accept(_ status: JSONValue) throws {
    if let error = status["error"] {
      throw Diagnostic(
        "doccano cannot import the documents: \(error["text"]?.string ?? error.text)"
      )
    }
    guard let errors = status["result"]?["error"]?.elements, let first = errors.first else {
      return
    }
    throw Diagnostic(
      "doccano refuses \(Formatting.count(errors.count, "document")): "
        + (first["message"]?.string ?? first.text)
    )
  }

  func counts(of export: ExportedAnswers) -> SentCounts {
    let counts = ExchangeCounts(export.documents)
    let labels = export.documents.count {
      export.consensus[$0.number]?.says != nil
    }
    return SentCounts(
      shown: [(export.documents.count, "document"), (labels, "label")],
      kept: [
        (counts.answers, "answer"), (counts.skips, "skip"), (counts.refusals, "refusal"),
        (counts.times, "time"), (counts.durations, "duration"), (counts.notes, "note"),
        (counts.flags, "flag"), (counts.settled, "settled class"),
      ],
      remark: labels == 0
        ? nil
        : "doccano gives \(Formatting.count(labels, "label")) to '\(accountName)', whose token it "
          + "is; who answered is in '\(OwnMember.name)'"
    )
  }
}
