import Foundation
import Testing

/// `kill -9` at seeded moments, over all commands that write.
///
/// `WINNOW_KILLS=500` kills more often, `WINNOW_KILL_SEED` at other moments.
struct KillTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["WINNOW_KILLS"].flatMap { Int($0) } ?? 30
  private static let seed = environment["WINNOW_KILL_SEED"].flatMap { UInt64($0) } ?? 1

  @Test(arguments: KilledCommand.all)
  func `a kill loses nothing that was acknowledged, and leaves nothing half or in the way`(
    command: KilledCommand
  ) throws {
    try command.kill(max(1, Self.count / KilledCommand.all.count), seed: Self.seed)
  }
}
