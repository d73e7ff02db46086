#include "Blocks.h"
#include "CTextScan.h"

/// Deeper values are left to the scanner that knows the limit.
enum { deepest = 64 };

typedef struct Reader {
  const uint8_t *bytes;
  size_t count, readable, offset;
  /// Not 0 when a string holds bytes that are not ASCII.
  uint32_t high;
} Reader;

INLINE void skip_blanks(Reader *reader) {
  while (reader->offset < reader->count) {
    const uint8_t byte = reader->bytes[reader->offset];
    if (byte != ' ' && byte != '\n' && byte != '\r' && byte != '\t') return;
    reader->offset++;
  }
}

INLINE bool take(Reader *reader, uint8_t byte) {
  if (reader->offset < reader->count && reader->bytes[reader->offset] == byte) {
    reader->offset++;
    return true;
  }
  skip_blanks(reader);
  if (reader->offset >= reader->count || reader->bytes[reader->offset] != byte) return false;
  reader->offset++;
  return true;
}

INLINE bool is_digit(uint8_t byte) { return (uint8_t)(byte - '0') < 10; }

INLINE bool is_hexadecimal(uint8_t byte) {
  return is_digit(byte) || (uint8_t)((byte | 0x20) - 'a') < 6;
}

/// Skips an escape; the reader is at the backslash.
static bool skip_escape(Reader *reader) {
  const uint8_t *bytes = reader->bytes + reader->offset;
  const size_t rest = reader->count - reader->offset;
  if (rest < 2) return false;
  switch (bytes[1]) {
  case 'u':
    if (rest < 6) return false;
    for (int i = 2; i < 6; i++)
      if (!is_hexadecimal(bytes[i])) return false;
    reader->offset += 6;
    return true;
  case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't':
    reader->offset += 2;
    return true;
  default:
    return false;
  }
}

/// Skips the rest of a string; the reader is after its first quote.
INLINE bool skip_string(Reader *reader, bool *is_escaped) {
  *is_escaped = false;
  while (true) {
    uint32_t marks = 0;
    while (reader->offset + 16 <= reader->readable) {
      uint32_t high;
      marks = string_marks(reader->bytes + reader->offset, &high);
      if (marks) {
        const int length = __builtin_ctz(marks);
        reader->high |= high & ((1u << length) - 1);
        reader->offset += (size_t)length;
        break;
      }
      reader->high |= high;
      reader->offset += 16;
    }
    if (!marks) {
      while (reader->offset < reader->count) {
        const uint8_t byte = reader->bytes[reader->offset];
        if (byte == '"' || byte == '\\' || byte < 0x20) break;
        reader->high |= byte & 0x80;
        reader->offset++;
      }
    }
    // Bytes behind the object may have been looked at.
    if (reader->offset >= reader->count) return false;
    const uint8_t byte = reader->bytes[reader->offset];
    if (byte == '"') {
      reader->offset++;
      return true;
    }
    if (byte != '\\' || !skip_escape(reader)) return false;
    *is_escaped = true;
  }
}

INLINE bool skip_digits(Reader *reader) {
  const size_t start = reader->offset;
  while (reader->offset < reader->count && is_digit(reader->bytes[reader->offset])) {
    reader->offset++;
  }
  return reader->offset > start;
}

INLINE bool skip_number(Reader *reader) {
  if (reader->bytes[reader->offset] == '-') reader->offset++;
  const size_t leading = reader->offset;
  if (!skip_digits(reader)) return false;
  if (reader->bytes[leading] == '0' && reader->offset > leading + 1) return false;
  if (reader->offset < reader->count && reader->bytes[reader->offset] == '.') {
    reader->offset++;
    if (!skip_digits(reader)) return false;
  }
  if (reader->offset < reader->count && (reader->bytes[reader->offset] | 0x20) == 'e') {
    reader->offset++;
    if (reader->offset < reader->count &&
        (reader->bytes[reader->offset] == '+' || reader->bytes[reader->offset] == '-')) {
      reader->offset++;
    }
    if (!skip_digits(reader)) return false;
  }
  return true;
}

INLINE bool skip_word(Reader *reader, const char *word, size_t count) {
  if (reader->count - reader->offset < count) return false;
  if (memcmp(reader->bytes + reader->offset, word, count) != 0) return false;
  reader->offset += count;
  return true;
}

static bool skip_container(Reader *reader, int depth);

/// Skips a value and returns its kind; 0 when it is not a value.
INLINE uint8_t skip_value(Reader *reader, int depth, bool *is_escaped) {
  *is_escaped = false;
  if (reader->offset >= reader->count) return 0;
  const uint8_t first = reader->bytes[reader->offset];
  switch (first) {
  case '"':
    reader->offset++;
    return skip_string(reader, is_escaped) ? 4 : 0;
  case '{': case '[':
    return skip_container(reader, depth) ? 5 : 0;
  case 't':
    return skip_word(reader, "true", 4) ? 2 : 0;
  case 'f':
    return skip_word(reader, "false", 5) ? 2 : 0;
  case 'n':
    return skip_word(reader, "null", 4) ? 1 : 0;
  default:
    if (first != '-' && !is_digit(first)) return 0;
    return skip_number(reader) ? 3 : 0;
  }
}

static bool skip_container(Reader *reader, int depth) {
  if (depth >= deepest) return false;
  const bool is_object = reader->bytes[reader->offset++] == '{';
  const uint8_t closing = is_object ? '}' : ']';
  if (take(reader, closing)) return true;
  bool is_escaped;
  do {
    if (is_object) {
      if (!take(reader, '"') || !skip_string(reader, &is_escaped)) return false;
      if (!take(reader, ':')) return false;
    }
    skip_blanks(reader);
    if (!skip_value(reader, depth + 1, &is_escaped)) return false;
  } while (take(reader, ','));
  return take(reader, closing);
}

/// Skips a lead, which gives the member its key and field.
INLINE bool take_lead(Reader *reader, const WinnowLead *lead, WinnowMember *member) {
  if (reader->offset + lead->count > reader->count) return false;
  if (reader->offset + lead->word_count * sizeof(uint64_t) > reader->readable) return false;
  const uint8_t *bytes = reader->bytes + reader->offset;
  const size_t last = lead->word_count - 1;
  uint64_t difference = 0, word;
  for (size_t index = 0; index < last; index++) {
    memcpy(&word, bytes + index * sizeof word, sizeof word);
    difference |= word ^ lead->words[index];
  }
  memcpy(&word, bytes + last * sizeof word, sizeof word);
  difference |= (word & lead->last_mask) ^ lead->words[last];
  if (difference != 0) return false;
  member->key = (uint32_t)reader->offset + lead->key;
  member->key_count = lead->key_count;
  member->field = lead->field;
  member->is_key_escaped = false;
  reader->offset += lead->count;
  reader->high |= !lead->is_ascii;
  return true;
}

ptrdiff_t winnow_json_members(const uint8_t *bytes, size_t count, size_t readable,
                              WinnowMember *members, size_t capacity, const WinnowShape *shape,
                              WinnowObject *object) {
  Reader reader = {.bytes = bytes, .count = count, .readable = readable};
  size_t found = 0, known = 0;
  bool has_escapes = false;
  if (count > UINT32_MAX) return -1;
  while (true) {
    if (found == capacity) return -1;
    WinnowMember *member = &members[found];
    if (known == found && known < shape->count && take_lead(&reader, &shape->leads[known], member)) {
      known++;
    } else {
      if (found == 0) {
        if (!take(&reader, '{')) return -1;
        if (take(&reader, '}')) break;
      } else if (!take(&reader, ',')) {
        if (!take(&reader, '}')) return -1;
        break;
      }
      if (!take(&reader, '"')) return -1;
      member->key = (uint32_t)reader.offset;
      if (!skip_string(&reader, &member->is_key_escaped)) return -1;
      member->key_count = (uint32_t)reader.offset - member->key - 1;
      if (!take(&reader, ':')) return -1;
    }
    skip_blanks(&reader);
    const uint32_t start = (uint32_t)reader.offset;
    member->kind = skip_value(&reader, 1, &member->is_value_escaped);
    if (!member->kind) return -1;
    const uint32_t quotes = member->kind == 4;
    member->value = start + quotes;
    member->value_count = (uint32_t)reader.offset - start - 2 * quotes;
    has_escapes |= member->is_value_escaped;
    found++;
  }
  skip_blanks(&reader);
  if (reader.offset != count) return -1;
  object->is_ascii = reader.high == 0;
  object->has_escapes = has_escapes;
  object->known_count = known;
  return (ptrdiff_t)found;
}

void winnow_json_learn(WinnowShape *shape, const uint8_t *bytes, const WinnowMember *members,
                       size_t count) {
  uint32_t offset = 0;
  shape->count = 0;
  for (size_t index = 0; index < count; index++) {
    const WinnowMember *member = &members[index];
    const uint32_t quotes = member->kind == 4, end = member->value - quotes;
    WinnowLead lead = {.count = end - offset,
                       .key = member->key - offset,
                       .key_count = member->key_count,
                       .field = member->field};
    if (lead.count > sizeof lead.words) return;
    memcpy(lead.words, bytes + offset, lead.count);
    lead.word_count = (uint32_t)((lead.count + sizeof(uint64_t) - 1) / sizeof(uint64_t));
    uint8_t mask[sizeof(uint64_t)] = {0}, all = 0;
    memset(mask, 0xFF, lead.count - (lead.word_count - 1) * sizeof mask);
    memcpy(&lead.last_mask, mask, sizeof mask);
    for (uint32_t at = offset; at < end; at++) all |= bytes[at];
    lead.is_ascii = all < 0x80;
    shape->leads[shape->count++] = lead;
    offset = member->value + member->value_count + quotes;
  }
}
