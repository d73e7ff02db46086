/// Finds many literals in one pass over a text of valid UTF-8.
///
/// Each place of the text is looked up in four tables of 64 bits (the character
/// before it and the three bytes from it on); only where a bit remains are
/// literals compared.
#pragma once
#include "ByteScan.h"

#include <stddef.h>
#include <stdint.h>

typedef struct WinnowLiterals WinnowLiterals;

/// What has to be next to a literal.
typedef enum {
  /// Anything.
  WINNOW_EDGE_NONE = 0,
  /// No ASCII letter, digit or `_`.
  WINNOW_EDGE_NO_WORD = 1,
  /// An ASCII letter, digit or `_`.
  WINNOW_EDGE_WORD = 2,
  /// No letter, mark, number or `_` of any script.
  WINNOW_EDGE_KEYWORD = 3,
  /// The begin or the end of the text.
  WINNOW_EDGE_TEXT = 4
} WinnowEdge;

/// What an element of a literal stands for.
typedef enum {
  /// This byte.
  WINNOW_ELEMENT_BYTE = 0,
  /// This ASCII letter, given in lower case, or its other case.
  WINNOW_ELEMENT_LETTER = 1,
  /// One or more white-space characters of any script; never first or last.
  WINNOW_ELEMENT_GAP = 2
} WinnowElement;

/// Whether a scalar that is not ASCII is a letter, mark or number.
typedef int32_t (*WinnowIsWord)(uint32_t scalar);

/// An empty set whose hits are noted in `slot_count` slots.
WinnowLiterals *winnow_literals_create(size_t slot_count, WinnowIsWord is_word);
void winnow_literals_destroy(WinnowLiterals *set);

/// Adds a literal of at least one element; `kinds` holds a WinnowElement for each.
void winnow_literals_add(WinnowLiterals *set, const uint8_t *bytes, const uint8_t *kinds,
                         size_t count, WinnowEdge before, WinnowEdge after, uint32_t slot);

/// Builds the tables after the last literal.
void winnow_literals_compile(WinnowLiterals *set);

/// Sets the bit of each slot that one of its literals occurs for.
///
/// Returns the bits, 64 to a word, valid until the next call. Not for use from
/// two threads at once.
const uint64_t *winnow_literals_scan(WinnowLiterals *set, const uint8_t *text, size_t count);

/// Whether a text holds a character beyond ASCII that folds to an ASCII letter:
/// the Kelvin sign or the long s.
int32_t winnow_folds_to_ascii(const uint8_t *text, size_t count);
