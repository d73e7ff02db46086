internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import LabelStore
internal import LabelingCore
internal import Sessions

/// What the pages ask of a session.
struct SessionRoutes: Sendable {
  /// The session; without one every route says so.
  let served: SessionService?
  let metrics: ServerMetrics

  /// Most questions that a page may hold.
  private static let heldLimit = 10

  private struct About: Encodable {
    var session: String
    var identity: String
    var annotator: String
    var annotatorNumber: Int
    var role: String
    var isPaused: Bool
    var maySettle: Bool
    var guardToken: String
    var classes: [String]
    /// How many of them a document has: one, or several.
    var labels: String
    /// What is said of each class.
    var classDescriptions: [ClassDescription]
    /// Whose answers can be asked for.
    var annotators: [String]
    var isBlind: Bool
    var overlap: Int
    var documentCount: Int
  }

  private struct Wanted: Decodable {
    var count: Int
  }

  private struct Questions: Encodable {
    var questions: [CardView]
    /// Why there are none.
    var ending: String?
    /// After how many seconds to ask again.
    var askAgainInSeconds: Int?
    /// Documents that the annotator skipped and that lack answers, once there is nothing else.
    var skippedCount: Int
  }

  private struct Skipped: Encodable {
    var count: Int
  }

  private struct Disagreements: Encodable {
    struct Item: Encodable {
      var document: Int
      var id: String
      var adjudication: Int?
      var adjudicationLabels: [String]?

      init(_ document: Int, _ id: String, _ adjudication: LabelAnswer?, in space: LabelSpace) {
        self.document = document
        self.id = id
        self.adjudication = adjudication?.classIndex
        adjudicationLabels = adjudication?.labels?.map { space.classes[$0] }
      }
    }
    var disagreements: [Item]
    /// Documents that somebody flagged, which may be settled too.
    var flagged: [Item]
    /// Numbers of the documents that are still to be settled, in their order.
    var open: [Int]
    /// Numbers of those that are settled.
    var settled: [Int]
  }

  func add(to group: some RouterMethods<WebContext>) {
    group.get("/api/session") { _, context in try await about(context) }
    group.post("/api/questions") { request, context in try await questions(request, context) }
    group.post("/api/events") { request, context in try await take(request, context) }
    group.get("/api/documents/:number") { request, context in try await card(request, context) }
    group.get("/api/disagreements") { _, context in try await disagreements(context) }
    group.post("/api/skipped") { _, context in try await askSkippedAgain(context) }
    group.get("/api/progress") { _, context in try await progress(context) }
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
    let annotator = try await service.annotator(user)
    let (settings, maySettle, guidance, annotators) = try await service.run { engine in
      let others = try engine.seesBeforeAnswering(annotator) ? engine.annotators() : []
      return (
        try engine.refreshSettings(), try engine.maySettle(annotator), try engine.guidance(),
        others.map(\.name)
      )
    }
    let name = (engine.path as NSString).lastPathComponent as NSString
    return try JSONResponse.make(
      About(
        session: name.deletingPathExtension,
        identity: engine.identity,
        annotator: annotator.name,
        annotatorNumber: annotator.number,
        role: annotator.role.rawValue,
        isPaused: annotator.isPaused,
        maySettle: maySettle,
        guardToken: user.token.forgeryGuard,
        classes: engine.labelSpace.classes,
        labels: engine.labels.rawValue,
        classDescriptions: guidance.classes,
        annotators: annotators,
        isBlind: settings.isBlind,
        overlap: settings.overlap,
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
    let service = try service
    let found = try await service.run { engine in
      let batch = try engine.questions(for: annotator, count: count)
      var found = Questions(
        questions: try batch.questions.map { question in
          try service.view(question.document, annotator, strategy: question.strategy, engine)
        },
        skippedCount: batch.skippedCount
      )
      switch batch.ending {
      case .sessionDone: found.ending = "session_done"
      case .nothingForYou: found.ending = "nothing_for_you"
      case .heldByOthers(let seconds):
        found.ending = "held_by_others"
        found.askAgainInSeconds = seconds
      case nil: break
      }
      return found
    }
    return try JSONResponse.make(found)
  }

  private func askSkippedAgain(_ context: WebContext) async throws -> Response {
    let annotator = try await service.annotator(context.knownUser())
    let count = try await service.run { try $0.askSkippedAgain(annotator) }
    return try JSONResponse.make(Skipped(count: count))
  }

  private func progress(_ context: WebContext) async throws -> Response {
    let annotator = try await service.annotator(context.knownUser())
    let (status, age) = try await service.status()
    let view = try await service.run { engine in
      ProgressView(
        status,
        age: age,
        for: annotator,
        labels: engine.labels,
        isBlind: engine.settings.isBlind,
        seesOthers: !engine.settings.isBlind || annotator.role >= .adjudicator
      )
    }
    return try JSONResponse.make(view)
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
    let service = try service
    let card = try await service.run { engine in
      try service.view(number, annotator, for: settles ? .settling : .answering, engine)
    }
    return try JSONResponse.make(card)
  }

  private func disagreements(_ context: WebContext) async throws -> Response {
    let annotator = try await service.annotator(context.knownUser())
    let (found, flagged) = try await service.run { engine in
      (
        try engine.disagreements(for: annotator), try engine.flaggedDocuments(for: annotator)
      )
    }
    let queue = SettlingQueue(found, flagged)
    let space = try service.engine.labelSpace
    return try JSONResponse.make(
      Disagreements(
        disagreements: found.map { .init($0.document, $0.id, $0.adjudication, in: space) },
        flagged: flagged.map { .init($0.document, $0.id, $0.adjudication, in: space) },
        open: queue.open,
        settled: queue.settled
      )
    )
  }
}
