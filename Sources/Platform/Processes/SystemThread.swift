internal import Glibc

/// A thread of the system; it has to be joined or let go, once.
package struct SystemThread: Sendable {
  private let handle: pthread_t

  /// Starts a thread; `nil` where the system grants no more.
  package init?(_ body: @escaping @Sendable () -> Void) {
    var handle = pthread_t()
    let context = Unmanaged.passRetained(Body(body))
    let result = pthread_create(
      &handle,
      nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
      },
      context.toOpaque()
    )
    guard result == 0 else {
      context.release()
      return nil
    }
    self.handle = handle
  }

  /// Waits until the thread has ended.
  package func join() { pthread_join(handle, nil) }

  /// Lets the thread end by itself, or with the process.
  package func detach() { pthread_detach(handle) }

  /// Holds the work until its thread has ended.
  private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
}

/// A mutex and a condition of the system.
///
/// It is safe to share, as pthread's mutexes and conditions are, and they stay where they were
/// made.
package final class SystemCondition: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// Makes one that no thread holds.
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

  /// Waits for the mutex, and holds it.
  package func lock() { pthread_mutex_lock(mutex) }

  /// Lets the mutex go.
  package func unlock() { pthread_mutex_unlock(mutex) }

  /// Lets the mutex go until ``broadcast()``, and holds it again.
  package func wait() { pthread_cond_wait(changed, mutex) }

  /// Lets the mutex go until ``broadcast()`` or until a time has passed, up to an hour, and holds
  /// it again.
  package func wait(upTo limit: Duration) {
    var end = timespec()
    clock_gettime(CLOCK_REALTIME, &end)
    let rest = Int(min(limit, .seconds(3600)) / .nanoseconds(1)) + end.tv_nsec
    end.tv_sec += rest / 1_000_000_000
    end.tv_nsec = rest % 1_000_000_000
    pthread_cond_timedwait(changed, mutex, &end)
  }

  /// Wakes all who wait.
  package func broadcast() { pthread_cond_broadcast(changed) }
}
