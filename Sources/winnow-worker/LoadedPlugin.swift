internal import Glibc
internal import PluginABI

/// A plugin that was loaded and found to fit; otherwise the process ends.
struct LoadedPlugin {
  private let table: UnsafePointer<WinnowPlugin>

  /// Loads a plugin and shakes hands before any of the author's code runs.
  init(path: String) {
    guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      Self.refuse("load", dlerror().map { String(cString: $0) } ?? "unknown")
    }
    guard let symbol = dlsym(handle, WINNOW_ENTRY_SYMBOL) else {
      for version in 1...99 where dlsym(handle, "winnow_plugin_v\(version)") != nil {
        Self.refuse("abi", "\(version)")
      }
      Self.refuse("entry", WINNOW_ENTRY_SYMBOL)
    }
    guard let table = unsafeBitCast(symbol, to: WinnowEntry.self)() else {
      Self.refuse("entry", WINNOW_ENTRY_SYMBOL)
    }
    let version = table.pointee.abi_version
    guard version == UInt32(WINNOW_ABI_VERSION) else { Self.refuse("abi", "\(version)") }
    guard Self.takesIn(\.spans, table, entirely: false) else {
      Self.refuse("abi", "\(version) of another layout")
    }
    let compiler = String(cString: table.pointee.compiler)
    guard compiler == String(cString: winnow_compiler_identity()) else {
      Self.refuse("compiler", compiler)
    }
    let kit = String(cString: table.pointee.kit_version)
    guard kit == WINNOW_KIT_VERSION else { Self.refuse("kit", kit) }
    self.table = table
  }

  /// Sends the manifest to the host.
  func describe() {
    // The running example is kept in the first arena, where the host sees it
    // when an example stops this process.
    let byteCount = MemoryLayout<WinnowCursor>.size
    let running = Self.map(slot: 0, byteCount: byteCount).assumingMemoryBound(
      to: WinnowCursor.self
    )
    guard let manifest = table.pointee.describe(table.pointee.context, running) else {
      exit(WorkerExit.io.rawValue)
    }
    Self.send(manifest, strlen(manifest))
    table.pointee.release(manifest)
  }

  /// Answers requests until the host hangs up.
  ///
  /// - Parameter answer: Does what is asked on an arena, and replies.
  func serve(
    _ answer: (LoadedPlugin, _ slot: UInt32, UnsafeMutablePointer<WinnowArena>) -> Void
  ) {
    var arenas = [(base: UnsafeMutableRawPointer, byteCount: Int)?](
      repeating: nil,
      count: Int(WINNOW_SLOT_COUNT)
    )
    while let request = Self.receive() {
      let slot = Int(request.slot)
      let byteCount = Int(request.arena_byte_count)
      if arenas[slot]?.byteCount != byteCount {
        if let old = arenas[slot] { munmap(old.base, old.byteCount) }
        arenas[slot] = (Self.map(slot: slot, byteCount: byteCount), byteCount)
      }
      guard let arena = arenas[slot] else { exit(WorkerExit.io.rawValue) }
      answer(self, request.slot, arena.base.assumingMemoryBound(to: WinnowArena.self))
    }
  }

  /// Labels an arena's documents.
  func apply(slot: UInt32, arena: UnsafeMutablePointer<WinnowArena>) {
    table.pointee.apply(table.pointee.context, arena)
    var reply = WinnowReply(slot: slot)
    Self.send(&reply, MemoryLayout<WinnowReply>.size)
  }

  /// Tells what matches in an arena's documents, if the plugin can.
  func tellSpans(slot: UInt32, arena: UnsafeMutablePointer<WinnowArena>) {
    var found: [WinnowSpan] = []
    let spans = Self.takesIn(\.spans, table, entirely: true) ? table.pointee.spans : nil
    // Not `&found`: that would hand over the array's elements.
    withUnsafeMutablePointer(to: &found) { found in
      spans?(table.pointee.context, arena, found) { taker, span in
        guard let taker, let span else { return }
        taker.assumingMemoryBound(to: [WinnowSpan].self).pointee.append(span.pointee)
      }
    }
    var reply = WinnowSpanReply(
      is_offered: spans == nil ? 0 : 1,
      reserved: 0,
      span_count: UInt64(found.count)
    )
    Self.send(&reply, MemoryLayout<WinnowSpanReply>.size)
    found.withUnsafeBytes { if let base = $0.baseAddress { Self.send(base, $0.count) } }
  }

  /// Whether a plugin's table reaches up to a member, or takes it in.
  ///
  /// An older plugin's table ends before members that it does not have.
  private static func takesIn(
    _ member: PartialKeyPath<WinnowPlugin>,
    _ table: UnsafePointer<WinnowPlugin>,
    entirely: Bool
  ) -> Bool {
    guard let offset = MemoryLayout<WinnowPlugin>.offset(of: member) else { return false }
    let end = offset + (entirely ? MemoryLayout<UnsafeRawPointer>.size : 0)
    return Int(table.pointee.table_byte_count) >= end
  }

  private static func receive() -> WinnowRequest? {
    var request = WinnowRequest()
    let byteCount = MemoryLayout<WinnowRequest>.size
    while true {
      let count = recv(Int32(WINNOW_CONTROL_FD), &request, byteCount, Int32(MSG_WAITALL))
      if count == byteCount { return request }
      if count < 0, errno == EINTR { continue }
      return nil
    }
  }

  private static func send(_ bytes: UnsafeRawPointer, _ count: Int) {
    var sent = 0
    while sent < count {
      let written = write(Int32(WINNOW_CONTROL_FD), bytes + sent, count - sent)
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { exit(WorkerExit.io.rawValue) }
      sent += written
    }
  }

  private static func map(slot: Int, byteCount: Int) -> UnsafeMutableRawPointer {
    let descriptor = Int32(Int(WINNOW_CONTROL_FD) + 1 + slot)
    guard
      let base = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
      base != MAP_FAILED
    else { exit(WorkerExit.io.rawValue) }
    return base
  }

  /// Tells the host why the plugin does not fit, as two lines, and ends.
  private static func refuse(_ reason: String, _ fact: String) -> Never {
    let message = "\(reason)\n\(fact)"
    message.withCString { send($0, strlen($0)) }
    exit(WorkerExit.handshake.rawValue)
  }
}
