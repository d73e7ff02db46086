import Foundation
import LabelingCore
import Testing

struct LabelSpaceTests {
  @Test func `classes keep their order and repeated ones their first place`() {
    let space = LabelSpace(["b", "a", "b", "c"])
    #expect(space.classes == ["b", "a", "c"])
    #expect(space.classCount == 3)
    #expect(space.vote(for: "c") == Vote(classIndex: 2))
    #expect(space.vote(for: "x") == nil)
    #expect(space.name(of: Vote(classIndex: 0)) == "b")
    #expect(space.name(of: .abstain) == nil)
  }

  @Test func `a label space is stored as the list of its classes`() throws {
    let space = LabelSpace(["ham", "späm"])
    let data = try JSONEncoder().encode(space)
    #expect(String(decoding: data, as: UTF8.self) == #"["ham","späm"]"#)
    #expect(try JSONDecoder().decode(LabelSpace.self, from: data) == space)
  }

  @Test func `fields are numbered in order of first appearance`() {
    var table = FieldTable(["b", "a", "b"])
    #expect(table.names == ["b", "a"])
    #expect(table.index(of: "a") == 1)
    #expect(table.index(of: "c") == nil)
    #expect(table.index(adding: "c") == 2)
    #expect(table.index(adding: "b") == 0)
  }
}
