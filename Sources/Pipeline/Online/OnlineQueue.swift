internal import Glibc

/// Requests on their way to the lanes, first come first served.
///
/// Every access is under the mutex: that makes it safe to share, though the
/// compiler cannot tell.
final class OnlineQueue: @unchecked Sendable {
  /// A request and whoever waits for its labels.
  struct Job: Sendable {
    let documents: OnlineDocuments
    let answer: CheckedContinuation<OnlineLabels, any Error>
  }

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let capacity: Int
  private var waiting: [Job] = []
  private var isClosed = false

  /// Creates a queue in which so many requests may wait.
  init(capacity: Int) {
    self.capacity = capacity
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Puts a request at the end; refuses it when the queue is full or closed.
  func put(_ job: Job) {
    pthread_mutex_lock(mutex)
    let refusal: OnlineError? =
      isClosed ? .stopped : waiting.count >= capacity ? .overloaded : nil
    if refusal == nil { waiting.append(job) }
    pthread_cond_signal(changed)
    pthread_mutex_unlock(mutex)
    if let refusal { job.answer.resume(throwing: refusal) }
  }

  /// Waits until there is a request; `false` when the queue is closed and empty.
  func waitForJob() -> Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while waiting.isEmpty, !isClosed { pthread_cond_wait(changed, mutex) }
    return !waiting.isEmpty
  }

  /// The next request, if there is one.
  func takeNow() -> Job? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return waiting.isEmpty ? nil : waiting.removeFirst()
  }

  /// Lets lanes finish what waits, and takes no more.
  func close() {
    pthread_mutex_lock(mutex)
    isClosed = true
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
  }
}
