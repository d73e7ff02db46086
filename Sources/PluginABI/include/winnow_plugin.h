/// The border between winnow and a plugin: a table of C functions and the
/// layout of the arena that a batch of documents travels in.
///
/// A plugin exports `const WinnowPlugin *winnow_plugin_v1(void)`. No Swift type
/// crosses, so both sides may be built apart from each other. The first two
/// members of the table never change, so a mismatch is always detected.
#pragma once
#include <stdint.h>

/// Version of everything in this header; changes with any change of layout.
#define WINNOW_ABI_VERSION 3
/// Name of the entry that a plugin exports for this version.
#define WINNOW_ENTRY_SYMBOL "winnow_plugin_v1"
/// Version of LabelingKit.
#define WINNOW_KIT_VERSION "0.1.0"

/// What a function says of a document when it does not name a class.
enum { WINNOW_ABSTAIN = -1, WINNOW_FAULT = -2 };

/// Kinds of field values.
enum {
  WINNOW_VALUE_NULL = 1,
  WINNOW_VALUE_BOOL = 2,
  WINNOW_VALUE_NUMBER = 3,
  WINNOW_VALUE_STRING = 4,
  WINNOW_VALUE_JSON = 5,
  /// An XML element, or an array of elements, as JSON whose members are in document order,
  /// so that names may repeat; its text is that of everything in it but its attributes.
  WINNOW_VALUE_ELEMENT = 6
};

/// Bytes of the arena's text, from `offset`; `length` is WINNOW_NO_TEXT where there are none.
typedef struct WinnowSlice {
  uint32_t offset, length;
} WinnowSlice;

#define WINNOW_NO_TEXT UINT32_MAX

/// One field's value in one document.
typedef struct WinnowCell {
  uint32_t field;
  uint32_t kind;
  WinnowSlice value;
} WinnowCell;

/// A (function, document) pair of a batch.
typedef struct WinnowCursor {
  uint32_t function, document;
} WinnowCursor;

/// The cursor's function while all keyword and pattern functions run as one;
/// the other functions count from 1 in a cursor.
#define WINNOW_MATCHER 0

/// Room for the first fault message of each function in a batch, NUL-terminated.
#define WINNOW_MESSAGE_BYTES 256

/// What a vote says that is for no class alone: a set of classes, or a class with a confidence.
///
/// In a task of one class a document its statements are classes, of which one is true. In a task of
/// several labels, of k classes, a statement is a class c that is there, or k + c for one that is
/// not.
typedef struct WinnowBallot {
  /// The statements, from `first` on, of which there is at least one.
  uint32_t first, count;
  /// How sure the function is, 0 to 1; negative where it does not say.
  double confidence;
} WinnowBallot;

/// Ballots, and their statements, that code may cast in a batch besides those of the manifest.
#define WINNOW_BALLOT_LIMIT 8192
#define WINNOW_STATEMENT_LIMIT 65536

/// The head of an arena. The members of type uint64_t are byte offsets from the
/// arena's start, each section aligned to 16 bytes.
typedef struct WinnowArena {
  uint32_t document_count, field_count, function_count, class_count;
  /// Ballots that code has cast in this batch, and their statements.
  uint32_t ballot_count, statement_count;
  /// uint8_t[]: UTF-8 text that all slices point into.
  uint64_t text;
  /// WinnowSlice[field_count]: names of the fields.
  uint64_t field_names;
  /// WinnowSlice[document_count]: the documents' ids and texts.
  uint64_t ids, texts;
  /// uint32_t[document_count + 1]: where each document's cells begin.
  uint64_t cell_starts;
  /// WinnowCell[]: the documents' fields, in their order.
  uint64_t cells;
  /// uint8_t[function_count]: 0 for a function that is not to run.
  uint64_t enabled;
  /// int16_t[function_count][document_count]: index of a ballot, WINNOW_ABSTAIN or WINNOW_FAULT.
  /// First come the classes, then the manifest's ballots, then those of this batch.
  uint64_t votes;
  /// char[function_count][WINNOW_MESSAGE_BYTES].
  uint64_t messages;
  /// WinnowBallot[WINNOW_BALLOT_LIMIT], uint16_t[WINNOW_STATEMENT_LIMIT].
  uint64_t ballots, statements;
  /// Where to begin: at 0, 0, or behind the cell that stopped a worker. Keyword and
  /// pattern functions run first, as WINNOW_MATCHER; then the others in order.
  WinnowCursor resume;
  /// The cell that runs now; written with ``winnow_mark``.
  WinnowCursor running;
} WinnowArena;

/// A part of a document that made a keyword, pattern or lookup function match.
typedef struct WinnowSpan {
  uint32_t function, document;
  /// Index of the field that was looked at, or WINNOW_IN_TEXT.
  uint32_t field;
  /// Index of the ballot that the part votes for; of the class where it is for one.
  int32_t vote;
  /// UTF-8 bytes, counted from the start of the text, or of the field's value.
  uint32_t offset, length;
} WinnowSpan;

#define WINNOW_IN_TEXT UINT32_MAX

/// Takes one part after the other.
typedef void (*WinnowSpanTaker)(void *taker, const WinnowSpan *span);

/// What a plugin offers.
typedef struct WinnowPlugin {
  /// WINNOW_ABI_VERSION at the time the plugin was built.
  uint32_t abi_version;
  /// sizeof(WinnowPlugin) at that time.
  uint32_t table_byte_count;
  /// Identity of the compiler that built it.
  const char *compiler;
  /// WINNOW_KIT_VERSION at that time.
  const char *kit_version;
  /// What the functions below are to be called with.
  const void *context;
  /// Runs the examples and returns the manifest: JSON, to be given to `release`.
  /// `running` is where examples mark the function, counted from 1, and the example that
  /// run; NULL leaves the examples out.
  char *(*describe)(const void *context, WinnowCursor *running);
  /// Frees what `describe` returned.
  void (*release)(char *manifest);
  /// Runs the enabled functions on the arena's documents; one call at a time.
  void (*apply)(const void *context, WinnowArena *arena);
  /// From here on members are optional: a plugin of an older LabelingKit ends before
  /// them, so they are used only where `table_byte_count` takes them in.
  ///
  /// Tells which parts of the arena's documents make the enabled functions match,
  /// by document and function. Functions made of code have none.
  void (*spans)(const void *context, WinnowArena *arena, void *taker, WinnowSpanTaker take);
} WinnowPlugin;

typedef const WinnowPlugin *(*WinnowEntry)(void);

/// Identity of the compiler that translates this line.
static inline const char *winnow_compiler_identity(void) { return __VERSION__; }

/// Notes the running cell where the host sees it even if the next step traps.
static inline void winnow_mark(WinnowCursor *running, uint32_t function, uint32_t document) {
  uint64_t cell;
  WinnowCursor cursor = {function, document};
  __builtin_memcpy(&cell, &cursor, sizeof cell);
  __atomic_store_n((uint64_t *)running, cell, __ATOMIC_RELAXED);
}

/// The cell that ``winnow_mark`` noted last.
static inline WinnowCursor winnow_marked(const WinnowCursor *running) {
  uint64_t cell = __atomic_load_n((const uint64_t *)running, __ATOMIC_RELAXED);
  WinnowCursor cursor;
  __builtin_memcpy(&cursor, &cell, sizeof cursor);
  return cursor;
}
