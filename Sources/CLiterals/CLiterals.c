#include "CLiterals.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_START, ANYWHERE, SHORT, KIND_COUNT };
enum { HEAD = 8, PREFIX = 3, BIT_COUNT = 64, LINEAR = 16 };

typedef struct {
  /// The first bytes, as compared at once: `(text | fold) & mask == head`.
  uint64_t head, fold, mask;
  /// The first three bytes in lower case, the first one on top.
  uint32_t key;
  uint32_t elements;
  uint32_t count;
  uint32_t head_count;
  uint32_t slots;
  uint32_t slot_count;
  uint8_t before, after, kind;
} Literal;

struct WinnowLiterals {
  uint64_t previous[256], first[256], second[256], third[256];
  /// Literals of one or two bytes, which may stand at the end.
  uint64_t short_bits;
  uint32_t buckets[BIT_COUNT + 1];
  Literal *literals;
  size_t literal_count;
  uint8_t *bytes, *kinds;
  size_t element_count;
  uint32_t *slots;
  size_t slot_total;
  uint64_t *bits;
  size_t word_count;
  WinnowIsWord is_word;
};

static void *grown(void *memory, size_t count, size_t size) {
  memory = realloc(memory, (count ? count : 1) * size);
  if (memory == NULL) abort();
  return memory;
}

static int is_letter(uint8_t byte) { return (uint8_t)((byte | 0x20) - 'a') < 26; }

static int is_word(uint8_t byte) {
  return is_letter(byte) || (uint8_t)(byte - '0') < 10 || byte == '_';
}

static uint8_t lower(uint8_t byte) { return (uint8_t)(byte - 'A') < 26 ? byte | 0x20 : byte; }

WinnowLiterals *winnow_literals_create(size_t slot_count, WinnowIsWord is_word) {
  WinnowLiterals *set = calloc(1, sizeof *set);
  if (set == NULL) abort();
  set->word_count = slot_count / 64 + 1;
  set->bits = grown(NULL, set->word_count, sizeof *set->bits);
  set->is_word = is_word;
  return set;
}

void winnow_literals_destroy(WinnowLiterals *set) {
  free(set->literals);
  free(set->bytes);
  free(set->kinds);
  free(set->slots);
  free(set->bits);
  free(set);
}

void winnow_literals_add(WinnowLiterals *set, const uint8_t *bytes, const uint8_t *kinds,
                         size_t count, WinnowEdge before, WinnowEdge after, uint32_t slot) {
  // Space for twice as many whenever a power of two is full.
  if ((set->literal_count & (set->literal_count - 1)) == 0) {
    const size_t room = set->literal_count ? set->literal_count * 2 : 1;
    set->literals = grown(set->literals, room, sizeof *set->literals);
    set->slots = grown(set->slots, room, sizeof *set->slots);
  }
  set->bytes = grown(set->bytes, set->element_count + count, 1);
  set->kinds = grown(set->kinds, set->element_count + count, 1);
  memcpy(set->bytes + set->element_count, bytes, count);
  memcpy(set->kinds + set->element_count, kinds, count);
  Literal literal = {.elements = (uint32_t)set->element_count,
                     .count = (uint32_t)count,
                     .slots = (uint32_t)set->literal_count,
                     .slot_count = 1,
                     .before = (uint8_t)before,
                     .after = (uint8_t)after};
  uint8_t head[HEAD] = {0}, fold[HEAD] = {0}, mask[HEAD] = {0};
  size_t length = 0;
  while (length < count && length < HEAD && kinds[length] != WINNOW_ELEMENT_GAP) {
    head[length] = bytes[length];
    fold[length] = kinds[length] == WINNOW_ELEMENT_LETTER ? 0x20 : 0;
    mask[length] = 0xFF;
    ++length;
  }
  memcpy(&literal.head, head, HEAD);
  memcpy(&literal.fold, fold, HEAD);
  memcpy(&literal.mask, mask, HEAD);
  literal.head_count = (uint32_t)length;
  for (size_t index = 0; index < PREFIX; ++index) literal.key = literal.key << 8 | lower(head[index]);
  literal.kind = length < PREFIX ? SHORT
                 : before == WINNOW_EDGE_NO_WORD || before == WINNOW_EDGE_KEYWORD ? WORD_START
                                                                                  : ANYWHERE;
  set->slots[set->literal_count] = slot;
  set->literals[set->literal_count] = literal;
  set->element_count += count;
  ++set->literal_count;
}

static int compare(const void *left, const void *right) {
  const Literal *a = left, *b = right;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  if (a->key != b->key) return a->key < b->key ? -1 : 1;
  return a->elements < b->elements ? -1 : a->elements > b->elements;
}

static int is_same(const WinnowLiterals *set, const Literal *a, const Literal *b) {
  return a->count == b->count && a->before == b->before && a->after == b->after &&
         memcmp(set->bytes + a->elements, set->bytes + b->elements, a->count) == 0 &&
         memcmp(set->kinds + a->elements, set->kinds + b->elements, a->count) == 0;
}

/// Gives equal literals one entry with all their slots.
static void merge(WinnowLiterals *set) {
  uint32_t *slots = grown(NULL, set->literal_count, sizeof *slots);
  uint8_t *taken = calloc(set->literal_count + 1, 1);
  if (taken == NULL) abort();
  size_t kept = 0;
  for (size_t index = 0; index < set->literal_count; ++index) {
    if (taken[index]) continue;
    Literal literal = set->literals[index];
    const uint32_t first = (uint32_t)set->slot_total;
    for (size_t other = index; other < set->literal_count; ++other) {
      const Literal *same = &set->literals[other];
      if (same->kind != literal.kind || same->key != literal.key) break;
      if (taken[other] || !is_same(set, &literal, same)) continue;
      taken[other] = 1;
      slots[set->slot_total++] = set->slots[same->slots];
    }
    literal.slots = first;
    literal.slot_count = (uint32_t)set->slot_total - first;
    set->literals[kept++] = literal;
  }
  set->literal_count = kept;
  free(taken);
  free(set->slots);
  set->slots = slots;
}

/// Whether a literal has another prefix than the one before it.
static int begins_group(const WinnowLiterals *set, size_t index) {
  return index == 0 || set->literals[index].kind != set->literals[index - 1].kind ||
         set->literals[index].key != set->literals[index - 1].key;
}

static void admit(uint64_t *table, const Literal *literal, uint32_t position, uint64_t bit) {
  if (position >= literal->head_count) {
    for (size_t byte = 0; byte < 256; ++byte) table[byte] |= bit;
    return;
  }
  uint8_t head[HEAD], fold[HEAD];
  memcpy(head, &literal->head, HEAD);
  memcpy(fold, &literal->fold, HEAD);
  table[head[position]] |= bit;
  if (fold[position]) table[head[position] & ~0x20] |= bit;
}

void winnow_literals_compile(WinnowLiterals *set) {
  qsort(set->literals, set->literal_count, sizeof *set->literals, compare);
  merge(set);
  size_t groups[KIND_COUNT] = {0}, total = 0;
  for (size_t index = 0; index < set->literal_count; ++index) {
    if (begins_group(set, index)) ++groups[set->literals[index].kind], ++total;
  }
  // Each kind gets its share of the bits, and one at least; neighbours in the
  // alphabet share a bit, so that the first byte alone excludes most of them.
  size_t bits[KIND_COUNT] = {0};
  for (size_t kind = 0; kind < KIND_COUNT; ++kind) {
    if (groups[kind] == 0) continue;
    const size_t share = (BIT_COUNT - KIND_COUNT) * groups[kind] / total + 1;
    bits[kind] = share < groups[kind] ? share : groups[kind];
  }
  uint64_t word_start = 0;
  size_t base = 0, index = 0;
  for (size_t kind = 0; kind < KIND_COUNT; ++kind) {
    size_t group = 0, bucket = base;
    for (; index < set->literal_count && set->literals[index].kind == kind; ++index) {
      const Literal *literal = &set->literals[index];
      if (begins_group(set, index)) {
        const size_t next = base + group * bits[kind] / groups[kind];
        if (group == 0 || next != bucket) set->buckets[next] = (uint32_t)index;
        bucket = next;
        ++group;
      }
      const uint64_t bit = UINT64_C(1) << bucket;
      admit(set->first, literal, 0, bit);
      admit(set->second, literal, 1, bit);
      admit(set->third, literal, 2, bit);
      if (kind == SHORT) set->short_bits |= bit;
      if (kind == WORD_START) word_start |= bit;
    }
    base += bits[kind];
  }
  for (; base <= BIT_COUNT; ++base) set->buckets[base] = (uint32_t)set->literal_count;
  for (size_t byte = 0; byte < 256; ++byte) {
    set->previous[byte] = byte < 0x80 && is_word((uint8_t)byte) ? ~word_start : ~UINT64_C(0);
  }
}

static uint32_t scalar_at(const uint8_t *text) {
  if (text[0] < 0xE0) return (text[0] & 0x1Fu) << 6 | (text[1] & 0x3Fu);
  if (text[0] < 0xF0) {
    return (text[0] & 0x0Fu) << 12 | (text[1] & 0x3Fu) << 6 | (text[2] & 0x3Fu);
  }
  return (text[0] & 0x07u) << 18 | (text[1] & 0x3Fu) << 12 | (text[2] & 0x3Fu) << 6 |
         (text[3] & 0x3Fu);
}

static int is_any_word(const WinnowLiterals *set, const uint8_t *at) {
  return *at < 0x80 ? is_word(*at) : set->is_word(scalar_at(at));
}

static int is_before(const WinnowLiterals *set, const uint8_t *text, size_t start, uint8_t edge) {
  switch (edge) {
    case WINNOW_EDGE_NO_WORD: return start == 0 || !is_word(text[start - 1]);
    case WINNOW_EDGE_WORD: return start > 0 && is_word(text[start - 1]);
    case WINNOW_EDGE_KEYWORD: {
      if (start == 0) return 1;
      size_t at = start - 1;
      while (at > 0 && (text[at] & 0xC0) == 0x80) --at;
      return !is_any_word(set, text + at);
    }
    case WINNOW_EDGE_TEXT: return start == 0;
    default: return 1;
  }
}

static int is_after(const WinnowLiterals *set, const uint8_t *text, size_t count, size_t end,
                    uint8_t edge) {
  switch (edge) {
    case WINNOW_EDGE_NO_WORD: return end == count || !is_word(text[end]);
    case WINNOW_EDGE_WORD: return end < count && is_word(text[end]);
    case WINNOW_EDGE_KEYWORD: return end == count || !is_any_word(set, text + end);
    case WINNOW_EDGE_TEXT: return end == count;
    default: return 1;
  }
}

/// The end of the white-space character at a place, or the place itself.
static size_t behind_space(const uint8_t *text, size_t count, size_t at) {
  if (at == count) return at;
  const uint8_t byte = text[at];
  if (byte < 0x80) {
    return at + (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\f' || byte == '\r');
  }
  if (byte != 0xC2 && (byte < 0xE1 || byte > 0xE3)) return at;
  const uint32_t scalar = scalar_at(text + at);
  const int is_space = scalar == 0xA0 || scalar == 0x1680 || (scalar >= 0x2000 && scalar <= 0x200A) ||
                       scalar == 0x2028 || scalar == 0x2029 || scalar == 0x202F ||
                       scalar == 0x205F || scalar == 0x3000;
  return is_space ? at + (byte == 0xC2 ? 2 : 3) : at;
}

/// Where a literal whose head stands at `start` ends, or 0.
static size_t end_of(const WinnowLiterals *set, const Literal *literal, const uint8_t *text,
                     size_t count, size_t start) {
  size_t at = start + literal->head_count;
  if (at > count) return 0;
  const uint8_t *bytes = set->bytes + literal->elements, *kinds = set->kinds + literal->elements;
  for (size_t index = literal->head_count; index < literal->count; ++index) {
    if (kinds[index] == WINNOW_ELEMENT_GAP) {
      const size_t gap = at;
      for (size_t next; (next = behind_space(text, count, at)) != at;) at = next;
      if (at == gap) return 0;
    } else {
      if (at == count) return 0;
      const uint8_t fold = kinds[index] == WINNOW_ELEMENT_LETTER ? 0x20 : 0;
      if ((text[at] | fold) != bytes[index]) return 0;
      ++at;
    }
  }
  return at;
}

static uint32_t key_of(const uint8_t *bytes) {
  return (uint32_t)lower(bytes[0]) << 16 | (uint32_t)lower(bytes[1]) << 8 | lower(bytes[2]);
}

/// The first literal of a bucket whose prefix is not below a key.
static uint32_t lower_bound(const WinnowLiterals *set, uint32_t low, uint32_t high, uint32_t key) {
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (set->literals[middle].key < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/// Compares the literals of some buckets at one place.
static void look(WinnowLiterals *set, const uint8_t *text, size_t count, size_t start,
                 uint64_t buckets) {
  uint64_t window = 0;
  memcpy(&window, text + start, count - start < HEAD ? count - start : HEAD);
  for (; buckets != 0; buckets &= buckets - 1) {
    const int bit = __builtin_ctzll(buckets);
    uint32_t index = set->buckets[bit], end = set->buckets[bit + 1];
    if (end - index > LINEAR && !(set->short_bits >> bit & 1)) {
      const uint32_t key = key_of(text + start);
      index = lower_bound(set, index, end, key);
      end = lower_bound(set, index, end, key + 1);
    }
    for (; index < end; ++index) {
      const Literal *literal = &set->literals[index];
      if (((window | literal->fold) & literal->mask) != literal->head) continue;
      const size_t stop = end_of(set, literal, text, count, start);
      if (stop == 0 || !is_after(set, text, count, stop, literal->after) ||
          !is_before(set, text, start, literal->before)) {
        continue;
      }
      const uint32_t *slots = set->slots + literal->slots;
      for (uint32_t slot = 0; slot < literal->slot_count; ++slot) {
        set->bits[slots[slot] / 64] |= UINT64_C(1) << slots[slot] % 64;
      }
    }
  }
}

const uint64_t *winnow_literals_scan(WinnowLiterals *set, const uint8_t *text, size_t count) {
  memset(set->bits, 0, set->word_count * sizeof *set->bits);
  uint64_t previous = ~UINT64_C(0);
  size_t start = 0;
  for (; start + 2 < count; ++start) {
    const uint64_t buckets = previous & set->first[text[start]] & set->second[text[start + 1]] &
                             set->third[text[start + 2]];
    previous = set->previous[text[start]];
    if (__builtin_expect(buckets != 0, 0)) look(set, text, count, start, buckets);
  }
  for (; start < count; ++start) {
    uint64_t buckets = set->short_bits & set->first[text[start]];
    if (start + 1 < count) buckets &= set->second[text[start + 1]];
    if (buckets != 0) look(set, text, count, start, buckets);
  }
  return set->bits;
}

int32_t winnow_folds_to_ascii(const uint8_t *text, size_t count) {
  const uint8_t *end = text + count;
  for (const uint8_t *at = text; (at = memchr(at, 0xC5, (size_t)(end - at))) != NULL; ++at) {
    if (end - at > 1 && at[1] == 0xBF) return 1;
  }
  for (const uint8_t *at = text; (at = memchr(at, 0xE2, (size_t)(end - at))) != NULL; ++at) {
    if (end - at > 2 && at[1] == 0x84 && at[2] == 0xAA) return 1;
  }
  return 0;
}
