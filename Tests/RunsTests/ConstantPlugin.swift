import Foundation
import PluginABI
import PluginHost
import TestSupport
import Testing

/// Plugins in C with one function and two classes.
enum ConstantPlugin {
  private static let constant = Result {
    try make("memset((char *)arena + arena->votes, 0, 2 * arena->document_count);")
  }

  private static let literal = Result {
    try make(
      """
      char *base = (char *)arena;
      WinnowSlice *texts = (WinnowSlice *)(base + arena->texts);
      int16_t *votes = (int16_t *)(base + arena->votes);
      for (uint32_t row = 0; row < arena->document_count; row++)
        votes[row] = base[arena->text + texts[row].offset] == 'y' ? 0 : 1;
      """
    )
  }

  /// A plugin that votes for the first class on every document.
  static func loaded() throws -> LoadablePlugin { try constant.get() }

  /// A plugin that votes for the first class on texts that begin with `y`.
  static func votingByFirstLetter() throws -> LoadablePlugin { try literal.get() }

  private static let source = """
    #include <stdlib.h>
    #include <string.h>
    #include "winnow_plugin.h"
    static char *describe(const void *context, WinnowCursor *running) { return strdup(MANIFEST); }
    static void release(char *manifest) { free(manifest); }
    static void apply(const void *context, WinnowArena *arena) {
      APPLY
    }
    static const WinnowPlugin table = {
      WINNOW_ABI_VERSION, sizeof(WinnowPlugin), COMPILER, WINNOW_KIT_VERSION, 0, describe, release,
      apply};
    const WinnowPlugin *winnow_plugin_v1(void) { return &table; }
    """

  private static let manifest = """
    {"classes":["yes","no"],"functions":[{"name":"always","kind":"code","file":"c.c","line":1,\
    "example_count":0}],"problems":[],"failed_examples":[]}
    """

  private static func make(_ apply: String) throws -> LoadablePlugin {
    let values = [
      "MANIFEST": manifest, "COMPILER": String(cString: winnow_compiler_identity()),
    ]
    let definitions = values.map { name, value in
      "#define \(name) \"\(value.replacing("\"", with: "\\\""))\"\n"
    }
    let text = definitions.joined() + source.replacing("APPLY", with: apply)
    let library = try SharedLibrary.compile(
      text,
      to: "\(ScratchFolder.shared.subfolder())/libConstant.so"
    )
    return try PluginBuilder(TaskLocation(of: library, from: "/")).plugin()
  }
}
