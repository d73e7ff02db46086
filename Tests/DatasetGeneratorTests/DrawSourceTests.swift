import DatasetGenerator
import Testing

struct DrawSourceTests {
  @Test func `the first draws of a stream are fixed for ever`() {
    var draws = DrawSource(seed: 1, stream: 0)
    #expect((0..<8).map { _ in draws.below(1000) } == [943, 45, 777, 219, 774, 626, 246, 176])
  }

  @Test func `draws are below their bound and reach every value`() {
    var draws = DrawSource(seed: 7, stream: 3)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<7_000 { counts[draws.below(7)] += 1 }
    // Five standard deviations around the mean of a thousand.
    #expect(counts.allSatisfy { (850...1150).contains($0) }, "\(counts)")
  }

  @Test func `streams of a seed differ`() {
    let firsts = Set(
      (0..<1_000).map { stream in
        var draws = DrawSource(seed: 5, stream: stream)
        return draws.next()
      }
    )
    #expect(firsts.count == 1_000)
  }

  @Test func `weights decide how often an element is drawn`() {
    var draws = DrawSource(seed: 9, stream: 0)
    var count = 0
    for _ in 0..<10_000
    where draws.pick(weighted: [(1, "rare"), (9, "often"), (0, "never")]) == "rare" {
      count += 1
    }
    #expect((850...1150).contains(count))
  }
}
