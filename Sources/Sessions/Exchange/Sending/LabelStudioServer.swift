internal import LabelingCore

/// A project of a running Label Studio.
final class LabelStudioServer: ToolServer {
  let connection: ToolConnection
  private let project: Int
  private let token: ToolToken
  private let format = LabelStudioFormat()
  /// What the project calls the question, once it was looked at.
  private var question = LabelStudioQuestion()

  init(at address: ToolAddress, project: Int, token: ToolToken) throws {
    connection = try ToolConnection(to: "Label Studio", at: address)
    self.project = project
    self.token = token
  }

  // MARK: - Before anything is sent

  func check(classes: [String], labels: LabelKind) throws -> [String] {
    let version = try? connection.json("GET", "/api/version")
    guard version?["label-studio-os-package"] != nil || version?["release"] != nil else {
      // Where nobody answers, the error says so.
      if try DoccanoServer.answers(connection) {
        throw Diagnostic(
          "\(connection.address.text) is doccano, not Label Studio",
          help: "name it with '--format doccano', or write the address of Label Studio"
        )
      }
      throw otherAddress
    }
    try signIn()
    var found = try readProject()
    var remarks: [String] = []
    let interface = found["label_config"]?.string ?? ""
    if interface.filter({ !$0.isWhitespace }) == "<View></View>" || interface.isEmpty {
      found = try connection.value(
        "PATCH",
        "/api/projects/\(project)",
        .object(of: [("label_config", .string(Self.interface(asking: classes, labels)))])
      )
      remarks.append("project \(project) had no labeling interface; it asks for the classes now")
    }
    question = try LabelStudioInterface(
      found["parsed_label_config"],
      written: found["label_config"]?.string
    ).question(classes, labels, project: project)
    return remarks
  }

  private var otherAddress: Diagnostic {
    Diagnostic(
      "\(connection.address.text) is not the address of Label Studio",
      help: "write it as the browser shows its start page, such as http://localhost:8080"
    )
  }

  /// Shows the token, which is one for requests, or one that those are made with.
  private func signIn() throws {
    do {
      if token.isSigned {
        let (connection, token) = (connection, token)
        let renewed: () throws -> String = { [unowned connection] in
          connection.renewed = nil
          connection.authorization = nil
          let made = try connection.value(
            "POST",
            "/api/token/refresh/",
            .object(of: [("refresh", .string(token.text))])
          )
          return "Bearer \(made["access"]?.string ?? "")"
        }
        connection.authorization = try renewed()
        connection.renewed = renewed
      } else {
        connection.authorization = "Token \(token.text)"
      }
      _ = try connection.value("GET", "/api/current-user/whoami")
    } catch let refusal as ToolConnection.Refusal where refusal.status == 404 {
      // Label Studio says its version below any address.
      throw otherAddress
    } catch let refusal as ToolConnection.Refusal where refusal.isForbidden {
      throw Diagnostic(
        at: SourceLocation(token.path),
        "Label Studio refuses the token (\(refusal.status)\(refusal.reason))",
        help: "write a token of an account there into the file, as its page 'Account & Settings' "
          + "shows it"
      )
    }
  }

  private func readProject() throws -> JSONValue {
    do { return try connection.value("GET", "/api/projects/\(project)") } catch let refusal
      as ToolConnection.Refusal
      where refusal.status == 404 || refusal.isForbidden
    {
      let all = try connection.value("GET", "/api/projects?page_size=10")
      throw ToolProjects(all["results"], title: "title").missing(project, in: connection.tool)
    }
  }

  /// The labeling interface that asks for some classes.
  private static func interface(asking classes: [String], _ labels: LabelKind) -> String {
    func escaped(_ text: String) -> String {
      text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
        "\"",
        with: "&quot;"
      )
    }
    let choices = classes.map { "    <Choice value=\"\(escaped($0))\"/>\n" }.joined()
    let choice = labels == .several ? " choice=\"multiple\"" : ""
    return "<View>\n  <Text name=\"text\" value=\"$text\"/>\n"
      + "  <Choices name=\"label\" toName=\"text\"\(choice)>\n\(choices)  </Choices>\n</View>\n"
  }

  func documents(of session: String) throws -> Set<ExactString> {
    var found: Set<ExactString> = []
    var seen = 0
    var page = 1
    while true {
      let path = "/api/tasks?project=\(project)&page=\(page)&page_size=500"
      let answer = try connection.value("GET", path)
      let tasks = answer["tasks"]?.elements ?? []
      for task in tasks {
        guard let own = task["data"]?[OwnMember.name], let id = own["id"]?.string,
          own["session"]?.string?.isExactly(session) ?? false
        else { continue }
        found.insert(ExactString(id))
      }
      seen += tasks.count
      page += 1
      let total = answer["total"]?.number.flatMap { Int(checking: $0) } ?? 0
      if tasks.isEmpty || seen >= total { return found }
    }
  }

  // MARK: - Users

  func users() throws -> [ToolUser] {
    (try connection.value("GET", "/api/users").elements ?? []).compactMap { Self.user($0) }
  }

  private static func user(_ value: JSONValue) -> ToolUser? {
    guard let number = value["id"]?.name else { return nil }
    let names = [value["email"]?.name, value["username"]?.name].compactMap { $0 }
    return ToolUser(number: number, names: names)
  }

  func checkCreation() {}

  func name(of annotator: String, isTaken: Bool) -> String {
    // Whoever signs in is looked up in small letters.
    if Self.isAddress(annotator), !isTaken { return annotator.lowercased() }
    let name = UserName.name(of: annotator, isTaken: isTaken, where: Self.isLocal)
    return "\(name.lowercased())@winnow.local"
  }

  func check(_ name: String, of annotator: String) throws {
    guard !Self.isAddress(name) else { return }
    throw Diagnostic(
      "Label Studio has no user '\(name)', and a new one needs an address",
      help: "write the user of annotator '\(annotator)' as an address into the table"
    )
  }

  private static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return false }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || "._+-".unicodeScalars.contains(scalar)
  }

  private static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
      && parts.allSatisfy { part in
        part.unicodeScalars.allSatisfy(isLocal) && part.first != "." && part.last != "."
          && !part.contains("..")
      }
  }

  func create(_ name: String, for annotator: String) throws -> ToolUser {
    let name = name.lowercased()
    let wish = JSONValue.object(of: [
      ("email", .string(name)), ("username", .string(name)), ("first_name", .string(annotator)),
    ])
    guard let user = Self.user(try connection.value("POST", "/api/users", wish)) else {
      throw Diagnostic("Label Studio does not say which number the user '\(name)' has")
    }
    return user
  }

  func admit(_ users: [ToolUser]) {}

  func author(_ user: ToolUser) -> JSONValue? { .number(user.number) }

  // MARK: - Sending

  func record(of document: ExportedDocument, number: Int, _ export: ExportedAnswers) -> JSONValue {
    var export = export
    export.question = question
    return format.record(of: document, number: number, export)
  }

  func send(_ records: [[UInt8]]) throws {
    let body = [0x5B] + Array(records.joined(separator: [0x2C])) + [0x5D]
    let path = "/api/projects/\(project)/import"
    let text = try connection.answer("POST", path, body, as: "application/json")
    guard let count = JSONValue(parsing: text)?["task_count"]?.number else {
      throw Diagnostic(
        "Label Studio does not say how many documents it has taken",
        help: "see in the project whether they are there"
      )
    }
    guard Int(checking: count) == records.count else {
      throw Diagnostic("Label Studio has taken \(Int(count)) of \(records.count) documents")
    }
  }

  func counts(of export: ExportedAnswers) -> SentCounts {
    let counts = ExchangeCounts(export.documents)
    return SentCounts(
      shown: [
        (export.documents.count, "document"), (counts.answers, "answer"), (counts.skips, "skip"),
        (counts.durations, "duration"), (counts.settledAsAnswered, "settled class"),
      ],
      kept: [
        (counts.times, "time"), (counts.refusals, "refusal"), (counts.notes, "note"),
        (counts.flags, "flag"), (counts.settled - counts.settledAsAnswered, "settled class"),
      ],
      remark: format.remark(on: export, isSent: true)
    )
  }
}
