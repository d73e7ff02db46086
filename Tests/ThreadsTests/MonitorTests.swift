import Platform
import Testing
import Threads

struct MonitorTests {
  /// Counts to a number that another thread waits for; all state is under the monitor.
  private final class Counter: ThreadBody, @unchecked Sendable {
    let monitor = Monitor()
    private var count = 0

    func run() {
      for _ in 0..<100 {
        monitor.locked {
          count += 1
          monitor.broadcast()
        }
      }
    }

    func wait(for limit: Int) {
      monitor.locked { while count < limit { monitor.wait() } }
    }

    var reached: Int { monitor.locked { count } }
  }

  @Test func `a thread that waits is woken by what others change`() {
    let counter = Counter()
    let threads = (0..<4).map { _ in counter.start() }
    counter.wait(for: 400)
    for thread in threads { thread.join() }
    #expect(counter.reached == 400)
  }

  @Test func `a wait with a limit ends`() {
    let monitor = Monitor()
    let start = ContinuousClock.now
    monitor.locked { monitor.wait(upTo: .milliseconds(20)) }
    #expect(ContinuousClock.now - start < .seconds(60))
  }
}
