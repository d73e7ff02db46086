import Foundation

/// A plugin in C whose every word can be changed.
struct SmallPlugin {
  /// The compiler could not make it.
  struct Failure: Error {
    var output: String
  }

  var entry = "winnow_plugin_v1"
  var border = 1
  var compiler = ""
  var kit = "0.1.0"
  var stopsInDescribe = false
  var manifest = """
    {"classes":["yes","no"],"functions":[{"name":"first","kind":"code","file":"small.c",\
    "line":1,"example_count":0}],"problems":[],"failed_examples":[]}
    """

  /// The C compiler of this machine.
  static let compiler: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let paths = ["cc", "clang", "gcc"].flatMap { name in folders.map { "\($0)/\(name)" } }
    return paths.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  private var source: String {
    """
    #include <stdlib.h>
    #include <string.h>
    #include "winnow_plugin.h"
    static const char manifest[] = \(Self.literal(manifest));
    static char *describe(const void *context, WinnowCursor *running) {
      \(stopsInDescribe ? "abort();" : "")
      return strdup(manifest);
    }
    static void release(char *text) { free(text); }
    static void apply(const void *context, WinnowArena *arena) {
      int16_t *votes = (int16_t *)((char *)arena + arena->votes);
      for (uint32_t row = 0; row < arena->document_count; row++) votes[row] = row % 2;
    }
    static const WinnowPlugin table = {
      \(border), sizeof(WinnowPlugin), \(Self.literal(compiler)), \(Self.literal(kit)), NULL,
      describe, release, apply
    };
    const WinnowPlugin *\(entry)(void) { return &table; }

    """
  }

  private static func literal(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// Compiles it to a shared library.
  func compile(to library: String, in folder: ScratchFolder) throws {
    try folder.write(source, to: "small.c")
    let header = "\(Workspace.packageRoot)/Sources/PluginABI/include"
    let result = try CommandLineTool.shell(
      "\(Self.compiler ?? "cc") -shared -fPIC -I '\(header)' small.c -o \(library)",
      in: folder
    )
    guard result.exitCode == 0 else { throw Failure(output: result.errors) }
  }
}
