import Foundation
import PluginABI
import PluginHost
import Testing

/// Makes shared libraries of C sources.
enum CompiledPlugin {
  /// The C compiler on the path, if there is one.
  static let compiler: String? = ["/usr/bin/cc", "/usr/bin/clang", "/usr/bin/gcc"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// What `winnow_compiler_identity` says in Swift modules of this build.
  static let compilerIdentity = String(cString: winnow_compiler_identity())

  /// A plugin's table with some of its members changed.
  static func source(
    abiVersion: String = "WINNOW_ABI_VERSION",
    tableByteCount: String = "sizeof(WinnowPlugin)",
    compiler: String = "\"unknown\"",
    kit: String = "WINNOW_KIT_VERSION",
    describe: String = "return 0;",
    apply: String = "",
    spans: String = ""
  ) -> String {
    """
    #include <stdlib.h>
    #include <string.h>
    #include <signal.h>
    #include <stdio.h>
    #include <unistd.h>
    #include "winnow_plugin.h"
    static char *describe(const void *context, WinnowCursor *running) { \(describe) }
    static void release(char *manifest) { free(manifest); }
    static void apply(const void *context, WinnowArena *arena) { \(apply) }
    static void spans(const void *context, WinnowArena *arena, void *taker, WinnowSpanTaker take) {
      \(spans)
    }
    static const WinnowPlugin table = {
      .abi_version = \(abiVersion), .table_byte_count = \(tableByteCount),
      .compiler = \(compiler), .kit_version = \(kit), .describe = describe,
      .release = release, .apply = apply, .spans = spans};
    const WinnowPlugin *winnow_plugin_v1(void) { return &table; }
    """
  }

  /// A plugin of two classes that fits this host.
  static func loaded(
    functions: [(name: String, kind: String)] = [("first", "keywords")],
    tableByteCount: String = "sizeof(WinnowPlugin)",
    describing: String = "",
    apply: String = "",
    spans: String = ""
  ) throws -> LoadablePlugin {
    let listed = functions.map {
      #"{"name":"\#($0.name)","kind":"\#($0.kind)","file":"c.c","line":1,"example_count":0}"#
    }.joined(separator: ",")
    let manifest =
      #"{"classes":["a","b"],"functions":[\#(listed)],"problems":[],"failed_examples":[]}"#
    let literal = manifest.replacing("\"", with: "\\\"")
    let source = source(
      tableByteCount: tableByteCount,
      compiler: "\"\(compilerIdentity)\"",
      describe: describing + "return strdup(\"\(literal)\");",
      apply: apply,
      spans: spans
    )
    return try PluginBuilder(TaskLocation(of: library(of: source), from: "/")).plugin()
  }

  /// Compiles a source; the library's path.
  static func library(of source: String) throws -> String {
    let input = try file(named: "plugin.c", source)
    let output = URL(filePath: input).deletingLastPathComponent().appending(path: "libOther.so")
    let process = Process()
    process.executableURL = URL(filePath: try #require(compiler))
    process.arguments = [
      "-shared", "-fPIC", "-I", "\(root)/Sources/PluginABI/include", input, "-o", output.path,
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return output.path
  }

  /// Writes a file into a folder of its own; its path.
  static func file(named name: String, _ contents: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "winnow-handshake-\(UUID().uuidString)"
    )
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: name)
    try contents.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }
}
