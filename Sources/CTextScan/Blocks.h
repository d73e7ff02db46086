/// Looks at 16 or 64 bytes at a time: SSE2, which every x86-64 has, else plain C.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// These are called once or twice, for every few bytes.
#define INLINE static inline __attribute__((always_inline))

#if defined(__SSE2__)
#include <emmintrin.h>

/// The low 16 bits: which bytes end the plain part of a JSON string.
INLINE uint32_t string_marks(const uint8_t *bytes, uint32_t *high) {
  const __m128i v = _mm_loadu_si128((const __m128i *)bytes);
  const __m128i marks = _mm_or_si128(
      _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'))),
      _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1F)), v));
  *high = (uint32_t)_mm_movemask_epi8(v);
  return (uint32_t)_mm_movemask_epi8(marks);
}

/// Which of 64 bytes are separators, quotes or line ends, and which are not ASCII.
INLINE uint64_t record_marks(const uint8_t *bytes, uint8_t separator, uint8_t quote,
                                    uint64_t *high) {
  const __m128i s = _mm_set1_epi8((char)separator), q = _mm_set1_epi8((char)quote);
  const __m128i n = _mm_set1_epi8('\n'), r = _mm_set1_epi8('\r');
  uint64_t marks = 0, tops = 0;
  for (int part = 0; part < 4; part++) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
    const __m128i found =
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, s), _mm_cmpeq_epi8(v, q)),
                     _mm_or_si128(_mm_cmpeq_epi8(v, n), _mm_cmpeq_epi8(v, r)));
    marks |= (uint64_t)(uint32_t)_mm_movemask_epi8(found) << (16 * part);
    tops |= (uint64_t)(uint32_t)_mm_movemask_epi8(v) << (16 * part);
  }
  *high = tops;
  return marks;
}

/// Which of 64 bytes equal a byte.
INLINE uint64_t equal_marks(const uint8_t *bytes, uint8_t byte) {
  const __m128i wanted = _mm_set1_epi8((char)byte);
  uint64_t marks = 0;
  for (int part = 0; part < 4; part++) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
    marks |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, wanted)) << (16 * part);
  }
  return marks;
}

#else

INLINE uint32_t string_marks(const uint8_t *bytes, uint32_t *high) {
  uint32_t marks = 0, tops = 0;
  for (int i = 0; i < 16; i++) {
    marks |= (uint32_t)(bytes[i] == '"' || bytes[i] == '\\' || bytes[i] < 0x20) << i;
    tops |= (uint32_t)(bytes[i] >> 7) << i;
  }
  *high = tops;
  return marks;
}

INLINE uint64_t record_marks(const uint8_t *bytes, uint8_t separator, uint8_t quote,
                                    uint64_t *high) {
  uint64_t marks = 0, tops = 0;
  for (int i = 0; i < 64; i++) {
    const uint8_t byte = bytes[i];
    marks |= (uint64_t)(byte == separator || byte == quote || byte == '\n' || byte == '\r') << i;
    tops |= (uint64_t)(byte >> 7) << i;
  }
  *high = tops;
  return marks;
}

INLINE uint64_t equal_marks(const uint8_t *bytes, uint8_t byte) {
  uint64_t marks = 0;
  for (int i = 0; i < 64; i++) marks |= (uint64_t)(bytes[i] == byte) << i;
  return marks;
}

#endif
