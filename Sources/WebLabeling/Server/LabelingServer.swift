internal import HTTPTypes
package import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
internal import LabelingCore
package import Logging
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import Platform
internal import ServiceLifecycle
package import Serving
internal import Sessions
internal import UnixSignals

/// Puts routes, checks and limits together and serves them.
package struct LabelingServer: Sendable {
  /// How it is run.
  package let options: ServerOptions
  /// What it has done so far.
  package let metrics = ServerMetrics()
  private let accounts: any AccountBook
  private let labeler: OnlineLabeler?
  private let service: SessionService?
  private let backend: MLBackend?
  private let tls: TLSConfiguration?

  /// Prepares a server.
  ///
  /// - Parameters:
  ///   - options: How it is run.
  ///   - accounts: Whose tokens are known.
  ///   - labeler: What labels documents online; `nil` leaves that route out.
  ///   - service: The session that annotators work on; `nil` leaves the pages out.
  ///   - backend: Whose ML backend it is; `nil` leaves those routes out.
  /// - Throws: A `Diagnostic` for a certificate or key that cannot be read.
  package init(
    options: ServerOptions,
    accounts: any AccountBook,
    labeler: OnlineLabeler? = nil,
    service: SessionService? = nil,
    backend: MLBackend? = nil
  ) throws {
    tls = try options.tls?.configuration()
    self.backend = backend
    self.service = service
    self.options = options
    self.accounts = accounts
    self.labeler = labeler
  }

  /// All routes with the checks before them.
  package func router() -> Router<WebContext> {
    let bare = Router(context: WebContext.self)
    addRoutes(to: bare)
    let router = Router(context: WebContext.self, options: [.autoGenerateHeadEndpoints])
    router.add(middleware: RequestMeter(metrics: metrics))
    router.add(middleware: SecurityHeaders(isSecure: options.tls != nil))
    router.add(middleware: RefusalPages())
    router.add(middleware: HostCheck(names: options.hostNames))
    router.add(middleware: MethodCheck(table: RouteTable(of: bare)))
    addRoutes(to: router)
    return router
  }

  private func addRoutes(to router: Router<WebContext>) {
    let limiter = RateLimiter(
      perSecond: options.requestsPerSecond,
      burst: options.requestsPerSecond * 2
    )
    let authentication = Authentication(
      accounts: accounts,
      failures: RateLimiter(
        perSecond: RequestLimits.failedSignInsPerSecond,
        burst: RequestLimits.failedSignInBurst
      )
    )
    var passwords = authentication
    passwords.takesPasswords = true
    let open = router.group().add(middleware: RateCheck(limiter: limiter))
    let known = router.group()
      .add(middleware: authentication)
      .add(middleware: RateCheck(limiter: limiter))
      .add(middleware: CSRFMiddleware())
    let programs = router.group()
      .add(middleware: passwords)
      .add(middleware: RateCheck(limiter: limiter))
      .add(middleware: CSRFMiddleware())
    let observing = ObservingRoutes(
      metrics: metrics,
      services: (labeler == nil ? [] : ["label"]) + (service == nil ? [] : ["session"]),
      refresh: { try await refreshGauges() }
    )
    observing.addOpen(to: open)
    observing.addKnown(to: known)
    AssetRoutes().add(to: open)
    SignInRoutes(authentication: authentication, isSecure: options.tls != nil)
      .add(to: open, known: known)
    PageRoutes(served: service).add(to: known)
    SessionRoutes(served: service, metrics: metrics).add(to: known)
    DocumentRoutes(served: service).add(to: known)
    let served = labeler.map { MeteredLabeler(labeler: $0, metrics: metrics) }
    LabelRoutes(served: served, bodyByteLimit: options.bodyByteLimit).add(to: known)
    LabelStudioRoutes(served: served, backend: backend, bodyByteLimit: options.bodyByteLimit)
      .add(to: programs)
  }

  /// Serves until the process is asked to stop, then lets requests finish.
  ///
  /// - Parameters:
  ///   - logger: Where failures are logged.
  ///   - onListening: Called with the port once connections are taken.
  /// - Throws: When the address cannot be listened at, or a file cannot be read.
  package func run(
    logger: Logger,
    onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) async throws {
    let descriptors = CurrentProcess.raiseDescriptorLimit(to: Self.wantedDescriptorCount)
    let reserved = min(Self.reservedDescriptorCount, descriptors / 2)
    let total = max(1, min(options.connectionLimit, descriptors - reserved))
    let book = ConnectionBook(total: total, perPeer: options.peerConnectionLimit ?? (total + 1) / 2)
    let http = guardedHTTP(book)
    let clock = RequestClock(limit: options.requestLimit)
    let ticking = clock.start(on: MultiThreadedEventLoopGroup.singleton.any())
    defer { ticking.cancel() }
    let application = Application(
      responder: TimeLimited(router().buildResponder(), clock: clock),
      server: try tls.map { try .tls(http, tlsConfiguration: $0) } ?? http,
      configuration: ApplicationConfiguration(
        address: .hostname(options.host, port: options.port),
        // The book decides long before: this one only keeps the process below its limit of files.
        availableConnectionsDelegate: MaximumAvailableConnections(
          total + ConnectionBook.refusedLimit
        )
      ),
      onServerRunning: { await onListening($0.localAddress?.port ?? 0) },
      logger: logger
    )
    var configuration = ServiceGroupConfiguration(
      services: [application, LastExit(limit: options.shutdownLimit + options.shutdownLimit / 2)],
      gracefulShutdownSignals: [.sigterm, .sigint],
      logger: logger
    )
    configuration.maximumGracefulShutdownDuration = options.shutdownLimit
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch let error as SocketAddressError.UnknownHost {
      throw Diagnostic(
        "there is no host '\(error.host)': \(error.errorDescription)",
        help: "name an address of this machine with '--host', or 0.0.0.0 for all of them"
      )
    } catch let error as IOError {
      throw Diagnostic(
        "cannot listen on this address: \(SystemError(code: error.errnoCode))",
        help: "another program may hold the port: choose one with '--port', 0 takes a free one"
      )
    }
    labeler?.stop(within: .seconds(1))
    service?.close()
  }

  /// As many files and connections as a server of sessions and models ever needs.
  private static let wantedDescriptorCount = 65_536

  /// Files that the process opens besides connections: stores, workers, refused connections.
  private static let reservedDescriptorCount = 64 + 2 * ConnectionBook.refusedLimit

  /// HTTP/1.1 with limits of size and time.
  private func guardedHTTP(_ book: ConnectionBook) -> HTTPServerBuilder {
    let limits = ConnectionLimits(
      request: TimeAmount(options.requestLimit),
      idle: TimeAmount(options.idleLimit)
    )
    return HTTPServerBuilder { responder in
      let base = HTTP1Channel(
        responder: responder,
        configuration: .init(
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: RequestLimits.headerFieldByteCount,
            maxHeaderListSize: RequestLimits.headerByteCount,
            maxHeaderFieldCount: RequestLimits.headerFieldCount
          )
        )
      )
      return GuardedChannel(base: base, limits: limits, book: book)
    }
  }

  private func refreshGauges() async throws {
    guard let status = try await service?.status().status else { return }
    metrics.set("winnow_session_documents", to: Double(status.documentCount))
    metrics.set("winnow_session_answered_documents", to: Double(status.answeredCount))
  }
}
