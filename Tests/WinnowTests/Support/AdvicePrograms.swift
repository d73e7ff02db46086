/// The programs that command lines of advice send to, by the words that stand for their addresses.
struct AdvicePrograms {
  private let studio: FakeLabelStudio
  private let doccano: FakeDoccano
  private let moved: ListeningServer
  private let absent: Int

  /// Starts them where some advice takes one; there is an account, and it is not of the staff.
  init?(for advice: Advice) throws {
    let lines = advice.before + advice.remedy + [advice.mistake].compactMap { $0 }
    guard lines.contains(where: { $0.contains("{") }) else { return nil }
    studio = try FakeLabelStudio { $0.controls["label"]?.choices = ["ham", "spam"] }
    doccano = try FakeDoccano { $0.isStaff = false }
    moved = try ListeningServer { _ in .init(status: 301, headers: ["Location": "https://h/"]) }
    absent = try ListeningServer { _ in nil }.port
  }

  /// A command line with the addresses.
  func filled(_ line: String) -> String {
    line.replacing("{label-studio}", with: studio.address)
      .replacing("{doccano}", with: doccano.address)
      .replacing("{moved}", with: moved.address)
      .replacing("{absent}", with: "http://127.0.0.1:\(absent)")
  }
}

extension AdvicePrograms? {
  /// A command line with the addresses, where there are any.
  func filled(_ line: String) -> String { self?.filled(line) ?? line }
}
