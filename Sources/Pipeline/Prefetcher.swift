internal import Glibc

/// Produces elements on a thread of its own, a few ahead of whoever takes them.
///
/// Elements come in the order they are produced. The producer's state belongs
/// to the thread until the end was reached, an error was thrown, or
/// ``stop()`` has returned.
final class Prefetcher<Element: Sendable> {
  private let shared: SharedQueue<Element>
  private var thread: pthread_t?

  /// Starts producing.
  ///
  /// - Parameters:
  ///   - capacity: Most elements that wait to be taken.
  ///   - produce: The next element, or `nil` at the end.
  init(capacity: Int, _ produce: @escaping () throws -> Element?) {
    shared = SharedQueue(capacity: capacity, produce)
    thread = ThreadBody.start(shared)
  }

  deinit { stop() }

  /// The next element, or `nil` at the end.
  ///
  /// - Throws: What the producer threw, after the elements before it.
  func next() throws -> Element? { try shared.take() }

  /// Ends the thread; elements not taken are lost.
  func stop() {
    guard let thread else { return }
    self.thread = nil
    shared.cancel()
    pthread_join(thread, nil)
  }
}

/// What both threads see.
///
/// Every access is under the mutex, but for `produce`, which only the producing
/// thread calls: that makes it safe to share, though the compiler cannot tell.
private final class SharedQueue<Element: Sendable>: ThreadBody {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let capacity: Int
  private let produce: () throws -> Element?
  private var waiting: [Element] = []
  private var ending: Result<Void, any Error>?
  private var isCancelled = false

  init(capacity: Int, _ produce: @escaping () throws -> Element?) {
    self.capacity = capacity
    self.produce = produce
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  override func run() {
    do {
      while let element = try produce() {
        guard put(element) else { return }
      }
      end(.success(()))
    } catch {
      end(.failure(error))
    }
  }

  func take() throws -> Element? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while waiting.isEmpty {
      if let ending {
        try ending.get()
        return nil
      }
      pthread_cond_wait(changed, mutex)
    }
    pthread_cond_broadcast(changed)
    return waiting.removeFirst()
  }

  func cancel() {
    pthread_mutex_lock(mutex)
    isCancelled = true
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
  }

  /// Waits for room; `false` when nobody will take the element.
  private func put(_ element: Element) -> Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while waiting.count >= capacity, !isCancelled { pthread_cond_wait(changed, mutex) }
    waiting.append(element)
    pthread_cond_broadcast(changed)
    return !isCancelled
  }

  private func end(_ result: Result<Void, any Error>) {
    pthread_mutex_lock(mutex)
    ending = result
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
  }
}
