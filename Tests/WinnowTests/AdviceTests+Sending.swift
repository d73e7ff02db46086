extension AdviceTests {
  private static let sendingFiles = [
    "studio.token": FakeLabelStudio.token, "doccano.token": FakeDoccano.token,
    "users.csv": "annotator,user\nada,ada@example.org\n",
  ]
  private static let answered = [start, "session import a.session answers.csv"]
  private static let toStudio =
    "session export a.session --format label-studio --project 3 --token-file studio.token --send-to"
  private static let toDoccano =
    "session export a.session --format doccano --project 3 --token-file doccano.token --send-to"

  /// Of exports that are sent to programs.
  static let sending = [
    Advice(
      text: "write it with '--output FILE', or send it with ",
      files: sendingFiles,
      before: answered,
      mistake: "session export a.session",
      remedy: ["session export a.session --output o.csv", "\(toStudio) {label-studio}"]
    ),
    Advice(
      text: "'--send-to URL'",
      files: sendingFiles,
      before: answered,
      mistake: "session export a.session --output o.json --format label-studio --create-users",
      remedy: ["\(toStudio) {label-studio} --create-users"]
    ),
    Advice(
      text: "help: leave one of them out",
      files: sendingFiles,
      before: answered,
      mistake: "\(toStudio) {label-studio} --output o.json",
      remedy: [
        "\(toStudio) {label-studio}",
        "session export a.session --format label-studio --output o.json",
      ]
    ),
    Advice(
      text: "needs the program's format",
      files: sendingFiles,
      before: answered,
      mistake: "session export a.session --send-to {doccano}",
      remedy: ["\(toDoccano) {doccano}"]
    ),
    Advice(
      text: "'--format label-studio' or '--format doccano'",
      files: sendingFiles,
      before: answered,
      mistake: "session export a.session --send-to {label-studio} --format prodigy",
      remedy: ["\(toStudio) {label-studio}"]
    ),
    Advice(
      text: "needs a project and a token",
      files: sendingFiles,
      before: answered,
      mistake: "session export a.session --format doccano --send-to {doccano} --project 3",
      remedy: ["\(toDoccano) {doccano}"]
    ),
    Advice(
      text: "and '--token-file FILE'",
      files: sendingFiles,
      before: answered,
      mistake: "session export a.session --format doccano --send-to {doccano}",
      remedy: ["\(toDoccano) {doccano}"]
    ),
    Advice(
      text: "'--create-users' where it is sent to doccano",
      files: sendingFiles,
      before: answered,
      mistake: "\(toDoccano) {doccano} --users users.csv",
      remedy: ["\(toDoccano) {doccano}"]
    ),
    Advice(
      text: "write the address there as it is after '--send-to'",
      files: sendingFiles,
      before: answered,
      mistake: "\(toStudio) {moved}",
      remedy: ["\(toStudio) {label-studio}"]
    ),
    Advice(
      text: ", or correct the address after '--send-to'",
      files: sendingFiles,
      before: answered,
      mistake: "\(toStudio) {absent}",
      remedy: ["\(toStudio) {label-studio}"]
    ),
    Advice(
      text: "name it with '--format doccano', or write the address of Label Studio",
      files: sendingFiles,
      before: answered,
      mistake: "\(toStudio) {doccano}",
      remedy: ["\(toDoccano) {doccano}", "\(toStudio) {label-studio}"]
    ),
    Advice(
      text: "name it with '--format label-studio', or write the address of doccano",
      files: sendingFiles,
      before: answered,
      mistake: "\(toDoccano) {label-studio}",
      remedy: ["\(toDoccano) {doccano}", "\(toStudio) {label-studio}"]
    ),
    Advice(
      text: "add '--create-users', or correct the table",
      files: sendingFiles,
      before: answered,
      mistake: "\(toStudio) {label-studio} --users users.csv",
      remedy: ["\(toStudio) {label-studio} --users users.csv --create-users"]
    ),
    Advice(
      text: "or leave '--create-users' out: who answered travels in ",
      files: sendingFiles,
      before: answered,
      mistake: "\(toDoccano) {doccano} --create-users",
      remedy: ["\(toDoccano) {doccano}"]
    ),
  ]
}
