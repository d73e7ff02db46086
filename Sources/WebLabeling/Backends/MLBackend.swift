/// The server as the ML backend of another program.
package struct MLBackend: Sendable {
  /// The programs whose protocol is known.
  package enum Program: String, CaseIterable, Sendable {
    /// Label Studio, as the SDK for its ML backends speaks.
    case labelStudio = "label-studio"
  }

  /// The program.
  package var program: Program
  /// The control that is answered; `nil` takes the only one that asks for a class of a text.
  package var control: String?

  /// Creates a backend.
  package init(_ program: Program, control: String? = nil) {
    self.program = program
    self.control = control
  }
}
