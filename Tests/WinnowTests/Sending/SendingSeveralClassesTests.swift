import Foundation
import Synchronization
import TestSupport
import Testing

/// `winnow session export --send-to` of sessions whose documents have several classes.
struct SendingSeveralClassesTests {
  private let sending: SendingFolder

  init() throws { sending = try SendingFolder(annotators: ["anna", "ben"], areSeveral: true) }

  private static func interface(_ attributes: String) -> String {
    #"<View><Text name="text" value="$text"/><Choices name="label" toName="text" \#(attributes)>"#
      + #"<Choice value="neg"/><Choice value="pos"/></Choices></View>"#
  }

  @Test func `Label Studio gets every choice, and gives it back`() throws {
    let studio = try FakeLabelStudio { $0.interface = Self.interface(#"choice="multiple""#) }
    let sent = try sending.send(to: studio.address, as: "label-studio", "--create-users")
    #expect(sent.exitCode == 0, "\(sent.errors)")
    #expect(
      sent.errorLines.first
        == "sent to Label Studio, project 3: 4 documents, 6 answers, 2 skips, 8 durations"
    )
    let choices = studio.tasks.flatMap { $0["annotations"] as? [[String: Any]] ?? [] }
      .map { annotation in
        (annotation["result"] as? [[String: Any]] ?? [])
          .flatMap { ($0["value"] as? [String: Any])?["choices"] as? [String] ?? [] }
      }
    #expect(choices.map(\.count).sorted() == [0, 0, 0, 0, 1, 1, 2, 2])
    let back = try JSONSerialization.data(withJSONObject: studio.tasks)
    try sending.folder.write(Array(back), to: "back.json")
    try sending.start("b.session")
    try sending.succeed("session import b.session back.json")
    #expect(try sending.answers(of: "b.session") == sending.answers(of: "s.session"))
  }

  @Test
  func `a project of Label Studio that takes one choice is refused, an empty one takes several`()
    throws
  {
    let single = try FakeLabelStudio { $0.interface = Self.interface("") }
    let refused = try sending.send(to: single.address, as: "label-studio")
    #expect(refused.exitCode == 1 && single.tasks.isEmpty)
    #expect(
      refused.errors == """
        error: the choices 'label' of project 3 take one class, and a document of the session has \
        several
        help: write choice="multiple" into the <Choices> in the project's Settings, Labeling Interface

        """
    )
    let empty = try FakeLabelStudio { state in
      state.controls = [:]
      state.interface = "<View></View>"
    }
    let sent = try sending.send(to: empty.address, as: "label-studio")
    #expect(sent.exitCode == 0, "\(sent.errors)")
    #expect(empty.state.withLock(\.interface).contains(#"toName="text" choice="multiple">"#))
  }

  @Test func `doccano gets all labels of a document, unless its project takes one`() throws {
    let single = try FakeDoccano { $0.isSingle = true }
    let refused = try sending.send(to: single.address, as: "doccano")
    #expect(refused.exitCode == 1 && single.records.isEmpty)
    #expect(
      refused.errors == """
        error: project 3 of doccano takes one label a document, and a document of the session has \
        several
        help: send to a project that was created without 'Allow single label'

        """
    )
    let doccano = try FakeDoccano()
    #expect(try sending.send(to: doccano.address, as: "doccano").exitCode == 0)
    let labels = doccano.records.compactMap { $0["label"] as? [String] }
    #expect(labels.contains(["neg", "pos"]) || labels.contains(["pos"]), "\(labels)")
    let lines = doccano.state.withLock(\.records).map { String(decoding: $0, as: UTF8.self) }
    try sending.folder.write(lines.map { $0 + "\n" }.joined(), to: "back.jsonl")
    try sending.start("b.session")
    try sending.succeed("session import b.session back.jsonl")
    #expect(try sending.answers(of: "b.session") == sending.answers(of: "s.session"))
  }
}
