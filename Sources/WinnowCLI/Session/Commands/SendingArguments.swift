internal import ArgumentParser
internal import LabelingCore
internal import OptionValues
internal import Sessions

/// Into which running program an export goes.
struct SendingArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Address of a running Label Studio or doccano that gets the export instead of a file; what \
      it has already is not sent again.
      """,
      valueName: "url"
    )
  )
  var sendTo: String?

  @Option(
    help: "The number of its project, as in the address of the project's page.",
    transform: OptionValue.count()
  )
  var project: Int?

  @Option(
    help: ArgumentHelp(
      "A file with a token of an account there; of doccano also NAME:PASSWORD.",
      valueName: "file"
    )
  )
  var tokenFile: String?

  @Flag(
    help: """
      Create users there for annotators, as --users names them, or else as NAME@winnow.local in \
      Label Studio and NAME in doccano.
      """
  )
  var createUsers = false

  /// Where to send to; `nil` when a file is written.
  ///
  /// - Throws: `ValidationError` for options that do not go together.
  func check(format: String?, output: String?) throws {
    guard let sendTo else {
      try OptionUse.refuse(
        ["--project", "--token-file", "--create-users"],
        goingWith: "'--send-to URL'"
      )
      guard output != nil else {
        throw ValidationError(
          "say where the export goes\nhelp: write it with '--output FILE', or send it with "
            + "'--send-to URL'"
        )
      }
      return
    }
    if output != nil {
      throw ValidationError(
        "'--send-to' and '--output' exclude each other\nhelp: leave one of them out"
      )
    }
    guard let tool = format.flatMap({ ToolFormat(rawValue: $0) }), AnswerSending.canSend(tool)
    else {
      throw ValidationError(
        "'--send-to \(sendTo)' needs the program's format\nhelp: name it with "
          + "'--format label-studio' or '--format doccano'"
      )
    }
    if project == nil || tokenFile == nil {
      throw ValidationError(
        "'--send-to \(sendTo)' needs a project and a token\nhelp: name them with '--project N' "
          + "and '--token-file FILE'"
      )
    }
    if tool.rawValue == "doccano", !createUsers {
      try OptionUse.refuse(["--users"], goingWith: "'--create-users' where it is sent to doccano")
    }
  }
}
