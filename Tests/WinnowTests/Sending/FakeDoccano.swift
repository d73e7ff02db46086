import Foundation
import Synchronization

/// What doccano 1.8 answers to the requests of an export, with a project of number 3.
final class FakeDoccano: Sendable {
  /// What it has, and how it fails.
  struct State {
    var users = ["manager"]
    /// Numbers of the users of the project.
    var members: Set<Int> = [1]
    /// The records of the project, as JSON.
    var records: [Data] = []
    var uploads: [String: [UInt8]] = [:]
    var isStaff = true
    var type = "DocumentClassification"
    /// Whether a document has one label.
    var isSingle = false
    var queue = "OK"
    /// What an import answers that fails.
    var failure: String?
    /// How often an import is asked for before it has ended.
    var waits = 2
  }

  /// The key that it takes; it has what settings of curl escape.
  static let token = #"4567"c\def"#
  /// A name and a password for one.
  static let login = "manager:pass word"

  let state: Mutex<State>
  private let server: Mutex<ListeningServer?>

  init(_ change: (inout State) -> Void = { _ in }) throws {
    var first = State()
    change(&first)
    state = Mutex(first)
    server = Mutex(nil)
    let listening = try ListeningServer { [weak self] in self?.answer($0) }
    server.withLock { $0 = listening }
  }

  /// The address of its start page.
  var address: String { server.withLock { $0?.address ?? "" } }

  /// The records it has.
  var records: [[String: Any]] {
    state.withLock(\.records).compactMap {
      (try? JSONSerialization.jsonObject(with: $0)) as? [String: Any]
    }
  }

  private func answer(_ request: ListeningServer.Request) -> ListeningServer.Reply? {
    if (request.method, request.path) == ("POST", "/v1/auth/login/") {
      let given = "\(request.members["username"] ?? ""):\(request.members["password"] ?? "")"
      return given == Self.login
        ? .json(["key": Self.token]) : .json(["non_field_errors": ["Unable to log in."]], 400)
    }
    // What is no route is the page.
    if !request.path.hasPrefix("/v1/") { return .page() }
    guard request.headers["authorization"] == "Token \(Self.token)" else {
      return .json(["detail": "Invalid token."], 403)
    }
    return state.withLock { Self.answer(request, &$0) }
  }

  private static func answer(
    _ request: ListeningServer.Request,
    _ state: inout State
  ) -> ListeningServer.Reply? {
    switch (request.method, request.path) {
    case ("GET", "/v1/me"):
      .json(["id": 1, "username": "manager", "is_staff": state.isStaff])
    case ("GET", "/v1/health/"): .json(["CeleryHealthCheckCelery": state.queue])
    case ("GET", "/v1/projects"): .json(["results": [["id": 3, "name": "Reviews"]]])
    case ("GET", "/v1/projects/3"):
      .json([
        "id": 3, "project_type": state.type, "single_class_classification": state.isSingle,
      ])
    case ("GET", "/v1/projects/3/members"): .json(state.members.sorted().map { ["user": $0] })
    case ("POST", "/v1/projects/3/members"): admit(request, &state)
    case ("GET", "/v1/roles"):
      .json([["id": 1, "name": "project_admin"], ["id": 2, "name": "annotator"]])
    case ("GET", "/v1/users"):
      .json(state.users.enumerated().map { ["id": $0.offset + 1, "username": $0.element] })
    case ("POST", "/v1/users/create"): create(request, &state)
    case ("GET", "/v1/projects/3/examples"): examples(request, state)
    case ("POST", "/v1/fp/process/"): upload(request, &state)
    case ("POST", "/v1/projects/3/upload"): take(request, &state)
    case ("GET", "/v1/tasks/status/t"): status(&state)
    default: .json(["detail": "Not found."], 404)
    }
  }

  private static func admit(
    _ request: ListeningServer.Request,
    _ state: inout State
  ) -> ListeningServer.Reply {
    let user = request.members["user"] as? Int ?? 0
    guard request.members["role"] as? Int == 2, state.members.insert(user).inserted else {
      return .json(["detail": "This user is already assigned to a role."], 400)
    }
    return .json(["id": 9], 201)
  }

  private static func create(
    _ request: ListeningServer.Request,
    _ state: inout State
  ) -> ListeningServer.Reply {
    let name = request.members["username"] as? String ?? ""
    let password = request.members["password1"] as? String ?? ""
    guard state.isStaff else { return .json(["detail": "You do not have permission."], 403) }
    guard name.wholeMatch(of: /[\w.@+-]+/) != nil, password.count > 7,
      password == request.members["password2"] as? String,
      !state.users.contains(where: { $0.lowercased() == name.lowercased() })
    else { return .json(["username": ["Enter a valid username."]], 400) }
    state.users.append(name)
    return .json(["id": state.users.count, "username": name], 201)
  }

  private static func examples(
    _ request: ListeningServer.Request,
    _ state: State
  ) -> ListeningServer.Reply {
    let offset = request.query["offset"].flatMap { Int($0) } ?? 0
    let limit = request.query["limit"].flatMap { Int($0) } ?? 5
    let found = state.records.dropFirst(offset).prefix(limit).compactMap { data in
      (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
    }
    // Members that are neither text nor label are metadata there.
    let results = found.map { record in
      ["meta": record.filter { !["text", "label"].contains($0.key) }]
    }
    return .json(["count": state.records.count, "results": results])
  }

  private static func upload(
    _ request: ListeningServer.Request,
    _ state: inout State
  ) -> ListeningServer.Reply {
    // Its answer is no JSON.
    guard request.headers["accept"]?.contains("*/*") ?? false else {
      return .json(["detail": "Could not satisfy the request Accept header."], 406)
    }
    let text = String(decoding: request.body, as: UTF8.self)
    guard text.contains(#"name="filepond"; filename=""#), let head = text.range(of: "\r\n\r\n"),
      let end = text.range(of: "\r\n--", options: .backwards)
    else { return .json(["detail": "no file"], 400) }
    let name = "upload-\(state.uploads.count)"
    state.uploads[name] = Array(text[head.upperBound..<end.lowerBound].utf8)
    return ListeningServer.Reply(body: Array(name.utf8), headers: ["Content-Type": "text/plain"])
  }

  private static func take(
    _ request: ListeningServer.Request,
    _ state: inout State
  ) -> ListeningServer.Reply {
    let names = request.members["uploadIds"] as? [String] ?? []
    if state.failure == nil {
      for name in names {
        state.records += (state.uploads[name] ?? []).split(separator: 0x0A).map { Data($0) }
      }
    }
    state.waits = 2
    return .json(["task_id": "t"])
  }

  private static func status(_ state: inout State) -> ListeningServer.Reply {
    state.waits -= 1
    if state.waits > 0 { return .json(["ready": false, "result": NSNull(), "error": NSNull()]) }
    let errors = state.failure.map { [["filename": "f", "line": 2, "message": $0]] } ?? []
    return .json(["ready": true, "result": ["error": errors], "error": NSNull()])
  }
}
