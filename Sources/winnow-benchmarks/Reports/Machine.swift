internal import Foundation
internal import PluginHost

/// What the figures were taken on.
struct Machine: Codable {
  let processor: String
  let coreCount: Int
  let system: String
  let swift: String
  let commit: String

  private enum CodingKeys: String, CodingKey {
    case processor
    case coreCount = "cores"
    case system
    case swift
    case commit
  }

  /// This machine and this checkout.
  static var current: Machine {
    let information = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model = information.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = model?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
    let version = MeasuredProgram.output("/usr/bin/env", ["swift", "--version"]) ?? ""
    let commit = MeasuredProgram.output("/usr/bin/env", ["git", "rev-parse", "--short", "HEAD"])
    return Machine(
      processor: name ?? "unknown",
      coreCount: ProcessInfo.processInfo.activeProcessorCount,
      system: ProcessInfo.processInfo.operatingSystemVersionString,
      swift: version.split(separator: "\n").first { $0.contains("version") }.map(String.init) ?? "",
      commit: commit ?? "unknown"
    )
  }
}

/// All figures of a run, as they are written to a file.
struct BenchmarkReport: Codable {
  let machine: Machine
  let measurements: [Measurement]

  /// Writes the report as JSON.
  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(self).write(to: URL(filePath: path))
  }
}
