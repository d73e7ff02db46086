internal import Platform
internal import Threads

/// Produces elements on its own thread, a few ahead of whoever takes them.
///
/// Elements come in the order they are produced. The producer's state belongs
/// to the thread until the end was reached, an error was thrown, or
/// ``stop()`` has returned.
package final class Prefetcher<Element: Sendable> {
  private let shared: SharedQueue<Element>
  private var thread: SystemThread?
  private let abandon: () -> Void

  /// Starts producing.
  ///
  /// - Parameters:
  ///   - capacity: Most elements that wait to be taken.
  ///   - abandon: Called when elements are no longer taken: `produce` is to end soon, also
  ///     where it waits for a pipe.
  ///   - produce: The next element, or `nil` at the end.
  package init(
    capacity: Int,
    abandon: @escaping () -> Void,
    _ produce: @escaping () throws -> Element?
  ) {
    self.abandon = abandon
    shared = SharedQueue(capacity: capacity, produce)
    thread = shared.start()
  }

  deinit { stop() }

  /// The next element, or `nil` at the end.
  ///
  /// - Throws: What the producer threw, after the elements before it.
  package func next() throws -> Element? { try shared.take() }

  /// Ends the thread; elements not taken are lost.
  package func stop() {
    guard let thread else { return }
    self.thread = nil
    shared.cancel()
    abandon()
    thread.join()
  }
}

/// What both threads see.
///
/// Every access is under the mutex, except for `produce`, which only the producing
/// thread calls: that makes it safe to share, though the compiler cannot see it.
private final class SharedQueue<Element: Sendable>: ThreadBody {
  private let monitor = Monitor()
  private let capacity: Int
  private let produce: () throws -> Element?
  private var waiting: [Element] = []
  private var ending: Result<Void, any Error>?
  private var isCancelled = false

  init(capacity: Int, _ produce: @escaping () throws -> Element?) {
    self.capacity = capacity
    self.produce = produce
  }

  func run() {
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
    try monitor.locked {
      while waiting.isEmpty {
        if let ending {
          try ending.get()
          return nil
        }
        monitor.wait()
      }
      monitor.broadcast()
      return waiting.removeFirst()
    }
  }

  func cancel() {
    monitor.locked {
      isCancelled = true
      monitor.broadcast()
    }
  }

  /// Waits for room; `false` when nobody will take the element.
  private func put(_ element: Element) -> Bool {
    monitor.locked {
      while waiting.count >= capacity, !isCancelled { monitor.wait() }
      waiting.append(element)
      monitor.broadcast()
      return !isCancelled
    }
  }

  private func end(_ result: Result<Void, any Error>) {
    monitor.locked {
      ending = result
      monitor.broadcast()
    }
  }
}
