#define _GNU_SOURCE
#include "ByteScan.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>

enum { WIDTH = 16 };

static __m128i load(const uint8_t *at) { return _mm_loadu_si128((const __m128i *)at); }

/// Sixteen bytes with `A`…`Z` in lower case.
static __m128i lowered(__m128i bytes) {
  // As signed numbers, from one below `A` plus 128, only the letters are less than −102.
  const __m128i shifted = _mm_add_epi8(bytes, _mm_set1_epi8((char)(128 - 'A')));
  const __m128i letters = _mm_cmplt_epi8(shifted, _mm_set1_epi8((char)(-128 + 26)));
  return _mm_or_si128(bytes, _mm_and_si128(letters, _mm_set1_epi8(0x20)));
}
#endif

int32_t winnow_is_ascii(const uint8_t *text, size_t count) {
  size_t index = 0;
#ifdef __SSE2__
  if (count >= WIDTH) {
    __m128i all = load(text + count - WIDTH);
    for (; index + WIDTH <= count; index += WIDTH) all = _mm_or_si128(all, load(text + index));
    return _mm_movemask_epi8(all) == 0;
  }
#endif
  uint8_t all = 0;
  for (; index < count; ++index) all |= text[index];
  return all < 0x80;
}

void winnow_lower_ascii(const uint8_t *text, size_t count, uint8_t *lower) {
  size_t index = 0;
#ifdef __SSE2__
  if (count >= WIDTH) {
    for (; index + WIDTH <= count; index += WIDTH) {
      _mm_storeu_si128((__m128i *)(lower + index), lowered(load(text + index)));
    }
    const size_t last = count - WIDTH;
    _mm_storeu_si128((__m128i *)(lower + last), lowered(load(text + last)));
    return;
  }
#endif
  for (; index < count; ++index) {
    const uint8_t byte = text[index];
    lower[index] = (uint8_t)(byte - 'A') < 26 ? byte | 0x20 : byte;
  }
}

int32_t winnow_is_lower_ascii(const uint8_t *text, size_t count) {
  const uint64_t ones = UINT64_C(0x0101010101010101);
  for (size_t index = 0; index < count; index += 8) {
    uint64_t word = 0;
    memcpy(&word, text + index, count - index < 8 ? count - index : 8);
    // High bits: bytes from `A` on without those behind `Z`, and bytes beyond ASCII.
    const uint64_t capitals = (word + ones * (0x80 - 'A')) & ~(word + ones * (0x80 - 'Z' - 1));
    if (((capitals | word) & (ones << 7)) != 0) return 0;
  }
  return 1;
}

int32_t winnow_lower_holds_ascii(const uint8_t *text, size_t count) {
  const uint8_t *end = text + count;
  for (const uint8_t *at = text; (at = memchr(at, 0xC4, (size_t)(end - at))) != NULL; ++at) {
    if (end - at > 1 && at[1] == 0xB0) return 1;
  }
  for (const uint8_t *at = text; (at = memchr(at, 0xE2, (size_t)(end - at))) != NULL; ++at) {
    if (end - at > 2 && at[1] == 0x84 && at[2] == 0xAA) return 1;
  }
  return 0;
}

const uint8_t *winnow_find(const uint8_t *text, size_t count, const uint8_t *needle,
                           size_t needle_count) {
  if (needle_count == 0 || needle_count > count) return NULL;
  if (needle_count == 1) return memchr(text, needle[0], count);
#ifdef __SSE2__
  // The first and the last byte of the needle at sixteen places at once.
  const size_t reach = needle_count - 1, places = count - reach;
  if (places >= WIDTH) {
    const __m128i first = _mm_set1_epi8((char)needle[0]);
    const __m128i last = _mm_set1_epi8((char)needle[reach]);
    size_t index = 0;
    while (1) {
      const __m128i begins = _mm_cmpeq_epi8(load(text + index), first);
      const __m128i ends = _mm_cmpeq_epi8(load(text + index + reach), last);
      unsigned hits = (unsigned)_mm_movemask_epi8(_mm_and_si128(begins, ends));
      for (; hits != 0; hits &= hits - 1) {
        const uint8_t *at = text + index + __builtin_ctz(hits);
        if (memcmp(at + 1, needle + 1, reach) == 0) return at;
      }
      if (index + WIDTH == places) return NULL;
      index = index + 2 * WIDTH <= places ? index + WIDTH : places - WIDTH;
    }
  }
#endif
  return memmem(text, count, needle, needle_count);
}

size_t winnow_count_byte(const uint8_t *text, size_t count, uint8_t byte) {
  size_t found = 0;
  for (size_t index = 0; index < count; ++index) found += text[index] == byte;
  return found;
}
