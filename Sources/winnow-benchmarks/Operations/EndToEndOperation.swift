internal import PluginHost

/// `winnow label` as a process: read, apply, fit, write.
struct EndToEndOperation {
  let plugin: String
  let corpus: String
  let output: String
  let functionCount: Int
  let documentCount: Int

  func run(rounds: Int) throws -> Measurement {
    let arguments = ["label", plugin, corpus, "--output", output, "--quiet"]
    let program = "\(ExecutablePath.folder)/winnow"
    let name = "winnow label, \(functionCount) functions"
    var measurement = try Measurement(name, documentCount: documentCount, rounds: rounds) {
      try MeasuredProgram.run(program, arguments)
      return [:]
    }
    // One more run, as sampling memory takes time too.
    let sampler = MemorySampler()
    try MeasuredProgram.run(program, arguments) { sampler.follow($0) }
    measurement.facts["peak_rss_mb"] = Double(sampler.peakResidentBytes) / 1e6
    measurement.facts["peak_pss_mb"] = Double(sampler.peakProportionalBytes) / 1e6
    return measurement
  }
}

/// `winnow --help` as a process.
enum StartOperation {
  static func run(rounds: Int) throws -> Measurement {
    try Measurement("winnow --help", documentCount: 0, rounds: rounds) {
      try MeasuredProgram.run("\(ExecutablePath.folder)/winnow", ["--help"])
      return [:]
    }
  }
}
