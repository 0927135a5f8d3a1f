/// The JSON tree. Tool arguments, schemas and extension data are arbitrary JSON that must survive a
/// round trip, so the domain owns a small sealed tree; converting it to and from text is an
/// adapter's job. Start with [Json] and, for reading, [JsonFields].
@NullMarked
package dev.gander.domain.json;

import org.jspecify.annotations.NullMarked;
