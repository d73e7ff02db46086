/// Reads plainly written JSON objects and CSV records, sixteen bytes and more at a time.
///
/// These functions say yes only to what is right beyond doubt and common; for
/// everything else they return -1 and the scanners of JSONText and CSVText look
/// themselves and name the mistake. They allocate nothing.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A member of a JSON object or a field of a CSV record; offsets are from the
/// record's first byte, strings are without their quotes.
typedef struct WinnowMember {
  uint32_t key, key_count;
  uint32_t value, value_count;
  /// For the caller: the number of the field.
  uint32_t field;
  /// The value's type: 1 null, 2 bool, 3 number, 4 string, 5 array or object.
  uint8_t kind;
  bool is_key_escaped;
  /// Whether the value holds escapes or doubled quotes.
  bool is_value_escaped;
} WinnowMember;

enum { WINNOW_LEAD_WORDS = 8 };

/// What comes before a value of an object: the end of the value before, the key, a colon.
typedef struct WinnowLead {
  /// Its bytes, and which bits of the last word are among them.
  uint64_t words[WINNOW_LEAD_WORDS], last_mask;
  uint32_t count, word_count;
  /// Where the key begins in it.
  uint32_t key, key_count;
  /// The number of the field.
  uint32_t field;
  bool is_ascii;
} WinnowLead;

/// Leads of an object that was read before; the next one mostly has the same.
typedef struct WinnowShape {
  /// How many are known, of the object's first members on.
  size_t count;
  WinnowLead *leads;
} WinnowShape;

/// What is known of an object as a whole.
typedef struct WinnowObject {
  bool is_ascii;
  /// Whether a value holds escapes.
  bool has_escapes;
  /// How many of the first members have known leads, and so a field.
  size_t known_count;
} WinnowObject;

/// Finds the members of the object that `count` bytes consist of.
///
/// `readable` bytes may be looked at, at least `count`. Bytes of strings are not
/// checked to be UTF-8, but `is_ascii` says whether there is anything to check.
/// `members` are initialized; the numbers of those without a known lead stay as they are.
/// Returns the number of members, or -1.
ptrdiff_t winnow_json_members(const uint8_t *bytes, size_t count, size_t readable,
                              WinnowMember *members, size_t capacity, const WinnowShape *shape,
                              WinnowObject *object);

/// Keeps the leads of an object whose members have their fields; the room is for `count`.
void winnow_json_learn(WinnowShape *shape, const uint8_t *bytes, const WinnowMember *members,
                       size_t count);

/// The extent of a CSV record.
typedef struct WinnowRecord {
  /// Bytes of the record without and with its line end.
  size_t count, end;
  /// Line ends within the record, its own included.
  size_t line_count;
  bool is_ascii;
} WinnowRecord;

/// Finds the fields of the record at the start of `count` bytes, which must end
/// with a line end that is among them. `quote` is negative when there is none.
/// `fields` are initialized; keys, which records lack, and numbers stay as they are.
///
/// Returns the number of fields, or -1.
ptrdiff_t winnow_csv_record(const uint8_t *bytes, size_t count, uint8_t separator, int quote,
                            WinnowMember *fields, size_t capacity, WinnowRecord *record);

/// The offset behind the last line feed with an even number of quotes before it,
/// counted from the start; 0 when there is none. `quote` is negative when there is none.
size_t winnow_last_record_end(const uint8_t *bytes, size_t count, int quote);

/// The number of bytes equal to `byte`.
size_t winnow_text_count_byte(const uint8_t *bytes, size_t count, uint8_t byte);
