/// Sessions that come as a text: exports of goose, and transcripts of other agents. Each format is
/// one class that knows nothing of the others; [ImportFormat] tells them apart. Start there.
@NullMarked
package dev.gander.domain.imports;

import org.jspecify.annotations.NullMarked;
