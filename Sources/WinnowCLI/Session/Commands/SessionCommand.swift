internal import ArgumentParser

/// `winnow session`.
struct SessionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "session",
    abstract: "Ask people: the documents whose labels help most, one at a time.",
    discussion: """
      A session is one file. It refers to the documents of a corpus and keeps every \
      answer, skip, flag and note with who gave it and when; nothing in it is ever \
      overwritten. Several people may work on it at once.

        winnow session start reviews.csv --task Reviews --output reviews.session
        winnow session resume reviews.session --annotator anna
        winnow session export reviews.session --output gold.csv
        winnow fit votes.csv --gold reviews.session --output model.json
      """,
    subcommands: [
      SessionStartCommand.self, SessionResumeCommand.self, SessionStatusCommand.self,
      SessionExportCommand.self, SessionImportCommand.self, SessionAnnotatorsCommand.self,
      SessionSetCommand.self,
    ]
  )
}
