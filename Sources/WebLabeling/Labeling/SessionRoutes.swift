internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import LabelingCore
internal import Sessions

/// What the pages ask of a session.
struct SessionRoutes: Sendable {
  /// The session; without one every route says so.
  let served: SessionService?
  let metrics: ServerMetrics

  /// Most questions that a page may hold.
  private static let heldLimit = 10
  private static let resultCount = 30

  private struct About: Encodable {
    var session: String
    var annotator: String
    var guardToken: String
    var classes: [String]
    var isBlind: Bool
    var overlap: Int
    var documentCount: Int
  }

  private struct Wanted: Decodable {
    var count: Int
  }

  private struct Questions: Encodable {
    var questions: [CardView]
  }

  private struct Results: Encodable {
    var results: [CardView]
    var next: Int?
  }

  private struct Disagreements: Encodable {
    struct Item: Encodable {
      var document: Int
      var id: String
      var adjudication: Int?
    }
    var disagreements: [Item]
  }

  func add(to group: some RouterMethods<WebContext>) {
    group.get("/api/session") { _, context in try await about(context) }
    group.post("/api/questions") { request, context in try await questions(request, context) }
    group.post("/api/events") { request, context in try await take(request, context) }
    group.get("/api/documents/:number") { request, context in try await card(request, context) }
    group.get("/api/search") { request, context in try await search(request, context) }
    group.get("/api/disagreements") { _, context in try await disagreements(context) }
    group.get("/api/progress") { _, _ in
      let isBlind = try service.engine.settings.isBlind
      return try JSONResponse.make(ProgressView(try await service.status(), isBlind: isBlind))
    }
  }

  private var service: SessionService {
    get throws {
      guard let served else { throw WebError.noSession }
      return served
    }
  }

  private func about(_ context: WebContext) async throws -> Response {
    let user = try context.knownUser()
    let engine = try service.engine
    let name = (engine.path as NSString).lastPathComponent as NSString
    return try JSONResponse.make(
      About(
        session: name.deletingPathExtension,
        annotator: user.name,
        guardToken: user.token.forgeryGuard,
        classes: engine.labelSpace.classes,
        isBlind: engine.settings.isBlind,
        overlap: engine.settings.overlap,
        documentCount: engine.documentCount
      )
    )
  }

  private func questions(_ request: Request, _ context: WebContext) async throws -> Response {
    let wanted = try await JSONResponse.read(
      Wanted.self,
      from: request,
      upTo: RequestLimits.pageBodyByteCount
    )
    let annotator = try await service.annotator(context.knownUser())
    let count = min(max(1, wanted.count), Self.heldLimit)
    let cards = try await service.run { engine in
      try engine.next(for: annotator, count: count).map { question in
        try view(question.document, annotator, strategy: question.strategy, engine)
      }
    }
    return try JSONResponse.make(Questions(questions: cards))
  }

  private func take(_ request: Request, _ context: WebContext) async throws -> Response {
    let command = try await JSONResponse.read(
      AnnotationCommand.self,
      from: request,
      upTo: RequestLimits.pageBodyByteCount
    )
    let annotator = try await service.annotator(context.knownUser())
    let outcome = try await service.run { try command.execute(in: $0, by: annotator) }
    metrics.count("winnow_session_answers_total", ["kind": command.kind.rawValue])
    return try JSONResponse.make(outcome)
  }

  private func card(_ request: Request, _ context: WebContext) async throws -> Response {
    let annotator = try await service.annotator(context.knownUser())
    guard let number = context.parameters.get("number", as: Int.self),
      (0..<(try service.engine.documentCount)).contains(number)
    else { throw WebError.notFound }
    let settles = request.uri.queryParameters["for"] == "settling"
    let card = try await service.run { engine in
      try view(number, annotator, settles: settles, engine)
    }
    return try JSONResponse.make(card)
  }

  private func search(_ request: Request, _ context: WebContext) async throws -> Response {
    let annotator = try await service.annotator(context.knownUser())
    let words = String(request.uri.queryParameters["q"] ?? "")
    let from = request.uri.queryParameters["from"].flatMap { Int($0) } ?? 0
    let hiddenFields = try service.hiddenFields
    let results = try await service.run { engine in
      let limit = Self.resultCount + 1
      let found =
        words.isEmpty
        ? Array((max(0, from)..<max(0, from, engine.documentCount)).prefix(limit))
        : try engine.search(words, limit: limit, from: from, hiding: hiddenFields)
      return Results(
        results: try found.prefix(Self.resultCount).map { try view($0, annotator, engine) },
        next: found.count > Self.resultCount ? found.last : nil
      )
    }
    return try JSONResponse.make(results)
  }

  private func disagreements(_ context: WebContext) async throws -> Response {
    let annotator = try await service.annotator(context.knownUser())
    let found = try await service.run { engine in
      try engine.disagreements().filter {
        !engine.settings.isBlind || $0.answers.hasAnswer(of: annotator)
      }
    }
    return try JSONResponse.make(
      Disagreements(
        disagreements: found.map {
          Disagreements.Item(
            document: $0.document,
            id: $0.id,
            adjudication: $0.adjudication.isAbstain ? nil : $0.adjudication.classIndex
          )
        }
      )
    )
  }

  private func view(
    _ document: Int,
    _ annotator: Annotator,
    strategy: String? = nil,
    settles: Bool = false,
    _ engine: SessionEngine
  ) throws -> CardView {
    try CardView(
      try engine.document(document),
      for: annotator,
      settles ? .settling : .answering,
      isBlind: engine.settings.isBlind,
      strategy: strategy,
      showing: try service.shows
    )
  }
}
