import PluginABI

/// An arena with a batch of documents, laid out as the border's header says.
final class TestArena {
  private let memory: UnsafeMutableRawPointer
  private var end = 0
  private let functionCount: Int
  private let documentCount: Int

  var pointer: UnsafeMutablePointer<WinnowArena> {
    memory.assumingMemoryBound(to: WinnowArena.self)
  }

  init(
    _ documents: [TestDocument],
    functionCount: Int,
    classCount: Int,
    disabled: Set<Int> = [],
    resume: WinnowCursor
  ) {
    self.functionCount = functionCount
    documentCount = documents.count
    memory = .allocate(byteCount: 1 << 22, alignment: 16)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: 1 << 22)
    var text: [UInt8] = []
    func slice(_ value: String) -> WinnowSlice {
      defer { text += value.utf8 }
      return WinnowSlice(offset: UInt32(text.count), length: UInt32(value.utf8.count))
    }
    var names: [String] = []
    var cells: [WinnowCell] = []
    var starts: [UInt32] = [0]
    for document in documents {
      for (name, value) in document.fields {
        let isName = { (other: String) in other.utf8.elementsEqual(name.utf8) }
        if !names.contains(where: isName) { names.append(name) }
        let field = names.firstIndex(where: isName) ?? 0
        cells.append(
          WinnowCell(field: UInt32(field), kind: UInt32(value.kind), value: slice(value.text))
        )
      }
      starts.append(UInt32(cells.count))
    }
    let ids = documents.map { slice($0.id) }
    let texts = documents.map {
      $0.text.map(slice) ?? WinnowSlice(offset: 0, length: UInt32.max)
    }
    let fieldNames = names.map(slice)
    end = MemoryLayout<WinnowArena>.size
    var head = WinnowArena()
    head.document_count = UInt32(documents.count)
    head.field_count = UInt32(names.count)
    head.function_count = UInt32(functionCount)
    head.class_count = UInt32(classCount)
    head.text = add(text)
    head.field_names = add(fieldNames)
    head.ids = add(ids)
    head.texts = add(texts)
    head.cell_starts = add(starts)
    head.cells = add(cells)
    head.enabled = add((0..<functionCount).map { disabled.contains($0) ? 0 : UInt8(1) })
    head.votes = add([Int16](repeating: -1, count: functionCount * documents.count))
    head.messages = add([UInt8](repeating: 0, count: functionCount * Int(WINNOW_MESSAGE_BYTES)))
    head.ballots = add([WinnowBallot](repeating: WinnowBallot(), count: Int(WINNOW_BALLOT_LIMIT)))
    head.statements = add([UInt16](repeating: 0, count: Int(WINNOW_STATEMENT_LIMIT)))
    head.resume = resume
    pointer.initialize(to: head)
  }

  deinit { memory.deallocate() }

  /// The votes of a function, as they stand.
  func votes(of function: Int) -> [Int16] {
    let votes = (memory + Int(pointer.pointee.votes)).assumingMemoryBound(to: Int16.self)
    return (0..<documentCount).map { votes[function * documentCount + $0] }
  }

  /// What code has cast in the batch: statements, and a confidence that is negative without one.
  var ballots: [(statements: [Int], confidence: Double)] {
    let head = pointer.pointee
    let ballots = (memory + Int(head.ballots)).assumingMemoryBound(to: WinnowBallot.self)
    let statements = (memory + Int(head.statements)).assumingMemoryBound(to: UInt16.self)
    return (0..<Int(head.ballot_count)).map { place in
      let ballot = ballots[place]
      let own = (0..<Int(ballot.count)).map { Int(statements[Int(ballot.first) + $0]) }
      return (own, ballot.confidence)
    }
  }

  /// The first fault message of a function.
  func message(of function: Int) -> String {
    let room = Int(WINNOW_MESSAGE_BYTES)
    let start = memory + Int(pointer.pointee.messages) + function * room
    return String(cString: start.assumingMemoryBound(to: CChar.self))
  }

  private func add<Element>(_ elements: [Element]) -> UInt64 {
    end = (end + 15) & ~15
    let target = (memory + end).assumingMemoryBound(to: Element.self)
    for (index, element) in elements.enumerated() { target[index] = element }
    defer { end += MemoryLayout<Element>.stride * elements.count }
    precondition(end + MemoryLayout<Element>.stride * elements.count <= 1 << 22)
    return UInt64(end)
  }
}
