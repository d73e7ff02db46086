import Foundation
import LabelModels
import LabelingCore
import TestSupport
import Testing

/// Time and memory on a million documents; runs when `WINNOW_BENCHMARKS` is set.
struct SpeedTests {
  private static let isWanted =
    ProcessInfo.processInfo.environment["WINNOW_BENCHMARKS"] != nil

  /// Independent voters of skills .55 to .85 that vote on 30 % to 70 % of the documents.
  static func patterns(documents: Int, voters: Int, classes: Int) -> VotePatterns {
    var state: UInt64 = 88172645463325252
    func next() -> Double {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Double(state >> 11) / Double(1 << 53)
    }
    var builder = VotePatterns.Builder(
      voters: (0..<voters).map { "lf\($0)" },
      labelSpace: .numbered(classes)
    )
    var row = [Int16](repeating: -1, count: voters)
    for _ in 0..<documents {
      let truth = Int(next() * Double(classes))
      for j in 0..<voters {
        let place = Double(j) / Double(max(voters - 1, 1))
        if next() >= 0.3 + 0.4 * place {
          row[j] = -1
        } else if next() < 0.55 + 0.3 * place {
          row[j] = Int16(truth)
        } else {
          row[j] = Int16(next() * Double(classes))
        }
      }
      row.withUnsafeBufferPointer { builder.append($0) }
    }
    return builder.finish()
  }

  private static func peakMegabytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    return (Int(line.filter(\.isNumber)) ?? 0) / 1024
  }

  @Test(.enabled(if: isWanted), arguments: [(10, 2, 1.0), (50, 10, 15.0)])
  func `a million documents fit in time and memory`(
    voters: Int,
    classes: Int,
    limit: Double
  ) throws {
    let clock = ContinuousClock()
    var votes: VotePatterns?
    let building = clock.measure {
      votes = Self.patterns(documents: 1_000_000, voters: voters, classes: classes)
    }
    let patterns = try #require(votes)
    var fitted: FittedModel<PooledLabelModel>?
    let fitting = try clock.measure { fitted = try PooledLabelModel().fitted(to: patterns) }
    let predicting = try clock.measure { _ = try fitted?.posteriors(of: patterns) }
    print(
      "1000000 x \(voters) x \(classes): patterns \(patterns.patternCount),",
      "votes \(patterns.entries.count), built \(building), fitted \(fitting)",
      "in \(fitted?.facts.learning.iterations ?? 0) iterations,",
      "posteriors \(predicting), peak \(Self.peakMegabytes()) MB"
    )
    #expect(fitting < .seconds(limit))
    #expect(Self.peakMegabytes() < 1000)
  }
}
