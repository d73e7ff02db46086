internal import Glibc

/// A mutex with a condition: threads wait until another has changed something.
///
/// It is safe to share, as pthread's mutexes and conditions are, and they stay
/// where they were made.
package final class Monitor: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// Creates a monitor that nobody holds.
  package init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Calls `body` while no other thread is within.
  package func locked<Result: ~Copyable, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }

  /// Lets others within until one of them calls ``broadcast()``; only from within.
  package func wait() { pthread_cond_wait(changed, mutex) }

  /// Lets others within until one of them calls ``broadcast()`` or a time has passed, up to an hour.
  package func wait(upTo limit: Duration) {
    var end = timespec()
    clock_gettime(CLOCK_REALTIME, &end)
    let rest = Int(min(limit, .seconds(3600)) / .nanoseconds(1)) + end.tv_nsec
    end.tv_sec += rest / 1_000_000_000
    end.tv_nsec = rest % 1_000_000_000
    pthread_cond_timedwait(changed, mutex, &end)
  }

  /// Wakes all who wait; they look again.
  package func broadcast() { pthread_cond_broadcast(changed) }
}
