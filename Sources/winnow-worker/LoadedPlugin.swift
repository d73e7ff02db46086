internal import Platform
internal import PluginABI

/// A plugin that was loaded and found to fit; otherwise the process ends.
struct LoadedPlugin {
  private let table: UnsafePointer<WinnowPlugin>
  private let host: HostLink

  /// Loads a plugin and shakes hands before any of the author's code runs.
  init(path: String, _ host: HostLink) {
    self.host = host
    let library: DynamicLibrary
    do throws(DynamicLibrary.Failure) {
      library = try DynamicLibrary(path: path)
    } catch {
      Self.refuse("load", host, error.reason)
    }
    guard let symbol = library.symbol(WINNOW_ENTRY_SYMBOL) else {
      for version in 1...99 where library.symbol("winnow_plugin_v\(version)") != nil {
        Self.refuse("abi", host, "\(version)")
      }
      Self.refuse("entry", host, WINNOW_ENTRY_SYMBOL)
    }
    guard let table = unsafeBitCast(symbol, to: WinnowEntry.self)() else {
      Self.refuse("entry", host, WINNOW_ENTRY_SYMBOL)
    }
    let version = table.pointee.abi_version
    guard version == UInt32(WINNOW_ABI_VERSION) else { Self.refuse("abi", host, "\(version)") }
    guard Self.takesIn(\.spans, table, entirely: false) else {
      Self.refuse("abi", host, "\(version) of another layout")
    }
    let compiler = String(cString: table.pointee.compiler)
    guard compiler == String(cString: winnow_compiler_identity()) else {
      Self.refuse("compiler", host, compiler)
    }
    let kit = String(cString: table.pointee.kit_version)
    guard kit == WINNOW_KIT_VERSION else { Self.refuse("kit", host, kit) }
    self.table = table
  }

  /// Sends the manifest to the host.
  func describe(runsExamples: Bool) {
    // The running example is kept in the first arena, where the host sees it
    // when an example stops this process.
    let running = host.firstArena.assumingMemoryBound(to: WinnowCursor.self)
    guard
      let manifest = table.pointee.describe(table.pointee.context, runsExamples ? running : nil)
    else { WorkerExit.io.end() }
    let count = ByteSearch.count(ofCString: manifest)
    host.answer(UnsafeRawBufferPointer(start: manifest, count: count))
    table.pointee.release(manifest)
  }

  /// Labels an arena's documents.
  func apply(to arena: UnsafeMutablePointer<WinnowArena>) {
    table.pointee.apply(table.pointee.context, arena)
    host.answer()
  }

  /// Finds what matches in an arena's documents; nothing if the plugin cannot.
  func tellSpans(of arena: UnsafeMutablePointer<WinnowArena>) {
    var found: [WinnowSpan] = []
    let spans = Self.takesIn(\.spans, table, entirely: true) ? table.pointee.spans : nil
    // Not `&found`: that would hand over the array's elements.
    withUnsafeMutablePointer(to: &found) { found in
      spans?(table.pointee.context, arena, found) { taker, span in
        guard let taker, let span else { return }
        taker.assumingMemoryBound(to: [WinnowSpan].self).pointee.append(span.pointee)
      }
    }
    found.withUnsafeBytes { host.answer($0) }
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

  /// Tells the host why the plugin does not fit, as two lines, and ends.
  private static func refuse(_ reason: String, _ host: HostLink, _ fact: String) -> Never {
    var message = "\(reason)\n\(fact)"
    message.withUTF8 { host.answer(UnsafeRawBufferPointer($0)) }
    WorkerExit.handshake.end()
  }
}
