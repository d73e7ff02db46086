#include "CLiterals.h"

#include <stdlib.h>
#include <string.h>

#ifdef __SSE2__
#include <immintrin.h>
#endif

enum { WORD_START, ANYWHERE, SHORT, KIND_COUNT };
enum { HEAD = 8, PREFIX = 3, BIT_COUNT = 64, GROUP_COUNT = 8, LINEAR = 16, PLACES = 32 };

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
  /// The same for groups of buckets, by the halves of each of the three bytes.
  uint8_t lows[PREFIX][16], highs[PREFIX][16];
  /// Groups whose literals follow no word character.
  uint8_t word_starts;
  /// Literals of one or two bytes, which may be at the end.
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
static int begins_prefix(const WinnowLiterals *set, size_t index) {
  return index == 0 || set->literals[index].kind != set->literals[index - 1].kind ||
         set->literals[index].key != set->literals[index - 1].key;
}

static void admit_byte(WinnowLiterals *set, uint32_t position, uint8_t byte, uint64_t bit,
                       uint8_t group) {
  (position == 0 ? set->first : position == 1 ? set->second : set->third)[byte] |= bit;
  set->lows[position][byte & 15] |= group;
  set->highs[position][byte >> 4] |= group;
}

/// Notes in the tables of a position what a literal may have there.
static void admit(WinnowLiterals *set, const Literal *literal, uint32_t position, uint64_t bit,
                  uint8_t group) {
  if (position >= literal->head_count) {
    for (int byte = 0; byte < 256; ++byte) admit_byte(set, position, (uint8_t)byte, bit, group);
    return;
  }
  uint8_t head[HEAD], fold[HEAD];
  memcpy(head, &literal->head, HEAD);
  memcpy(fold, &literal->fold, HEAD);
  admit_byte(set, position, head[position], bit, group);
  if (fold[position]) admit_byte(set, position, head[position] & ~0x20, bit, group);
}

/// What a kind gets of this many bits: one at least, and no more than it has prefixes.
static size_t share(size_t bits, size_t prefixes, size_t total) {
  if (prefixes == 0) return 0;
  const size_t part = (bits - KIND_COUNT) * prefixes / total + 1;
  return part < prefixes ? part : prefixes;
}

void winnow_literals_compile(WinnowLiterals *set) {
  qsort(set->literals, set->literal_count, sizeof *set->literals, compare);
  merge(set);
  size_t prefixes[KIND_COUNT] = {0}, total = 0;
  for (size_t index = 0; index < set->literal_count; ++index) {
    if (begins_prefix(set, index)) ++prefixes[set->literals[index].kind], ++total;
  }
  // Neighbours in the alphabet share a bit, so that the first byte alone excludes most of them.
  uint64_t word_start = 0;
  size_t base = 0, group_base = 0, index = 0;
  for (size_t kind = 0; kind < KIND_COUNT; ++kind) {
    const size_t bits = share(BIT_COUNT, prefixes[kind], total);
    const size_t groups = share(GROUP_COUNT, prefixes[kind], total);
    size_t prefix = 0, bucket = base;
    for (; index < set->literal_count && set->literals[index].kind == kind; ++index) {
      const Literal *literal = &set->literals[index];
      if (begins_prefix(set, index)) {
        const size_t next = base + prefix * bits / prefixes[kind];
        if (prefix == 0 || next != bucket) set->buckets[next] = (uint32_t)index;
        bucket = next;
        ++prefix;
      }
      const uint64_t bit = UINT64_C(1) << bucket;
      const uint8_t group = (uint8_t)(1 << (group_base + (bucket - base) * groups / bits));
      for (uint32_t position = 0; position < PREFIX; ++position) {
        admit(set, literal, position, bit, group);
      }
      if (kind == SHORT) set->short_bits |= bit;
      if (kind == WORD_START) word_start |= bit, set->word_starts |= group;
    }
    base += bits;
    group_base += groups;
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

/// Where a literal whose head is at `start` ends, or 0.
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

/// The buckets of the literals that may begin at a place that has three bytes.
static inline uint64_t buckets_at(const WinnowLiterals *set, const uint8_t *text, size_t start) {
  const uint64_t buckets = set->first[text[start]] & set->second[text[start + 1]] &
                           set->third[text[start + 2]];
  return start > 0 ? buckets & set->previous[text[start - 1]] : buckets;
}

#ifdef __SSE2__
#define AVX2 __attribute__((target("avx2")))

AVX2 static __m256i both_lanes(const uint8_t *table) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)table));
}

/// What two tables say in common of the halves of 32 bytes.
AVX2 static inline __m256i classes(const uint8_t *at, __m256i lows, __m256i highs) {
  const __m256i bytes = _mm256_loadu_si256((const __m256i *)at), half = _mm256_set1_epi8(15);
  const __m256i low = _mm256_and_si256(bytes, half);
  const __m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half);
  return _mm256_and_si256(_mm256_shuffle_epi8(lows, low), _mm256_shuffle_epi8(highs, high));
}

/// Looks at the first `places` places, more than 32, as many at a time.
///
/// Shuffles find the places where some group of literals may begin; see G. Langdale's "Teddy"
/// in Hyperscan (https://www.usenix.org/conference/nsdi19/presentation/wang-xiang).
AVX2 static void scan_thirty_twos(WinnowLiterals *set, const uint8_t *text, size_t count,
                                  size_t places) {
  // Word characters by halves: 0-9, then A-O and a-o, then P-Z and _, then p-z.
  static const uint8_t word_lows[16] = {13, 15, 15, 15, 15, 15, 15, 15,
                                        15, 15, 14, 2,  2,  2,  2,  6};
  static const uint8_t word_highs[16] = {[3] = 1, [4] = 2, [5] = 4, [6] = 2, [7] = 8};
  const __m256i zero = _mm256_setzero_si256();
  const __m256i words[2] = {both_lanes(word_lows), both_lanes(word_highs)};
  const __m256i anywhere = _mm256_set1_epi8((char)~set->word_starts);
  __m256i lows[PREFIX], highs[PREFIX];
  for (int position = 0; position < PREFIX; ++position) {
    lows[position] = both_lanes(set->lows[position]);
    highs[position] = both_lanes(set->highs[position]);
  }
  // Places are compared in groups: between them the vectors would have to be kept in memory.
  struct { size_t start; uint64_t buckets; } places_found[8 * PLACES];
  size_t found_count = 1;
  places_found[0].start = 0;
  places_found[0].buckets = buckets_at(set, text, 0);
  for (size_t next = 1; next < places; next += PLACES) {
    // The last places are compared together with some that were looked at before.
    const size_t start = next + PLACES > places ? places - PLACES : next;
    const uint8_t *at = text + start;
    const __m256i is_free = _mm256_cmpeq_epi8(classes(at - 1, words[0], words[1]), zero);
    __m256i groups = _mm256_or_si256(is_free, anywhere);
    for (int position = 0; position < PREFIX; ++position) {
      groups = _mm256_and_si256(groups, classes(at + position, lows[position], highs[position]));
    }
    uint32_t found = ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(groups, zero));
    found &= UINT32_MAX << (next - start);
    for (; found != 0; found &= found - 1) {
      const size_t place = start + (size_t)__builtin_ctz(found);
      const uint64_t buckets = buckets_at(set, text, place);
      places_found[found_count].start = place;
      places_found[found_count].buckets = buckets;
      found_count += buckets != 0;
    }
    if (found_count > 7 * PLACES || start + PLACES == places) {
      for (size_t index = 0; index < found_count; ++index) {
        look(set, text, count, places_found[index].start, places_found[index].buckets);
      }
      found_count = 0;
    }
  }
}
#endif

const uint64_t *winnow_literals_scan(WinnowLiterals *set, const uint8_t *text, size_t count) {
  memset(set->bits, 0, set->word_count * sizeof *set->bits);
  const size_t places = count < PREFIX ? 0 : count - PREFIX + 1;
  size_t start = 0;
#ifdef __SSE2__
  if (places > PLACES && __builtin_cpu_supports("avx2")) {
    scan_thirty_twos(set, text, count, places);
    start = places;
  }
#endif
  for (; start < places; ++start) {
    const uint64_t buckets = buckets_at(set, text, start);
    if (buckets != 0) look(set, text, count, start, buckets);
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
