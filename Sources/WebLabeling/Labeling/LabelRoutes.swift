internal import CorpusIO
internal import HTTPTypes
internal import Hummingbird
internal import LabelModels
internal import LabelingCore
internal import NIOCore
internal import PluginHost
internal import Serving

/// Labels documents online: `POST /v1/label`, and `POST /v1/label/doccano` in the form of doccano.
struct LabelRoutes: Sendable {
  /// What labels; without it the routes say so.
  let served: MeteredLabeler?
  let bodyByteLimit: Int

  func add(to group: some RouterMethods<WebContext>) {
    group.post("/v1/label") { request, _ in try await label(request) }
    group.post("/v1/label/doccano") { request, _ in try await labelForDoccano(request) }
  }

  /// Labels the document that is the body; the answer is an array with its labels, or an empty one.
  ///
  /// doccano reads it by the mapping template `{{ input | tojson }}`.
  private func labelForDoccano(_ request: Request) async throws -> Response {
    guard let served else { throw WebError.noModel }
    guard try !Self.isLines(request) else { throw WebError.otherMediaType }
    let body = try await JSONResponse.body(of: request, upTo: bodyByteLimit)
    let labels = try await served.labels(of: LabelRequest(document: body))
    let label = try labels.map { try OnlineLabel(row: 0, of: $0, explainedBy: nil) }
    let names = label?.labels ?? [label?.label].compactMap(\.self)
    return try JSONResponse.make(names.map { ["label": $0] })
  }

  private func label(_ request: Request) async throws -> Response {
    guard let served else { throw WebError.noModel }
    let labeler = served.labeler
    let isLines = try Self.isLines(request)
    let body = try await JSONResponse.body(of: request, upTo: bodyByteLimit)
    if isLines {
      let labels = try await served.labels(of: LabelRequest(jsonLines: body))
      let provenance = request.uri.queryParameters["provenance"] == "true"
      let lines = try labels?.jsonLines(hasProvenance: provenance) ?? []
      var response = JSONResponse.make(json: lines)
      response.headers[.contentType] = "application/x-ndjson"
      // Lines have no room for faults; who wants to know which ones asks for JSON.
      response.headers[.faultCount] = String(labels?.faults.count ?? 0)
      return response
    }
    let wanted = try LabelRequest(json: body)
    let labels = try await served.labels(of: wanted)
    let explainer = wanted.explains ? labeler.model : nil
    let results = try (0..<(labels?.documents.count ?? 0)).compactMap { row in
      try labels.map { try OnlineLabel(row: row, of: $0, explainedBy: explainer) }
    }
    let answer = LabelResults(
      classes: labeler.model.labelSpace.classes,
      model: labeler.model.name,
      results: results
    )
    return JSONResponse.make(json: answer.json)
  }

  /// Whether the body is said to be JSON Lines, and not one JSON object.
  ///
  /// A body without any type is taken for JSON.
  /// - Throws: 415 for another type.
  private static func isLines(_ request: Request) throws -> Bool {
    guard let field = request.headers[.contentType] else { return false }
    let type = MediaType(field)
    switch type?.essence {
    case "application/json" where type?.isUTF8 == true: return false
    case "application/x-ndjson" where type?.isUTF8 == true,
      "application/jsonl" where type?.isUTF8 == true:
      return true
    default:
      throw WebError(
        .unsupportedMediaType,
        "media_type",
        "the route takes application/json and application/x-ndjson, both in UTF-8"
      )
    }
  }
}

extension HTTPField.Name {
  /// Number of cells that failed, in answers that have no room for the faults themselves.
  static let faultCount = known("X-Winnow-Faults")
}
