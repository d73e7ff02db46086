import Foundation
import PluginABI
import PluginHost
import TestSupport
import Testing

/// Makes shared libraries of C sources.
enum CompiledPlugin {
  /// The folder of the libraries, until the tests end.
  private static let folder = ScratchFolder.shared

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
    try SharedLibrary.compile(source, to: "\(folder.subfolder())/libOther.so")
  }

  /// Writes a file into a new folder; its path.
  static func file(named name: String, _ contents: String) throws -> String {
    let path = "\(try folder.subfolder())/\(name)"
    try contents.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }
}
