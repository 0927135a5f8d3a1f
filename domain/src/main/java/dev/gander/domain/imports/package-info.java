/// Sessions imported from text: goose exports, read by [GooseExport], and transcripts of other
/// agents, which adapters read as an [ImportFormat].
@NullMarked
package dev.gander.domain.imports;

import org.jspecify.annotations.NullMarked;
