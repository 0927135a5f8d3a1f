/// Sessions that come as a text: exports of goose, which [GooseExport] reads, and transcripts of
/// other agents, which adapters know by [ImportFormat].
@NullMarked
package dev.gander.domain.imports;

import org.jspecify.annotations.NullMarked;
