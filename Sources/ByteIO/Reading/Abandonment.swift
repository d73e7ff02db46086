internal import Synchronization

/// Tells sources that nobody waits for what they read.
///
/// A thread that waits for a pipe whose writer is silent would otherwise hold up the error that
/// another thread has found, for as long as the writer likes.
package final class Abandonment: Sendable {
  private let flag = Atomic(false)

  /// Nothing is abandoned yet.
  package init() {}

  /// Whether reading was given up.
  package var isAbandoned: Bool { flag.load(ordering: .relaxed) }

  /// Gives reading up; it ends with ``ByteError/abandoned``.
  package func abandon() { flag.store(true, ordering: .relaxed) }
}
