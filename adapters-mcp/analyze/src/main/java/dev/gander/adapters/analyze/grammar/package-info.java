/// Parsing: tree-sitter, the grammars, and a query of ours for each language. Native memory lives
/// and dies in here. Start with [SourceParser].
@NullMarked
package dev.gander.adapters.analyze.grammar;

import org.jspecify.annotations.NullMarked;
