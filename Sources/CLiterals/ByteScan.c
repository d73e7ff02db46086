#define _GNU_SOURCE
#include "ByteScan.h"

#include <string.h>

#ifdef __SSE2__
#include <immintrin.h>

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
/// Defines a search that looks at this many places at once for a needle's first, middle and last
/// byte: all three are seldom where the needle is not. There are at least this many places.
#define DEFINE_FIND(NAME, PLACES, VECTOR, PREFIX, SUFFIX)                                        \
  static const uint8_t *NAME(const uint8_t *text, size_t places, const uint8_t *needle,          \
                             size_t count) {                                                     \
    const size_t reach = count - 1, half = count / 2;                                            \
    const VECTOR first = PREFIX##_set1_epi8((char)needle[0]);                                    \
    const VECTOR middle = PREFIX##_set1_epi8((char)needle[half]);                                \
    const VECTOR last = PREFIX##_set1_epi8((char)needle[reach]);                                 \
    for (size_t index = 0;; index += PLACES) {                                                   \
      /* The last places are looked at together with some that were looked at before. */        \
      if (index + PLACES > places) index = places - PLACES;                                      \
      const uint8_t *at = text + index;                                                          \
      const VECTOR begins =                                                                      \
          PREFIX##_cmpeq_epi8(PREFIX##_loadu_##SUFFIX((const VECTOR *)at), first);               \
      const VECTOR halves =                                                                      \
          PREFIX##_cmpeq_epi8(PREFIX##_loadu_##SUFFIX((const VECTOR *)(at + half)), middle);     \
      const VECTOR ends =                                                                        \
          PREFIX##_cmpeq_epi8(PREFIX##_loadu_##SUFFIX((const VECTOR *)(at + reach)), last);      \
      const VECTOR all = PREFIX##_and_##SUFFIX(PREFIX##_and_##SUFFIX(begins, halves), ends);     \
      unsigned found = (unsigned)PREFIX##_movemask_epi8(all);                                    \
      for (; __builtin_expect(found != 0, 0); found &= found - 1) {                              \
        const uint8_t *place = at + __builtin_ctz(found);                                        \
        if (memcmp(place, needle, count) == 0) return place;                                     \
      }                                                                                          \
      if (index + PLACES == places) return NULL;                                                 \
    }                                                                                            \
  }

enum { WIDER = 2 * WIDTH };

DEFINE_FIND(find_in_sixteens, WIDTH, __m128i, _mm, si128)
__attribute__((target("avx2"))) DEFINE_FIND(find_in_thirty_twos, WIDER, __m256i, _mm256, si256)
#endif

const uint8_t *winnow_find(const uint8_t *text, size_t count, const uint8_t *needle,
                           size_t needle_count) {
  if (needle_count == 0 || needle_count > count) return NULL;
  if (needle_count == 1) return memchr(text, needle[0], count);
#ifdef __SSE2__
  const size_t places = count - needle_count + 1;
  if (places >= WIDER && __builtin_cpu_supports("avx2")) {
    return find_in_thirty_twos(text, places, needle, needle_count);
  }
  if (places >= WIDTH) return find_in_sixteens(text, places, needle, needle_count);
#endif
  return memmem(text, count, needle, needle_count);
}

size_t winnow_count_byte(const uint8_t *text, size_t count, uint8_t byte) {
  size_t found = 0;
  for (size_t index = 0; index < count; ++index) found += text[index] == byte;
  return found;
}
