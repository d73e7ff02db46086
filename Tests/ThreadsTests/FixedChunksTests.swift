import Synchronization
import Testing
import Threads

struct FixedChunksTests {
  @Test(arguments: [(0, 16, 10), (9, 16, 10), (10, 16, 10), (1000, 16, 10), (1001, 7, 1)])
  func `ranges cover all items in order, whatever the machine`(
    count: Int,
    limit: Int,
    minimum: Int
  ) {
    let ranges = FixedChunks.ranges(of: count, atMost: limit, minimum: minimum)
    #expect(ranges.count <= limit)
    #expect(Array(ranges.joined()) == Array(0..<count))
    if ranges.count > 1 { #expect(ranges.allSatisfy { $0.count >= minimum }) }
  }

  @Test(arguments: [1, 2, 3, 64])
  func `each chunk is run once, by any number of threads`(threadCount: Int) {
    let runs = Mutex([Int](repeating: 0, count: 20))
    FixedChunks.run(chunkCount: 20, threadCount: threadCount) { chunk in
      runs.withLock { $0[chunk] += 1 }
    }
    #expect(runs.withLock { $0 } == [Int](repeating: 1, count: 20))
  }

  @Test(arguments: [1, 4])
  func `results come in the order of the chunks`(threadCount: Int) {
    let squares = FixedChunks.map(chunkCount: 50, threadCount: threadCount) { $0 * $0 }
    #expect(squares == (0..<50).map { $0 * $0 })
    #expect(FixedChunks.map(chunkCount: 0, threadCount: threadCount) { $0 }.isEmpty)
    // A result may itself be nothing.
    let odd = FixedChunks.map(chunkCount: 4, threadCount: threadCount) { $0 % 2 == 0 ? nil : $0 }
    #expect(odd == [nil, 1, nil, 3])
  }
}
