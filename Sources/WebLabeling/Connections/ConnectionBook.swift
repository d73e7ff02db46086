internal import Synchronization

/// Knows all connections, and decides which one goes when there are too many.
///
/// A peer that has as many connections as it may loses the one of them that says the least: one
/// that has sent no whole request before one that rests between two, and the oldest first. When all
/// peers together have too many, the peer with the most connections loses one in the same way. A
/// connection whose request is being answered is never closed for another: when there is nothing
/// else, the new one is refused.
package final class ConnectionBook: Sendable {
  /// What a connection is doing.
  package enum Phase: Int, Sendable {
    /// A request has not arrived, or not as a whole.
    case arriving
    /// Its requests are answered.
    case resting
    /// A request is being answered.
    case answering
  }

  /// What happens to a new connection.
  package enum Admission: Hashable, Sendable {
    /// It is served.
    case admitted(Int)
    /// It learns that there are too many.
    case refused(Int)
    /// It is closed at once, as too many learn so already.
    case turnedAway
  }

  private struct Entry {
    let peer: String
    let close: @Sendable () -> Void
    var phase = Phase.arriving
    var since: Int
  }

  private struct State {
    var entries: [Int: Entry] = [:]
    var counts: [String: Int] = [:]
    var refused: Set<Int> = []
    /// Counts up with every change, to tell what is older.
    var turn = 0

    mutating func nextTurn() -> Int {
      turn += 1
      return turn
    }

    /// Takes out the connection that says the least, of a peer or of the peer with the most.
    mutating func removeLeast(of peer: String? = nil) -> Entry? {
      func rank(_ entry: Entry) -> (Int, Int, Int) {
        (-(counts[entry.peer] ?? 0), entry.phase.rawValue, entry.since)
      }
      let candidates = entries.filter { _, entry in
        entry.phase != .answering && (peer == nil || entry.peer == peer)
      }
      guard let least = candidates.min(by: { rank($0.value) < rank($1.value) }) else { return nil }
      remove(least.key)
      return least.value
    }

    mutating func remove(_ number: Int) {
      guard let entry = entries.removeValue(forKey: number) else { return }
      let count = (counts[entry.peer] ?? 1) - 1
      counts[entry.peer] = count == 0 ? nil : count
    }
  }

  /// Connections that learn at a time that there are too many.
  package static let refusedLimit = 64

  private let total: Int
  private let perPeer: Int
  private let state = Mutex(State())

  /// Creates a book for a number of connections, and a number of one peer.
  package init(total: Int, perPeer: Int) {
    self.total = max(1, total)
    self.perPeer = max(1, perPeer)
  }

  /// Connections that are served.
  package var count: Int { state.withLock { $0.entries.count } }

  /// Takes a connection in, if need be in the place of another, which is closed.
  ///
  /// - Parameters:
  ///   - peer: Where it comes from.
  ///   - close: Closes it; may be called on any thread.
  /// - Returns: What happens to it; with a number for ``note(_:of:)`` and ``leave(_:)``.
  package func admit(from peer: String, close: @escaping @Sendable () -> Void) -> Admission {
    let (admission, victim) = state.withLock { state -> (Admission, Entry?) in
      let number = state.nextTurn()
      var victim: Entry?
      let peerIsFull = state.counts[peer, default: 0] >= perPeer
      if peerIsFull || state.entries.count >= total {
        victim = state.removeLeast(of: peerIsFull ? peer : nil)
        guard victim != nil else {
          guard state.refused.count < Self.refusedLimit else { return (.turnedAway, nil) }
          state.refused.insert(number)
          return (.refused(number), nil)
        }
      }
      state.entries[number] = Entry(peer: peer, close: close, since: number)
      state.counts[peer, default: 0] += 1
      return (.admitted(number), victim)
    }
    victim?.close()
    return admission
  }

  /// Notes what a connection is doing now.
  package func note(_ phase: Phase, of number: Int) {
    state.withLock { state in
      let turn = state.nextTurn()
      state.entries[number]?.phase = phase
      state.entries[number]?.since = turn
    }
  }

  /// Forgets a connection that was closed.
  package func leave(_ number: Int) {
    state.withLock { state in
      state.remove(number)
      state.refused.remove(number)
    }
  }
}
