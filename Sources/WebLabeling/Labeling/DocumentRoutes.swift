internal import CorpusIO
internal import HTTPTypes
internal import Hummingbird
internal import LabelStore
internal import LabelingCore
internal import Sessions

/// What the pages ask of many documents at once: those that a filter finds, and one's own answers.
struct DocumentRoutes: Sendable {
  /// The session; without one every route says so.
  let served: SessionService?

  /// Documents that are sent at once.
  private static let pageCount = 30

  private struct Results: Encodable {
    var results: [CardView]
    var next: Int?
    /// Number of documents that were found, on all pages together.
    var count: Int
  }

  private struct History: Encodable {
    struct Entry: Encodable {
      var place: Int
      var timeMs: Int
      var card: CardView
    }
    struct Event: Encodable {
      var event: Int
      var document: Int
      var kind: String
      /// The classes that were given, where documents may have several.
      var labels: [String]?
    }
    var entries: [Entry]
    var next: Int?
    /// The last thing that was done, of whatever kind, which an undo takes back.
    var last: Event?
  }

  func add(to group: some RouterMethods<WebContext>) {
    group.get("/api/search") { request, context in try await search(request, context) }
    group.get("/api/history") { request, context in try await history(request, context) }
    group.get("/documents/export") { request, context in try await export(request, context) }
  }

  private var service: SessionService {
    get throws {
      guard let served else { throw WebError.noSession }
      return served
    }
  }

  private func search(_ request: Request, _ context: WebContext) async throws -> Response {
    let service = try service
    let annotator = try await service.annotator(context.knownUser())
    let filter = try await filter(request, service)
    let first = request.uri.queryParameters["from"].flatMap { Int($0) } ?? 0
    let results = try await service.run { engine in
      let found = try engine.documents(
        matching: filter,
        seenBy: annotator,
        hiding: service.hiddenFields
      )
      let rest = found.drop { $0 < first }
      return Results(
        results: try rest.prefix(Self.pageCount).map {
          try service.view($0, annotator, for: .finding, engine)
        },
        next: rest.dropFirst(Self.pageCount).first,
        count: found.count
      )
    }
    return try JSONResponse.make(results)
  }

  private func history(_ request: Request, _ context: WebContext) async throws -> Response {
    let service = try service
    let annotator = try await service.annotator(context.knownUser())
    let place = request.uri.queryParameters["before"].flatMap { Int($0) }
    let history = try await service.run { engine in
      let found = try engine.history(of: annotator, before: place, limit: Self.pageCount + 1)
      let entries = try found.prefix(Self.pageCount).map { entry in
        History.Entry(
          place: entry.place,
          timeMs: entry.timeInMilliseconds,
          card: try service.view(entry.document, annotator, engine)
        )
      }
      return History(
        entries: entries,
        next: found.count > Self.pageCount ? entries.last?.place : nil,
        last: try engine.lastDone(by: annotator).map {
          History.Event(
            event: $0.number,
            document: $0.document,
            kind: $0.kind.rawValue,
            labels: $0.says.labels?.map { engine.labelSpace.classes[$0] }
          )
        }
      )
    }
    return try JSONResponse.make(history)
  }

  private func export(_ request: Request, _ context: WebContext) async throws -> Response {
    let service = try service
    let annotator = try await service.annotator(context.knownUser())
    let filter = try await filter(request, service)
    let name = request.uri.queryParameters["format"].map { String($0) } ?? CorpusFormat.csv.rawValue
    guard let format = CorpusFormat(rawValue: name), [.csv, .jsonl].contains(format) else {
      throw WebError.badRequest("a selection is exported as csv or jsonl")
    }
    let bytes = try await service.run { engine in
      let found = try engine.documents(
        matching: filter,
        seenBy: annotator,
        hiding: service.hiddenFields
      )
      return try engine.export(found, seenBy: annotator, as: format)
    }
    var response = JSONResponse.make(json: bytes)
    response.headers[.contentType] =
      format == .csv ? "text/csv; charset=utf-8" : "application/x-ndjson"
    response.headers[.contentDisposition] = "attachment; filename=\"documents.\(name)\""
    return response
  }

  /// The filter that a request's query says.
  ///
  /// - Throws: ``WebError`` for a state, class or annotator that there is not.
  private func filter(_ request: Request, _ service: SessionService) async throws -> DocumentFilter
  {
    let query = request.uri.queryParameters
    var filter = DocumentFilter()
    filter.words = query["q"].map { String($0) } ?? ""
    if let name = query["state"] {
      guard let state = DocumentFilter.State(rawValue: String(name)) else {
        let names = DocumentFilter.State.allCases.map(\.rawValue).joined(separator: ", ")
        throw WebError.badRequest("no state '\(name)'", help: "states are \(names)")
      }
      filter.state = state
    }
    if let text = query["class"] {
      let classes = 0..<service.engine.labelSpace.classCount
      guard let index = Int(text), classes.contains(index) else {
        throw WebError.badRequest("no class with this number")
      }
      filter.classIndex = index
    }
    if let name = query["annotator"] {
      let known = try await service.run { try $0.annotators() }
      guard let annotator = known.first(where: { $0.name.isExactly(String(name)) }) else {
        throw WebError.badRequest("no annotator of this name")
      }
      filter.annotator = annotator
    }
    return filter
  }
}
