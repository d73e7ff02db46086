internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1

/// Holds one connection to the rules of HTTP and to its limits of time.
///
/// It is between the parser of HTTP and everything that answers. From the first byte of a
/// request on, the rest of it has to arrive within a time, however slowly it trickles in and
/// even if it was refused meanwhile; a response has to leave within as much time; and
/// between two requests a connection may rest for a while. What never becomes a request that can
/// be answered is answered here.
final class ConnectionGuard: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let limits: ConnectionLimits
  private let book: ConnectionBook
  private let number: Int
  /// Whether there are too many connections for this one.
  private let isTooMany: Bool

  private var context: ChannelHandlerContext?
  /// Whether a part of a request has come and its end has not.
  private var isArriving = false
  /// Whether the request that arrives was passed on.
  private var isPassedOn = false
  /// Requests that were passed on and whose responses have not left as a whole.
  private var openCount = 0
  /// Whether a response has started and has not left as a whole.
  private var isAnswering = false
  /// Whether nothing that arrives is passed on anymore.
  private var hasRefused = false
  /// A refusal that waits for the responses before it.
  private var pendingRefusal: WebError?

  private var arriveBy: NIODeadline?
  private var leaveBy: NIODeadline?
  private var restUntil: NIODeadline?
  private var timer: (task: Scheduled<Void>, at: NIODeadline)?

  /// Creates the guard of a connection.
  ///
  /// - Parameters:
  ///   - limits: The limits of time.
  ///   - book: Where it notes what the connection is doing.
  ///   - number: The connection's number there.
  ///   - isTooMany: Whether the connection is only to learn that there are too many.
  init(_ limits: ConnectionLimits, _ book: ConnectionBook, number: Int, isTooMany: Bool) {
    self.limits = limits
    self.book = book
    self.number = number
    self.isTooMany = isTooMany
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    restUntil = .now() + (isTooMany ? limits.lingering : limits.request)
    schedule()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.task.cancel()
    timer = nil
    self.context = nil
  }

  // MARK: - Requests

  /// Starts the clock of a request with its first byte.
  func bytesArrived() {
    guard !isArriving, !hasRefused else { return }
    isArriving = true
    isPassedOn = false
    restUntil = nil
    arriveBy = .now() + (isTooMany ? limits.lingering : limits.request)
    if openCount == 0 { book.note(.arriving, of: number) }
    schedule()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasRefused, pendingRefusal == nil else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      bytesArrived()
      if let refusal = isTooMany ? .tooManyConnections : RequestRules.refusal(of: head) {
        return refuse(refusal)
      }
      isPassedOn = true
      openCount += 1
    case .body: break
    case .end:
      isArriving = false
      isPassedOn = false
      arriveBy = nil
      if openCount == 0 { rest() } else { book.note(.answering, of: number) }
    }
    context.fireChannelRead(data)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
    guard !hasRefused, pendingRefusal == nil else { return }
    switch error {
    case .headerOverflow: refuseWhatArrives(.headerTooLarge)
    case .invalidMethod: refuseWhatArrives(.unknownMethod)
    default: refuseWhatArrives(.unreadable)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent, let due = arriveBy {
      arriveBy = min(due, .now() + limits.lingering)
      schedule()
    }
    context.fireUserInboundEventTriggered(event)
  }

  // MARK: - Responses

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !hasRefused else {
      promise?.fail(ChannelError.outputClosed)
      return
    }
    switch unwrapOutboundIn(data) {
    case .head:
      isAnswering = true
      leaveBy = .now() + limits.request
      schedule()
      context.write(data, promise: promise)
    case .body: context.write(data, promise: promise)
    case .end:
      let left = promise ?? context.eventLoop.makePromise(of: Void.self)
      left.futureResult.assumeIsolated().whenSuccess { self.responseHasLeft() }
      context.write(data, promise: left)
    }
  }

  private func responseHasLeft() {
    isAnswering = false
    leaveBy = nil
    openCount -= 1
    guard openCount == 0 else { return }
    if let pendingRefusal {
      refuse(pendingRefusal)
    } else if isArriving {
      book.note(.arriving, of: number)
    } else {
      rest()
    }
  }

  private func rest() {
    restUntil = .now() + limits.idle
    book.note(.resting, of: number)
    schedule()
  }

  // MARK: - Refusals

  /// Refuses the request that is arriving, even if it was passed on already.
  private func refuseWhatArrives(_ error: WebError) {
    guard isPassedOn else { return refuse(error) }
    // What has been answered, or has others before it, can only be cut off.
    guard openCount == 1, !isAnswering else {
      context?.close(promise: nil)
      return
    }
    refuse(error, isPassedOn: true)
  }

  /// Answers here, and closes the connection once the client has had time to read it.
  private func refuse(_ error: WebError, isPassedOn: Bool = false) {
    guard let context else { return }
    guard openCount == 0 || isPassedOn else {
      pendingRefusal = error
      arriveBy = nil
      return
    }
    hasRefused = true
    (leaveBy, restUntil) = (nil, nil)
    arriveBy = .now() + limits.lingering
    schedule()
    let body = error.json
    var fields = HTTPHeaders()
    for field in error.headerFields { fields.add(name: field.name.rawName, value: field.value) }
    fields.add(name: "Content-Length", value: String(body.count))
    fields.add(name: "Connection", value: "close")
    let head = HTTPResponseHead(
      version: .http1_1,
      status: HTTPResponseStatus(statusCode: error.status.code),
      headers: fields
    )
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    let buffer = context.channel.allocator.buffer(bytes: body)
    context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
    // The handler stops waiting for the rest.
    if isPassedOn { context.fireErrorCaught(error) }
    context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
      // Closing at once would throw away what the client has not read yet.
      self.context?.close(mode: .output, promise: nil)
    }
  }

  // MARK: - Time

  private func schedule() {
    guard let context, var next = arriveBy ?? leaveBy ?? restUntil else { return }
    if let leaveBy { next = min(next, leaveBy) }
    if let timer {
      // One that comes earlier looks again.
      if timer.at <= next { return }
      timer.task.cancel()
    }
    let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: next) {
      self.timer = nil
      self.look()
    }
    timer = (task, next)
  }

  private func look() {
    let now = NIODeadline.now()
    func isDue(_ deadline: NIODeadline?) -> Bool { deadline.map { $0 <= now } ?? false }
    if isDue(arriveBy), !hasRefused {
      refuseWhatArrives(.arrivalTimeout)
    } else if isDue(arriveBy) || isDue(leaveBy) || isDue(restUntil) {
      context?.close(promise: nil)
    } else {
      schedule()
    }
  }
}
