#include "Blocks.h"
#include "CTextScan.h"

/// The bytes that matter, in order, 64 bytes looked at at a time.
typedef struct Marks {
  const uint8_t *bytes;
  size_t count, block;
  uint64_t marks, high;
  /// Not 0 when a block that was left behind is not all ASCII.
  uint64_t passed;
  uint8_t separator, quote;
} Marks;

INLINE void load(Marks *marks) {
  if (marks->block + 64 <= marks->count) {
    marks->marks =
        record_marks(marks->bytes + marks->block, marks->separator, marks->quote, &marks->high);
    return;
  }
  uint8_t rest[64];
  const size_t known = marks->count - marks->block;
  memset(rest, 0, sizeof rest);
  memcpy(rest, marks->bytes + marks->block, known);
  marks->marks = record_marks(rest, marks->separator, marks->quote, &marks->high);
  marks->marks &= ((uint64_t)1 << known) - 1;
}

/// Whether there is another mark; its offset goes to `offset`.
INLINE bool next(Marks *marks, size_t *offset) {
  while (!marks->marks) {
    if (marks->block + 64 >= marks->count) return false;
    marks->passed |= marks->high;
    marks->block += 64;
    load(marks);
  }
  *offset = marks->block + (size_t)__builtin_ctzll(marks->marks);
  marks->marks &= marks->marks - 1;
  return true;
}

ptrdiff_t winnow_csv_record(const uint8_t *bytes, size_t count, uint8_t separator, int quote,
                            WinnowMember *fields, size_t capacity, WinnowRecord *record) {
  if (count == 0 || count > UINT32_MAX || bytes[0] == '\n' || bytes[0] == '\r') return -1;
  Marks marks = {.bytes = bytes, .count = count, .separator = separator};
  marks.quote = quote < 0 ? separator : (uint8_t)quote;
  load(&marks);
  size_t found = 0, start = 0, offset = 0;
  record->line_count = 1;
  while (true) {
    if (found == capacity || start >= count) return -1;
    WinnowMember *field = &fields[found++];
    field->is_value_escaped = false;
    field->kind = 4;
    if (bytes[start] == quote) {
      if (!next(&marks, &offset)) return -1;
      while (true) {
        if (!next(&marks, &offset) || offset + 1 == count) return -1;
        if (bytes[offset] == quote) {
          if (bytes[offset + 1] != quote) break;
          field->is_value_escaped = true;
          if (!next(&marks, &offset)) return -1;
        } else if (bytes[offset] == '\n' ||
                   (bytes[offset] == '\r' && bytes[offset + 1] != '\n')) {
          record->line_count++;
        }
      }
      field->value = (uint32_t)start + 1;
      field->value_count = (uint32_t)(offset - start - 1);
      const size_t closing = offset;
      // After the closing quote comes a mark that is not a quote, or it is a mistake.
      if (!next(&marks, &offset) || offset != closing + 1) return -1;
    } else {
      do {
        if (!next(&marks, &offset)) return -1;
      } while (bytes[offset] == quote);
      field->value = (uint32_t)start;
      field->value_count = (uint32_t)(offset - start);
    }
    if (bytes[offset] == separator) {
      start = offset + 1;
      continue;
    }
    record->count = offset;
    record->end = offset + 1;
    if (bytes[offset] == '\r') {
      if (offset + 1 == count) return -1;
      if (bytes[offset + 1] == '\n') record->end++;
    }
    const uint64_t within = ((uint64_t)1 << (offset - marks.block)) - 1;
    record->is_ascii = (marks.passed | (marks.high & within)) == 0;
    return (ptrdiff_t)found;
  }
}

size_t winnow_text_count_byte(const uint8_t *bytes, size_t count, uint8_t byte) {
  size_t found = 0, offset = 0;
  for (; offset + 64 <= count; offset += 64) {
    found += (size_t)__builtin_popcountll(equal_marks(bytes + offset, byte));
  }
  for (; offset < count; offset++) found += bytes[offset] == byte;
  return found;
}

size_t winnow_last_record_end(const uint8_t *bytes, size_t count, int quote) {
  size_t before = quote < 0 ? 0 : winnow_text_count_byte(bytes, count, (uint8_t)quote);
  for (size_t offset = count; offset > 0; offset--) {
    const uint8_t byte = bytes[offset - 1];
    if (byte == quote) before--;
    if (byte == '\n' && before % 2 == 0) return offset;
  }
  return 0;
}
