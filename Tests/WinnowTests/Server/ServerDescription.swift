import Testing

/// What a server says of its routes, `openapi.json`.
struct ServerDescription {
  private let schemas: [String: [String: Any]]
  private let paths: [String: [String: [String: Any]]]

  /// Asks a server for it.
  init(of server: ServerUnderTest) throws {
    let document = try server.json("GET", "/openapi.json")
    let components = document["components"] as? [String: Any]
    schemas = try #require(components?["schemas"] as? [String: [String: Any]])
    paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
  }

  /// Members of a route's answer that its schema does not have, and those that it lacks.
  func mismatches(of answer: Any, to method: String, _ path: String) throws -> [String] {
    let responses = paths[path]?[method]?["responses"] as? [String: [String: Any]]
    let content = responses?["200"]?["content"] as? [String: [String: Any]]
    let schema = try #require(content?["application/json"]?["schema"] as? [String: Any])
    return mismatches(answer, schema, at: path)
  }

  private func mismatches(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = String(reference.split(separator: "/").last ?? "")
      return schemas[name].map { mismatches(value, $0, at: place) } ?? ["\(place): \(name)"]
    }
    if let kinds = schema["oneOf"] as? [[String: Any]] {
      let wrong = kinds.map { mismatches(value, $0, at: place) }
      return wrong.contains([]) ? [] : wrong.flatMap(\.self)
    }
    if let list = value as? [Any] {
      guard let items = schema["items"] as? [String: Any] else { return ["\(place): a list"] }
      return list.flatMap { mismatches($0, items, at: "\(place)[]") }
    }
    guard let members = value as? [String: Any],
      let properties = schema["properties"] as? [String: [String: Any]]
    else { return [] }
    let required = (schema["required"] as? [String] ?? []).filter { members[$0] == nil }
    return required.map { "\(place) lacks \($0)" }
      + members.sorted { $0.key < $1.key }.flatMap { name, member in
        properties[name].map { mismatches(member, $0, at: "\(place).\(name)") }
          ?? ["\(place) has \(name)"]
      }
  }
}
