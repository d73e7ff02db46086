internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1

/// A connection of HTTP/1.1 behind a ``ConnectionGuard``.
struct GuardedChannel: ServerChildChannel {
  typealias Value = HTTP1Channel.Value

  let base: HTTP1Channel
  let limits: ConnectionLimits
  let book: ConnectionBook

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    let number: Int
    let isTooMany: Bool
    switch book.admit(
      from: Peer.name(of: channel.remoteAddress),
      close: { channel.close(promise: nil) }
    ) {
    case .admitted(let given): (number, isTooMany) = (given, false)
    case .refused(let given): (number, isTooMany) = (given, true)
    case .turnedAway:
      channel.close(promise: nil)
      return channel.eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel)
    }
    channel.closeFuture.whenComplete { [book] _ in book.leave(number) }
    // All of it happens at once: nothing is read before the handlers are in their places.
    return base.setup(channel: channel, logger: logger).flatMapThrowing { value in
      let pipeline = channel.pipeline.syncOperations
      let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
      let connection = ConnectionGuard(limits, book, number: number, isTooMany: isTooMany)
      try pipeline.addHandler(connection, position: .after(parser))
      try pipeline.addHandler(ArrivalTap(connection), position: .before(parser))
      return value
    }.flatMapErrorThrowing { error in
      channel.close(promise: nil)
      throw error
    }
  }

  func handle(value: Value, logger: Logger) async {
    await base.handle(value: value, logger: logger)
  }
}
