/// Scans of bytes, sixteen at a time where the processor can.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Whether no byte has its high bit set.
int32_t winnow_is_ascii(const uint8_t *text, size_t count);

/// Writes a text with `A`…`Z` in lower case and all other bytes as they are.
void winnow_lower_ascii(const uint8_t *text, size_t count, uint8_t *lower);

/// Whether a text is ASCII without capital letters.
int32_t winnow_is_lower_ascii(const uint8_t *text, size_t count);

/// Whether a character beyond ASCII has ASCII letters in its lower case: the
/// capital I with a dot, or the Kelvin sign.
int32_t winnow_lower_holds_ascii(const uint8_t *text, size_t count);

/// The first place of `needle` in `text`, or `NULL`; an empty needle is nowhere.
const uint8_t *winnow_find(const uint8_t *text, size_t count, const uint8_t *needle,
                           size_t needle_count);

/// How many bytes of a text are this one.
size_t winnow_count_byte(const uint8_t *text, size_t count, uint8_t byte);
