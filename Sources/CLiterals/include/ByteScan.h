/// Scans of bytes, sixteen at a time where the processor can.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Whether no byte has its high bit set.
int32_t winnow_is_ascii(const uint8_t *text, size_t count);

/// Writes a text with `A`…`Z` in lower case and all other bytes as they are.
void winnow_lower_ascii(const uint8_t *text, size_t count, uint8_t *lower);

/// The high bits of the bytes that are capital letters, and of those beyond ASCII.
static inline uint64_t winnow_capitals(uint64_t bytes) {
  const uint64_t ones = UINT64_C(0x0101010101010101);
  // Bytes from `A` on without those behind `Z`; a sum of ASCII does not reach the next byte.
  const uint64_t capitals = (bytes + ones * (0x80 - 'A')) & ~(bytes + ones * (0x80 - 'Z' - 1));
  return (capitals | bytes) & (ones << 7);
}

/// Whether a text is ASCII without capital letters; meant for the short texts people look for.
static inline int32_t winnow_is_lower_ascii(const uint8_t *text, size_t count) {
  uint64_t found = 0, word = 0;
  if (count >= 8) {
    for (size_t index = 0; index + 8 < count; index += 8) {
      memcpy(&word, text + index, 8);
      found |= winnow_capitals(word);
    }
    memcpy(&word, text + count - 8, 8);
    return (found | winnow_capitals(word)) == 0;
  }
  if (count >= 4) {
    uint32_t first, last;
    memcpy(&first, text, 4);
    memcpy(&last, text + count - 4, 4);
    word = first | (uint64_t)last << 32;
  } else {
    for (size_t index = 0; index < count; ++index) word = word << 8 | text[index];
  }
  return winnow_capitals(word) == 0;
}

/// Whether a character beyond ASCII has ASCII letters in its lower case: the
/// capital I with a dot, or the Kelvin sign.
int32_t winnow_lower_holds_ascii(const uint8_t *text, size_t count);

/// The first place of `needle` in `text`, or `NULL`; an empty needle is nowhere.
const uint8_t *winnow_find(const uint8_t *text, size_t count, const uint8_t *needle,
                           size_t needle_count);

/// How many bytes of a text are this one.
size_t winnow_count_byte(const uint8_t *text, size_t count, uint8_t byte);
