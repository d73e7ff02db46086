internal import Foundation
internal import Platform
internal import Synchronization

/// Samples the memory of a process and its children until it ends.
///
/// Shared pages count once per process in ``peakResidentBytes``, and are
/// divided among the processes in ``peakProportionalBytes``.
final class MemorySampler: Sendable {
  private struct Peaks {
    var resident = 0
    var proportional = 0
  }

  private let peaks = Mutex(Peaks())

  /// The greatest sum of resident set sizes.
  var peakResidentBytes: Int { peaks.withLock(\.resident) }
  /// The greatest sum of proportional set sizes.
  var peakProportionalBytes: Int { peaks.withLock(\.proportional) }

  /// Follows a process on its own thread.
  func follow(_ process: ChildProcess) {
    Thread.detachNewThread { [self] in
      while let resident = Self.bytes(of: process.id, "Rss:") {
        let children = Self.children(of: process.id)
        let sum = children.reduce(resident) { $0 + (Self.bytes(of: $1, "Rss:") ?? 0) }
        let all = [process.id] + children
        let shares = all.reduce(0) { $0 + (Self.bytes(of: $1, "Pss:") ?? 0) }
        peaks.withLock {
          $0.resident = max($0.resident, sum)
          $0.proportional = max($0.proportional, shares)
        }
        SystemClock.sleep(for: .milliseconds(20))
      }
    }
  }

  private static func bytes(of process: Int32, _ key: String) -> Int? {
    guard let text = contents("/proc/\(process)/smaps_rollup") else { return nil }
    for line in text.split(separator: "\n") where line.hasPrefix(key) {
      return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
    }
    return nil
  }

  private static func children(of process: Int32) -> [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.filter { candidate in
      guard let status = contents("/proc/\(candidate)/stat"),
        let end = status.lastIndex(of: ")")
      else { return false }
      // After the name in parentheses: state, parent.
      let parts = status[end...].split(separator: " ")
      return parts.count > 2 && parts[2] == "\(process)"
    }
  }

  private static func contents(_ path: String) -> String? {
    let bytes = try? Data(contentsOf: URL(filePath: path))
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }
}
