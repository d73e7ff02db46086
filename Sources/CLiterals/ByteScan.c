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

#ifdef __SSE2__
/// A needle's first, middle and last byte: all three are seldom where the needle is not.
typedef struct {
  __m128i first, middle, last;
  size_t half, reach;
} Needle;

/// A bit for each of sixteen places where the needle may be.
static inline unsigned places_of(const Needle *needle, const uint8_t *text) {
  const __m128i begins = _mm_cmpeq_epi8(load(text), needle->first);
  const __m128i halves = _mm_cmpeq_epi8(load(text + needle->half), needle->middle);
  const __m128i ends = _mm_cmpeq_epi8(load(text + needle->reach), needle->last);
  return (unsigned)_mm_movemask_epi8(_mm_and_si128(_mm_and_si128(begins, halves), ends));
}

/// The first of the places where the needle is indeed, or `NULL`.
static const uint8_t *confirmed(const uint8_t *text, unsigned places, const uint8_t *needle,
                                size_t needle_count) {
  for (; places != 0; places &= places - 1) {
    const uint8_t *at = text + __builtin_ctz(places);
    if (memcmp(at, needle, needle_count) == 0) return at;
  }
  return NULL;
}
#endif

const uint8_t *winnow_find(const uint8_t *text, size_t count, const uint8_t *needle,
                           size_t needle_count) {
  if (needle_count == 0 || needle_count > count) return NULL;
  if (needle_count == 1) return memchr(text, needle[0], count);
#ifdef __SSE2__
  const size_t reach = needle_count - 1, half = needle_count / 2, places = count - reach;
  if (places >= WIDTH) {
    const Needle bytes = {_mm_set1_epi8((char)needle[0]), _mm_set1_epi8((char)needle[half]),
                          _mm_set1_epi8((char)needle[reach]), half, reach};
    for (size_t index = 0;; index += WIDTH) {
      // The last places are looked at together with some that were looked at before.
      if (index + WIDTH > places) index = places - WIDTH;
      const unsigned found = places_of(&bytes, text + index);
      if (__builtin_expect(found != 0, 0)) {
        const uint8_t *at = confirmed(text + index, found, needle, needle_count);
        if (at != NULL) return at;
      }
      if (index + WIDTH == places) return NULL;
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
