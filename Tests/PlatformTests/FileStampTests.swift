import Glibc
import Platform
import TestSupport
import Testing

struct FileStampTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func file(secondsSince1970 seconds: Int) throws -> String {
    let path = try folder.write("text", to: "file")
    let time = timespec(tv_sec: seconds, tv_nsec: 5)
    try #require(utimensat(AT_FDCWD, path, [time, time], 0) == 0)
    return path
  }

  /// Years 1, 1677, 1969, 2024, 2262 and 2300, as far as the file system knows them.
  @Test(
    arguments: [
      -62_135_596_800, -9_223_372_037, -1, 1_714_557_600, 9_223_372_037, 10_413_792_000,
    ]
  )
  func `a file of any year has a stamp, and one of the future is not settled`(
    seconds: Int
  ) throws {
    let path = try file(secondsSince1970: seconds)
    let stamp = try #require(FileStamp(of: path))
    #expect(FileStamp(of: path) == stamp)
    #expect(!stamp.isSettled(at: .min))
    let now = SystemClock.now
    if stamp.modified > now { #expect(!stamp.isSettled(at: now)) }
  }

  @Test func `a file that was left alone for two seconds is settled`() throws {
    let path = try file(secondsSince1970: 1_714_557_600)
    let stamp = try #require(FileStamp(of: path))
    #expect(!stamp.isSettled(at: stamp.changed))
    #expect(stamp.isSettled(at: stamp.changed + 2_000_000_001))
  }
}
