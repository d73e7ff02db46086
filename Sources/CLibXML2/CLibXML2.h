#pragma once

// Debian builds libxml2 with ICU, whose headers clash with those in Foundation's
// own copy of ICU. Only the tail of a struct that nobody here touches depends on it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlwriter.h>

// Swift does not know that the variable 'xmlFree' never changes.
static inline void winnow_xml_free(void *pointer) { xmlFree(pointer); }
