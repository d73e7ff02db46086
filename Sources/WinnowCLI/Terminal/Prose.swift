internal import OptionValues

extension String {
  /// Help that is wrapped to the terminal, whatever lines it has in the source.
  static func prose(_ text: String) -> String { HelpText.prose(text) }
}
