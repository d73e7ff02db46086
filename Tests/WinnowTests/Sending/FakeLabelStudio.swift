import Foundation
import Synchronization

/// What Label Studio 1.23 answers to the requests of an export, with a project of number 3.
final class FakeLabelStudio: Sendable {
  /// What it has, and how it fails.
  struct State {
    var users: [[String: String]] = [["id": "1", "email": "manager@example.org"]]
    /// The tasks of the project, as JSON.
    var tasks: [Data] = []
    /// The labeling interface, and what Label Studio makes of it.
    var interface = "<View><Choices/></View>"
    var controls: [String: Control] = ["label": Control(object: "text", field: "text")]
    /// The number of the import that fails, and the status; none of 0 hangs up.
    var failing: (number: Int, status: Int)?
    var importCount = 0
    /// The number of the user who cannot be created.
    var refusedUser: Int?
    /// How often an access token can be used; `nil` is for ever.
    var usesOfAccess: Int?
    var accessNumber = 0
    var accessCount = 0
  }

  /// A `Choices` of the labeling interface.
  struct Control {
    var object: String
    var field: String
    var choices = ["neg", "pos"]
  }

  /// The token that it takes as it is.
  static let token = "0123abcd"
  /// The token that those for requests are made with.
  static let signedToken = "head.payload.signature"

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

  /// The tasks it has.
  var tasks: [[String: Any]] {
    state.withLock(\.tasks).compactMap {
      (try? JSONSerialization.jsonObject(with: $0)) as? [String: Any]
    }
  }

  /// The addresses of its users.
  var addresses: [String] { state.withLock(\.users).compactMap { $0["email"] } }

  private func answer(_ request: ListeningServer.Request) -> ListeningServer.Reply? {
    state.withLock { state in
      switch (request.method, request.path) {
      case ("GET", let path) where path.hasSuffix("/api/version"):
        return .json(["release": "1.23.2", "label-studio-os-package": ["version": "1.23.2"]])
      case ("POST", "/api/token/refresh/"):
        guard request.members["refresh"] as? String == Self.signedToken else {
          return .json(["detail": "Token is invalid"], 401)
        }
        state.accessNumber += 1
        state.accessCount = 0
        return .json(["access": "access-\(state.accessNumber)"])
      case (_, let path) where !path.hasPrefix("/api/"): return .page(404)
      default:
        guard Self.admits(request, &state) else { return .json(["detail": "Invalid token."], 401) }
        return Self.answer(request, &state)
      }
    }
  }

  private static func admits(_ request: ListeningServer.Request, _ state: inout State) -> Bool {
    let authorization = request.headers["authorization"]
    if authorization == "Token \(token)" { return true }
    state.accessCount += 1
    return authorization == "Bearer access-\(state.accessNumber)" && state.accessNumber > 0
      && state.accessCount <= state.usesOfAccess ?? .max
  }

  private static func answer(
    _ request: ListeningServer.Request,
    _ state: inout State
  ) -> ListeningServer.Reply? {
    switch (request.method, request.path) {
    case ("GET", "/api/current-user/whoami"): .json(["id": 1])
    case ("GET", "/api/projects"): .json(["results": [["id": 3, "title": "Reviews"]]])
    case ("PATCH", "/api/projects/3"): interface(request, &state)
    case ("GET", "/api/projects/3"): .json(project(state))
    case ("GET", "/api/users"): .json(state.users.map(described))
    case ("POST", "/api/users"): create(request, &state)
    case ("GET", "/api/tasks"): tasks(request, state)
    case ("POST", "/api/projects/3/import"): take(request, &state)
    default: .json(["detail": "Not found."], 404)
    }
  }

  private static func project(_ state: State) -> [String: Any] {
    let controls = state.controls.mapValues { control in
      [
        "type": "Choices", "to_name": [control.object], "labels": control.choices,
        "inputs": [["type": "Text", "value": control.field]],
      ] as [String: Any]
    }
    return [
      "id": 3, "label_config": state.interface, "parsed_label_config": controls,
      "task_number": state.tasks.count,
    ]
  }

  private static func interface(
    _ request: ListeningServer.Request,
    _ state: inout State
  ) -> ListeningServer.Reply {
    state.interface = request.members["label_config"] as? String ?? ""
    let choices = state.interface.matches(of: /Choice value="([^"]*)"/).map { String($0.1) }
    state.controls = ["label": Control(object: "text", field: "text", choices: choices)]
    return .json(project(state))
  }

  private static func described(_ user: [String: String]) -> [String: Any] {
    (user as [String: Any]).merging(["id": Int(user["id"] ?? "") ?? 0]) { $1 }
  }

  private static func create(
    _ request: ListeningServer.Request,
    _ state: inout State
  ) -> ListeningServer.Reply {
    let email = request.members["email"] as? String ?? ""
    guard !state.users.contains(where: { $0["email"] == email }) else {
      return .json(["validation_errors": ["email": ["already exists."]]], 400)
    }
    let number = state.users.count + 1
    if number == state.refusedUser { return .json(["detail": "no seat is left"], 402) }
    let user = [
      "id": "\(number)", "email": email, "username": request.members["username"] as? String ?? "",
      "first_name": request.members["first_name"] as? String ?? "",
    ]
    state.users.append(user)
    return .json(described(user), 201)
  }

  private static func tasks(
    _ request: ListeningServer.Request,
    _ state: State
  ) -> ListeningServer.Reply {
    let size = min(100, request.query["page_size"].flatMap { Int($0) } ?? 100)
    let page = request.query["page"].flatMap { Int($0) } ?? 1
    let found = state.tasks.dropFirst((page - 1) * size).prefix(size)
      .compactMap { (try? JSONSerialization.jsonObject(with: $0)) as? [String: Any] }
    if page > 1, found.isEmpty { return .json(["detail": "Invalid page."], 404) }
    return .json(["total": state.tasks.count, "tasks": found.map { ["data": $0["data"] ?? [:]] }])
  }

  private static func take(
    _ request: ListeningServer.Request,
    _ state: inout State
  ) -> ListeningServer.Reply? {
    state.importCount += 1
    if let failing = state.failing, failing.number == state.importCount {
      return failing.status == 0 ? nil : .json(["detail": "out of room"], failing.status)
    }
    let json = try? JSONSerialization.jsonObject(with: Data(request.body))
    guard let tasks = json as? [[String: Any]] else { return .json(["detail": "no list"], 400) }
    for task in tasks {
      let annotations = task["annotations"] as? [[String: Any]] ?? []
      let kept = annotations.enumerated().map { index, annotation in
        // As Label Studio keeps them: with its own numbers, and the importing user for nobody.
        let whole: [String: Any] = [
          "import_id": annotation["id"] ?? 0, "id": 1000 + index,
          "completed_by": annotation["completed_by"] ?? 1, "created_at": "2026-05-01T10:00:00Z",
          "updated_at": "2026-05-01T10:00:00Z",
        ]
        return annotation.merging(whole) { $1 }
      }
      let whole = task.merging(["annotations": kept, "id": state.tasks.count + 1]) { $1 }
      if let data = try? JSONSerialization.data(withJSONObject: whole) { state.tasks.append(data) }
    }
    return .json(["task_count": tasks.count], 201)
  }
}
