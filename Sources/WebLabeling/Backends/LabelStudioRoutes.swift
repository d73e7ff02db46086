internal import HTTPTypes
internal import Hummingbird
internal import LabelModels
internal import LabelingCore
internal import PluginHost
internal import Serving

/// Speaks the protocol of Label Studio's ML backends, so that labels show there as predictions.
struct LabelStudioRoutes: Sendable {
  /// What labels; without it the routes say so.
  let served: MeteredLabeler?
  /// How the server is asked to be a backend; without it the routes say so.
  let backend: MLBackend?
  let bodyByteLimit: Int

  private struct Health: Encodable {
    var status = "UP"
    var modelClass: String
  }

  func add(to group: some RouterMethods<WebContext>) {
    let told = group.group().add(middleware: ToldReasons())
    told.get("/health") { _, _ in
      try JSONResponse.make(Health(modelClass: try active().labeler.plugin.task))
    }
    told.get("/versions") { _, _ in
      try JSONResponse.make(["versions": [try active().labeler.version()]])
    }
    told.post("/setup") { request, _ in try await setUp(request) }
    told.post("/predict") { request, _ in try await predict(request) }
    told.post("/webhook") { request, _ in try await hear(request) }
    told.post("/train") { _, _ -> Response in
      _ = try active()
      throw Self.noTraining
    }
  }

  /// Says which version would label a project, if its labeling configuration fits.
  private func setUp(_ request: Request) async throws -> Response {
    let served = try active()
    let body = try await body(of: request)
    // Whether the labels can be choices of the project shows before they are asked for.
    _ = try control(in: body, member: "schema", for: served)
    return try JSONResponse.make(["model_version": try served.labeler.version()])
  }

  private func predict(_ request: Request) async throws -> Response {
    let served = try active()
    let body = try await body(of: request)
    let control = try control(in: body, member: "label_config", for: served)
    let wanted = try LabelStudioRequest(body, control: control)
    let documents = try wanted.documents(for: served.labeler)
    var predictions = (0..<wanted.count).map { place in
      LabelStudioAnswer.Prediction.fault(documents.faults[place] ?? "")
    }
    if let batch = documents.batch, let labels = try await served.labels(of: batch) {
      for (row, place) in documents.places.enumerated() {
        predictions[place] = .label(try OnlineLabel(row: row, of: labels, explainedBy: nil))
      }
    }
    let answer = LabelStudioAnswer(
      control: control,
      version: try served.labeler.version(),
      predictions: predictions
    )
    return JSONResponse.make(json: answer.json)
  }

  /// Takes what happens in a project; only training cannot be done on request.
  private func hear(_ request: Request) async throws -> Response {
    _ = try active()
    let body = try await body(of: request)
    let action = body["action"].flatMap { body.text(of: $0) }
    guard action != "START_TRAINING" else { throw Self.noTraining }
    return try JSONResponse.make(["status": "ignored"])
  }

  /// What labels, where the server is a backend.
  private func active() throws -> MeteredLabeler {
    guard backend != nil, let served else { throw WebError.noBackend }
    return served
  }

  private func body(of request: Request) async throws -> JSONBody {
    try JSONBody(try await JSONResponse.body(of: request, upTo: bodyByteLimit))
  }

  private func control(
    in body: JSONBody,
    member: String,
    for served: MeteredLabeler
  ) throws -> ChoicesControl {
    guard let configuration = body[member].flatMap({ body.text(of: $0) }) else {
      throw WebError.badRequest("the body has no text '\(member)', the labeling configuration")
    }
    return try ChoicesControl(
      in: configuration,
      named: backend?.control,
      for: served.labeler.model.labelSpace.classes,
      served.labeler.plugin.manifest.labels
    )
  }

  private static let noTraining = WebError(
    .notImplemented,
    "no_training",
    "Winnow learns from an export: 'winnow session import' and 'winnow fit'"
  )
}

/// Puts what a refusal says into the reason of its status, the only part that Label Studio shows.
struct ToldReasons: RouterMiddleware {
  typealias Context = WebContext

  func handle(
    _ request: Request,
    context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error where WebError(error).status != .internalServerError {
      // An internal failure stays as it is: the log has it.
      throw WebError(error).withToldReason
    }
  }
}

extension WebError {
  static let noBackend = WebError(
    .notFound,
    "no_ml_backend",
    "this server is not an ML backend",
    help: "start it with '--task', '--model' and '--ml-backend label-studio'"
  )
}
